"""What of an index is published: not Pagefind's own files, but smaller ones, of which a reader loads fewer.

Of its files only the words matter, in files of another form (``word_files``). In place of its fragments, which hold
each page as it was indexed, stands ``SearchDocument.shown``, as JSON that the host compresses. Neither its engine nor
its list of pages is published: pages have numbers, those without a date first, then from the oldest to the newest.
"""

import hashlib
import json
import zlib
from fnmatch import fnmatchcase
from pathlib import Path

from ssg.edge.pagefind_words import Word, read_page_names, read_words
from ssg.edge.word_files import WordFile, front_coded, word_files
from ssg.model.search import SearchDocument

LIST_NAME = "words.json"
"""How many pages there are, and where each file of words begins."""

_WORDS, _FRAGMENTS, _PAGES = "index/*.pf_index", "fragment/*.pf_fragment", "pagefind.*.pf_meta"
_TITLE, _PINYIN, _FILTER, _HEADING = "ᚁ", "ᚂ", "ᚃ", "ᚄ"
"""Marks of words (``search_document``): at the beginning the first three, at the end the first and the last."""

_File = tuple[str, bytes]


def search_files(files: list[_File], documents: list[SearchDocument]) -> list[_File]:
    """Return what readers load: the words, the list of their files, and a text for each page.

    documents: those that were indexed, in the order in which the indexer was given them; it numbers pages so.
    Raises ValueError when ``files`` are of another form, as those of another version of Pagefind might be.
    """
    if _urls(files) != [document.url for document in documents]:
        raise ValueError("other pages than it was given")
    words = [word for name, data in files if fnmatchcase(name, _WORDS) for word in read_words(data)]
    made = word_files(
        (*words, *_filter_words(documents)),
        pages_alone=(_TITLE, _PINYIN, _FILTER),
        with_places=(_TITLE, _HEADING),
    )
    return [*_word_files(made, documents), *_texts(documents)]


def _urls(files: list[_File]) -> list[str]:
    """Return the URLs of the pages of an index in the order of their numbers. Raises ValueError."""
    lists = [data for name, data in files if fnmatchcase(name, _PAGES)]
    try:
        url_by_name = {Path(name).stem: _fragment_url(data) for name, data in files if fnmatchcase(name, _FRAGMENTS)}
        return [url_by_name[name] for data in lists for name in read_page_names(data)]
    except (zlib.error, KeyError) as failure:
        raise ValueError("a list of pages that is of another form") from failure


def _fragment_url(data: bytes) -> str:
    return str(json.loads(zlib.decompress(data, wbits=31).decode().removeprefix("pagefind_dcd"))["url"])


def _filter_words(documents: list[SearchDocument]) -> list[Word]:
    numbers_by_value: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        for name, value in document.filters:
            numbers_by_value.setdefault(" ".join(f"{name}:{value}".split()), []).append(number)
    return [
        Word(_FILTER + value, [b - a for a, b in zip((0, *numbers), numbers, strict=False)], [1] * len(numbers), [])
        for value, numbers in numbers_by_value.items()
    ]


def _word_files(made: list[WordFile], documents: list[SearchDocument]) -> list[_File]:
    """Return the files of words, in a folder that bears the name of this version of them all, and their list."""
    digest = hashlib.blake2b(digest_size=4)
    for file in made:
        digest.update(file.words)
        digest.update(file.places)
    folder = f"words-{digest.hexdigest()}"
    shared, rests = front_coded(file.begin for file in made)
    listed = {
        "version": digest.hexdigest(),
        "pages": len(documents),
        "undated": sum(not document.date for document in documents),
        "shared": shared,
        "rests": "\n".join(rests),
    }
    return [
        (LIST_NAME, json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode()),
        *((f"{folder}/{number}.words", file.words) for number, file in enumerate(made)),
        *((f"{folder}/{number}.places", file.places) for number, file in enumerate(made) if file.places),
    ]


def _texts(documents: list[SearchDocument]) -> list[_File]:
    return [(f"text/{number}.json", document.shown.encode()) for number, document in enumerate(documents)]
