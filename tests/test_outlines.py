"""An outline comes back from the cache as it was, or is not kept."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.model.card import Card
from ssg.model.document import Kind
from ssg.model.outline import Outline
from ssg.model.resolution import LinkFacts
from ssg.outlines import (
    FIELD_MARK,
    PART_MARK,
    Remembered,
    decode_addresses,
    decode_outlines,
    encode_address,
    encode_outline,
)

TEXT = st.text(st.characters(exclude_characters=FIELD_MARK + PART_MARK, exclude_categories=()), max_size=8)
PARTS = st.lists(TEXT.filter(bool), max_size=3).map(tuple)
FLAG = st.booleans()
MOMENT = st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=8)))
)
CARD = st.builds(
    Card, st.just(Kind.NEWS), TEXT, TEXT, TEXT, TEXT, TEXT, st.none() | MOMENT, TEXT, TEXT, TEXT, PARTS, PARTS, PARTS,
    TEXT, st.just(""), st.just(""), TEXT, TEXT, st.just(False), FLAG,
)  # fmt: skip
SECONDS = st.floats(-1e9, 4e9)
OUTLINE = st.builds(
    Outline, CARD, TEXT, TEXT, TEXT, TEXT, SECONDS, st.none() | SECONDS, FLAG, TEXT, PARTS, TEXT, st.just(True)
)
FACTS = st.builds(LinkFacts, TEXT, PARTS, PARTS, PARTS, TEXT, PARTS)


@given(key=TEXT, address=TEXT, outline=OUTLINE, facts=FACTS, lookups=PARTS)
def test_it_comes_back_as_it_was(
    key: str, address: str, outline: Outline, facts: LinkFacts, lookups: tuple[str, ...]
) -> None:
    data = encode_outline(key, address, outline, facts, lookups)
    assert data is not None
    assert decode_addresses({"a.md": data}) == {"a.md": address}
    [found] = decode_outlines([data])
    assert found[:4] == Remembered(key, address, outline, facts, "")[:4]
    assert [asked for asked in found.lookups.split(PART_MARK) if asked] == list(lookups)


@pytest.mark.parametrize("mark", [FIELD_MARK, PART_MARK])
def test_a_text_with_one_of_the_marks_is_not_kept(mark: str) -> None:
    card = Card(Kind.NEWS, "content/news/a.md", "/news/a/", f"标{mark}题", "标题", "", None)
    outline = Outline(card, "1", "2", "3", "/news/a/", 0.0, None, False, "", (), "", True)
    assert encode_outline("k", "a", outline, LinkFacts("", (), (), (), "", ()), ()) is None


def test_what_is_opened_in_every_build_is_known_by_its_address_alone() -> None:
    data = encode_address("guide live 0.0 /guides/pension/")
    assert decode_outlines([data]) == []
    assert decode_addresses({"g.md": data}) == {"g.md": "guide live 0.0 /guides/pension/"}
