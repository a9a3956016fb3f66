"""Equal digests mean that nothing a reader can see has changed."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from ssg.engine.digest import Digester, digest, digest_bytes
from ssg.model.card import Card
from ssg.model.diagnostic import Span
from ssg.model.document import Kind
from ssg.model.kinds.common import Ref
from ssg.model.stated import Nothing, Pending

CARD = Card(Kind.NEWS, "content/news/rain.md", "/news/rain/", "雨", "雨", "", datetime(2026, 1, 1, tzinfo=UTC))


class Pair(Struct, frozen=True):
    left: object
    right: object


class Couple(Struct, frozen=True):
    left: object
    right: object


@dataclass
class Changeable:
    text: str


class Colour(StrEnum):
    RED = "red"


class Paint(StrEnum):
    RED = "red"


PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=40)
    | st.binary()
    | st.dates()
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple) | st.builds(Pair, inner, inner) | st.builds(Couple, inner, inner)
    ),
    max_leaves=8,
)


def strictly_equal(left: object, right: object) -> bool:
    """Equal in type too: to Python, 1 and True and 1.0 are one."""
    return repr(left) == repr(right)


@given(VALUES, VALUES)
def test_digests_are_equal_exactly_when_values_are(left: object, right: object) -> None:
    assert (digest(left) == digest(right)) == strictly_equal(left, right)


@given(VALUES)
def test_a_shared_part_digests_like_an_equal_one(value: object) -> None:
    assert digest((value, value)) == Digester().digest((value, value))
    digester = Digester()
    digester.digest(value)
    assert digester.digest((value, 1)) == digest((value, 1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        (1, 1.0),
        ("1", 1),
        ("", None),
        (("ab", "c"), ("a", "bc")),
        ((("a",), "b"), (("a", "b"),)),
        (Pair(1, 2), Couple(1, 2)),
        (Nothing(), Pending()),
        (Colour.RED, Paint.RED),
        (Colour.RED, "red"),
        (date(2026, 1, 1), datetime(2026, 1, 1)),
        (b"a", "a"),
    ],
)
def test_values_that_differ_in_kind_alone_have_different_digests(one: object, other: object) -> None:
    assert digest(one) != digest(other)


def test_one_instant_in_two_zones_is_shown_differently_and_digests_differently() -> None:
    midnight = datetime(2026, 1, 1, tzinfo=UTC)
    assert digest(midnight) != digest(midnight.astimezone(timezone(timedelta(hours=8))))


def test_positions_leave_the_digest_as_it_is() -> None:
    here, there = Span("content/news/a.md", 3, 8, 2), Span("content/news/b.md", 9)
    assert digest(Ref("guide/pension", here)) == digest(Ref("guide/pension", there))
    assert digest((here, 1)) == digest((None, 1))


def test_every_field_of_a_card_counts() -> None:
    assert digest(CARD) != digest(replace(CARD, is_expired=True))
    assert digest(CARD) != digest(replace(CARD, date=None))
    assert digest(CARD) == digest(replace(CARD))


@pytest.mark.parametrize("value", [[], {}, set(), lambda: None, object(), Changeable("x"), CARD.__class__, 1j])
def test_what_is_no_value_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        digest(value)
    with pytest.raises(TypeError):
        digest(Pair("deep", (value,)))


def test_a_subclass_of_text_is_refused_for_it_may_hide_something() -> None:
    class Loud(str):
        pass

    with pytest.raises(TypeError):
        digest(Loud("x"))


def test_the_digests_of_fields_tell_which_one_has_changed() -> None:
    before = dict(Digester().part_digests(named_fields(CARD)))
    now = dict(Digester().part_digests(named_fields(replace(CARD, title="雪" * 50))))
    assert list(now) == list(before)
    assert [name for name in now if now[name] != before[name]] == ["title"]


def test_no_field_digest_is_longer_than_a_digest_and_its_mark() -> None:
    long = replace(CARD, summary="很长的摘要" * 100, tags=("甲",) * 50)
    assert max(len(part) for _, part in Digester().part_digests(named_fields(long))) <= 33


def named_fields(card: Card) -> list[tuple[str, object]]:
    return [(name, getattr(card, name)) for name in card.__struct_fields__]


def test_objects_that_come_and_go_do_not_disturb_the_digester() -> None:
    # Python gives the identity of a dead object to the next one.
    digester = Digester()
    digests = {digester.digest(replace(CARD, title=str(number))) for number in range(1000)}
    assert len(digests) == 1000


def test_a_digest_does_not_depend_on_the_run() -> None:
    code = "from ssg.engine.digest import digest; print(digest(('雨', 1, None, ('a',))))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert runs == {digest(("雨", 1, None, ("a",)))}


def test_the_digest_of_bytes_is_blake2b_of_16_bytes() -> None:
    assert digest_bytes(b"") == "cae66941d9efbd404e4d88758ea67670"
