"""An outline comes back from the cache as it was, or is not kept."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.engine.codec import CodecError
from ssg.model.card import Card
from ssg.model.document import Kind
from ssg.model.outline import Outline
from ssg.model.resolution import LinkFacts
from ssg.outlines import Remembered, decode_addresses, decode_outlines, encode_address, encode_outline

TEXT = st.text(max_size=8)
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
    remembered = Remembered(key, address, outline, facts, lookups)
    row = encode_outline(remembered)
    assert row is not None
    assert decode_addresses({"a.md": row}) == {}
    [found] = decode_outlines([row])
    assert found == remembered
    # Equal moments may be told in two zones.
    assert str(found.outline.card.date) == str(outline.card.date)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("半个\ud83d", None),
        ("旧闻", datetime(1900, 1, 1, 8, 0, tzinfo=timezone(timedelta(hours=8, minutes=5, seconds=43)))),
    ],
)
def test_what_would_come_back_otherwise_is_not_kept(title: str, day: datetime | None) -> None:
    card = Card(Kind.NEWS, "content/news/a.md", "/news/a/", title, "标题", "", day)
    outline = Outline(card, "1", "2", "3", "/news/a/", 0.0, None, False, "", (), "", True)
    assert encode_outline(Remembered("k", "a", outline, LinkFacts("", (), (), (), "", ()), ())) is None


def test_what_is_opened_in_every_build_is_known_by_its_address_alone() -> None:
    row = encode_address("guide live 0.0 /guides/pension/")
    assert decode_outlines([row]) == []
    assert decode_addresses({"g.md": row}) == {"g.md": "guide live 0.0 /guides/pension/"}


@pytest.mark.parametrize("row", [b'["k","a"]', b'["\xff","a"]'])
def test_a_row_that_holds_something_else_is_refused(row: bytes) -> None:
    with pytest.raises(CodecError):
        decode_outlines([row])
