"""A roll comes back as it was, and what is on it is in order only while all that it relies upon is there."""

import pytest

from ssg.engine.roll import Roll, decode_roll, encode_roll

ROLL = Roll(frozenset(("/a/", "/b/")), frozenset(("一", "\ud800", "a\nb")), frozenset(("x",)))


@pytest.mark.parametrize("roll", [ROLL, Roll(), Roll(settled=frozenset(("",))), Roll(others=frozenset(("0", "1")))])
def test_a_roll_comes_back_as_it_was(roll):
    assert decode_roll(encode_roll(roll)) == roll


def test_a_name_that_would_come_back_as_two_is_refused():
    with pytest.raises(ValueError, match="mark"):
        encode_roll(Roll(settled=frozenset(("a\0b",))))


@pytest.mark.parametrize(
    "data", [b"", b"1", b"1\0000\0000", b"x\0000\0000\0a", b"-1\0001\0001\0a", b"0\0000\0000\0\xff"]
)
def test_what_is_no_roll_is_refused(data):
    with pytest.raises(ValueError, match=r"not a roll|invalid literal|codec can't decode"):
        decode_roll(data)


def test_what_is_settled_stays_so_when_more_joins_and_no_longer_when_something_goes():
    assert ROLL.settled_upon(frozenset(("/a/", "/b/", "/c/"))) == ROLL.settled
    assert ROLL.settled_upon(frozenset(("/a/", "/c/"))) == frozenset()
