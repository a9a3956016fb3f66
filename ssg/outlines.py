"""Outlines as the cache keeps them: one short text a document, decoded a field of all documents at a time.

A site's outlines are all decoded in every build, so this is as plain as can be: fields of text with a mark
between them, instead of the codec that everything else is kept by.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import repeat
from typing import Any, NamedTuple

from ssg.model.card import Card
from ssg.model.document import Kind
from ssg.model.outline import Outline
from ssg.model.resolution import LinkFacts

DIGEST_LENGTH = 32
FIELD_MARK, PART_MARK = "\x1f", "\x1e"


class Remembered(NamedTuple):
    """All that is kept of a plain document beside its reading."""

    key: str
    """Of what the outline was made from."""
    address: str
    """``address_of`` its item in the last build."""
    outline: Outline
    facts: LinkFacts
    lookups: str
    """``Resolution.lookups`` with a mark between them, and at both ends."""

    @property
    def reading_key(self) -> str:
        """Return the key of the reading that the outline was made from."""
        return self.key[DIGEST_LENGTH:]


def encode_outline(key: str, address: str, outline: Outline, facts: LinkFacts, lookups: Iterable[str]) -> bytes | None:
    """Return a plain document's outline as bytes; None when a text in it holds one of the marks."""
    card = outline.card
    lists = (
        *(card.audience, card.topics, card.tags, outline.authors),
        *(facts.related, facts.used_files, facts.shown_pictures, facts.site_urls),
    )
    audience, topics, tags, authors, related, used_files, shown, site_urls = map(PART_MARK.join, lists)
    asked = f"{PART_MARK}{PART_MARK.join(lookups)}{PART_MARK}"
    texts = (
        *(key, address, card.path, card.url, card.title, card.short_title, card.summary),
        card.date.isoformat() if card.date else "",
        *(card.column, card.column_title, card.genre, audience, topics, tags),
        *(card.language, card.sort_key, card.initial, "1" if card.is_pending else ""),
        *(outline.digest, outline.document_digest, outline.body_digest, outline.site_path, repr(outline.moment)),
        "" if outline.expires is None else repr(outline.expires),
        *("1" if outline.is_draft else "", outline.modified, authors, outline.pinyin),
        *(facts.digest, related, used_files, shown, facts.lead, site_urls, asked),
    )
    text = FIELD_MARK.join(texts)
    marks = sum(max(len(parts) - 1, 0) for parts in lists) + asked.count(PART_MARK)
    is_clean = text.count(FIELD_MARK) == len(texts) - 1 and text.count(PART_MARK) == marks
    return text.encode("utf-8", "surrogatepass") if is_clean else None


FIELD_COUNT = 35


def encode_address(address: str) -> bytes:
    """Return what is kept of a document that is opened in every build."""
    return f"{FIELD_MARK}{address}".encode("utf-8", "surrogatepass")


def decode_addresses(blobs: Mapping[str, bytes]) -> dict[str, str]:
    """Return the address that each document had in the last build, by path."""
    mark = FIELD_MARK.encode()
    return {path: str(data.split(mark, 2)[1], "utf-8", "surrogatepass") for path, data in blobs.items()}


def decode_outlines(blobs: Sequence[bytes]) -> list[Remembered]:
    """Return plain documents that ``encode_outline`` encoded, those of other kinds left out."""
    mark = FIELD_MARK.encode()
    rows = [data for data in blobs if data.count(mark) == FIELD_COUNT - 1]
    if not rows:
        return []
    # All at once: taking 10,000 texts apart one by one takes twice as long.
    fields_of_all = str(mark.join(rows), "utf-8", "surrogatepass").split(FIELD_MARK)
    columns: list[Any] = [fields_of_all[number::FIELD_COUNT] for number in range(FIELD_COUNT)]
    (key, address, path, url, title, short_title, summary, day, column, column_title, genre, audience, topics) = (
        columns[:13]
    )
    (tags, language, sort_key, initial, is_pending, digest, document_digest, body_digest, site_path, moment) = columns[
        13:23
    ]
    (expires, is_draft, modified, authors, pinyin, links, related, used_files, shown, lead, site_urls, lookups) = (
        columns[23:]
    )
    split = _Splitter()
    count = len(rows)
    fields = dict[str, Iterable[Any]](
        kind=repeat(Kind.NEWS, count),
        path=path,
        url=url,
        title=title,
        short_title=short_title,
        summary=summary,
        date=[datetime.fromisoformat(text) if text else None for text in day],
        column=column,
        column_title=column_title,
        genre=genre,
        audience=map(split, audience),
        topics=map(split, topics),
        tags=map(split, tags),
        language=language,
        place_kind=repeat("", count),
        area=repeat("", count),
        sort_key=sort_key,
        initial=initial,
        is_expired=repeat(False, count),
        is_pending=map(bool, is_pending),
    )
    cards = map(Card, *(fields[name] for name in Card.__struct_fields__))
    outlines = map(
        Outline._make,
        zip(
            cards, digest, document_digest, body_digest, site_path, map(float, moment),
            [float(text) if text else None for text in expires], map(bool, is_draft), modified,
            map(split, authors), pinyin, repeat(True, count), strict=True,
        ),
    )  # fmt: skip
    facts = map(
        LinkFacts._make,
        zip(
            *(links, map(split, related), map(split, used_files), map(split, shown), lead, map(split, site_urls)),
            strict=True,
        ),
    )
    return list(map(Remembered._make, zip(key, address, outlines, facts, lookups, strict=True)))


class _Splitter(dict[str, tuple[str, ...]]):
    """The parts of a text; the same few texts come again and again."""

    def __call__(self, text: str) -> tuple[str, ...]:
        return self[text]

    def __missing__(self, text: str) -> tuple[str, ...]:
        parts = self[text] = tuple(text.split(PART_MARK)) if text else ()
        return parts
