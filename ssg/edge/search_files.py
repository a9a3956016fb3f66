"""What of an index is published: not Pagefind's own files, but smaller ones, of which a reader loads fewer.

Of its files only the words matter, in files of another form (``word_files``). In place of its fragments, which hold
each page as it was indexed, stands ``SearchDocument.shown``, as JSON that the host compresses. Neither its engine nor
its list of pages is published: pages have numbers, those without a date first, then from the oldest to the newest.
"""

import hashlib
import json
from collections.abc import Sequence

from ssg.edge.pagefind_words import Word
from ssg.edge.search_parts import IndexedPage, IndexedPart, merged_words
from ssg.edge.word_files import WordFile, front_coded, word_files

LIST_NAME = "words.json"
"""How many pages there are, and where each file of words begins."""

_TITLE, _PINYIN, _FILTER, _HEADING = "ᚁ", "ᚂ", "ᚃ", "ᚄ"
"""Marks of words (``search_document``): at the beginning the first three, at the end the first and the last."""

_File = tuple[str, bytes]


def search_files(parts: Sequence[IndexedPart]) -> list[_File]:
    """Return what readers load of the pages of ``parts``: words, the list of their files, and a text for each page.

    parts: in the order of their pages.   The name of each file is relative to the folder of the index, "/"-separated.
    """
    pages = [page for part in parts for page in part.pages]
    made = word_files(
        (*merged_words(parts), *_filter_words(pages)),
        pages_alone=(_TITLE, _PINYIN, _FILTER),
        with_places=(_TITLE, _HEADING),
    )
    return [*_word_files(made, pages), *_texts(pages)]


def _filter_words(pages: list[IndexedPage]) -> list[Word]:
    numbers_by_value: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        for name, value in page.filters:
            numbers_by_value.setdefault(" ".join(f"{name}:{value}".split()), []).append(number)
    return [
        Word(_FILTER + value, [b - a for a, b in zip((0, *numbers), numbers, strict=False)], [1] * len(numbers), [])
        for value, numbers in numbers_by_value.items()
    ]


def _word_files(made: list[WordFile], pages: list[IndexedPage]) -> list[_File]:
    """Return the files of words, in a folder that bears the name of this version of them all, and their list."""
    digest = hashlib.blake2b(digest_size=4)
    for file in made:
        digest.update(file.words)
        digest.update(file.places)
    folder = f"words-{digest.hexdigest()}"
    shared, rests = front_coded(file.begin for file in made)
    listed = {
        "version": digest.hexdigest(),
        "pages": len(pages),
        "undated": sum(not page.date for page in pages),
        "shared": shared,
        "rests": "\n".join(rests),
    }
    return [
        (LIST_NAME, json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode()),
        *((f"{folder}/{number}.words", file.words) for number, file in enumerate(made)),
        *((f"{folder}/{number}.places", file.places) for number, file in enumerate(made) if file.places),
    ]


def _texts(pages: list[IndexedPage]) -> list[_File]:
    return [(f"text/{number}.json", page.shown.encode()) for number, page in enumerate(pages)]
