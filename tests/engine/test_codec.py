"""Values survive the way to bytes and back, and bytes can bring nothing but values."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from types import UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from ssg.engine.codec import Codec, CodecError
from ssg.engine.digest import digest
from ssg.model.contexts import Site
from ssg.model.diagnostic import Diagnostic, Outcome, Span, warning
from ssg.model.document import Content, Document, Reference, ReferenceKind
from ssg.model.kinds.bundle import BundleMeta
from ssg.model.kinds.guide import GuideMeta
from ssg.model.kinds.news import NewsMeta
from ssg.model.stated import Stated

T = TypeVar("T")
SMALL: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=6),
    float: st.floats(allow_nan=False),
    # The fold of a clock set back is not kept: the offset tells which of the two hours is meant.
    datetime: st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))])).map(
        lambda t: t.replace(fold=0)
    ),
}


class Bag(Struct, frozen=True):
    """A union of every sort, one inside another."""

    mixed: tuple[tuple[str, int | None], ...] | date | float | Outcome[bool] | None
    many: tuple[Stated[tuple[str, ...]], ...]


class Empty(Struct, frozen=True):
    pass


class Inner(Struct, Generic[T], frozen=True):
    value: T


class Outer(Struct, Generic[T], frozen=True):
    inner: Inner[T]


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Return small values of an annotation; Hypothesis's own grow too large for the models."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return st.one_of([values_of(arg) for arg in args])
    if origin is tuple and args[1:] == (...,):
        return st.lists(values_of(args[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values_of, args))
    cls = origin or hint
    if not (isinstance(cls, type) and issubclass(cls, Struct)):
        return SMALL[cls] if cls in SMALL else st.from_type(cls)
    bound = dict(zip(getattr(cls, "__parameters__", ()), args, strict=False))
    hints = {name: bound.get(part, part) for name, part in get_type_hints(cls).items()}
    return st.builds(cls, **{name: st.deferred(lambda part=part: values_of(part)) for name, part in hints.items()})


@pytest.mark.parametrize("cls", [Document, Content, NewsMeta, GuideMeta, BundleMeta, Outcome[Site], Bag, Empty])
def test_what_was_encoded_comes_back(cls: Any) -> None:
    codec: Codec[Any] = Codec(cls)

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(values_of(cls), max_size=2))
    def comes_back(values: list[Any]) -> None:
        decoded = codec.decode_many([codec.encode(value) for value in values])
        assert decoded == values
        assert repr(decoded) == repr(values)
        assert list(map(hash, decoded)) == list(map(hash, values))

    comes_back()


def test_a_generic_class_is_named_with_its_arguments() -> None:
    codec = Codec(Outcome[Content | None])
    outcome = Outcome(Content("<p>雨</p>", ()), (warning("unknown-key", key="titel"),))
    assert codec.decode(codec.encode(outcome)) == outcome
    assert codec.decode(codec.encode(Outcome(None))) == Outcome(None)


def test_a_generic_class_may_hold_another_of_the_same_variable() -> None:
    codec: Codec[Any] = Codec(Outer[date])
    assert codec.decode(codec.encode(Outer(Inner(date(2026, 11, 26))))) == Outer(Inner(date(2026, 11, 26)))
    assert Codec(Outer[Span], omitted=Span).encode(Outer(Inner(Span("a.md")))) == b"[[null]]"


def test_values_are_told_apart_without_what_is_left_out_as_digests_tell_them_apart() -> None:
    codec: Codec[Any] = Codec(Document, omitted=Span)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(values_of(Document), values_of(Document), values_of(Span))
    def compare(one: Document, other: Document, span: Span) -> None:
        moved = replace(one, body=replace(one.body, references=(Reference(ReferenceKind.LINK, "a.md", span),)))
        still = replace(one, body=replace(one.body, references=(Reference(ReferenceKind.LINK, "a.md", Span("x.md")),)))
        longer = replace(still, body=replace(still.body, characters=still.body.characters + 1))
        assert codec.encode(moved) == codec.encode(still) != codec.encode(longer)
        assert (codec.encode(one) == codec.encode(other)) == (digest(one) == digest(other))

    compare()


def test_what_is_left_out_may_stand_beside_none_alone() -> None:
    assert Codec(Diagnostic, omitted=Span).encode(warning("x", Span("a.md", 3, 1))) == Codec(
        Diagnostic, omitted=Span
    ).encode(warning("x"))
    with pytest.raises(TypeError):
        Codec(Outcome[Span | str], omitted=Span)


def test_equal_values_give_equal_bytes() -> None:
    codec = Codec(Content)
    assert codec.encode(Content("雨", ())) == codec.encode(Content("雨", ())) == '["雨",[]]'.encode()


def test_more_values_than_a_batch_come_back_in_order() -> None:
    codec = Codec(Content)
    values = [Content(str(number), ()) for number in range(1000)]
    assert codec.decode_many([codec.encode(value) for value in values]) == values


def test_a_lone_surrogate_of_a_file_name_comes_back() -> None:
    codec = Codec(Content)
    assert codec.decode(codec.encode(Content("a\udcff", ()))) == Content("a\udcff", ())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[",
        b"\xff\xfe",
        b"null",
        b"{}",
        b'["x"]',
        b'["x",[],1]',
        b"[1,[]]",
        b'["x",null]',
        b'["x",[["a","b"]]]',
        b'["x",[["a","b",3]]]',
        b'["x",[]],["y",[]]',
        b"[" * 100_000,
        b'["x",' + b"9" * 5000 + b"]",
    ],
)
def test_malformed_bytes_are_one_error(data: bytes) -> None:
    with pytest.raises(CodecError):
        Codec(Content).decode(data)


@pytest.mark.parametrize(
    "data",
    [b'[["Ghost"],[]]', b"[[],[]]", b'[[["Outcome"]],[]]', b'[["Outcome",1,[]],[]]', b'["no date",[]]', b"[true,[]]"],
)
def test_a_union_takes_none_but_its_members(data: bytes) -> None:
    with pytest.raises(CodecError):
        Codec(Bag).decode(data)


@given(st.binary(max_size=60) | st.text(alphabet='[]{}",0123nulse:', max_size=60).map(str.encode))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    try:
        value = Codec(Bag).decode(data)
    except CodecError:
        return
    assert isinstance(value, Bag)


@given(st.data())
@settings(deadline=None)
def test_a_damaged_encoding_is_an_error_or_another_value(data: st.DataObject) -> None:
    codec = Codec(Bag)
    encoded = bytearray(codec.encode(Bag((("甲", 1), ("乙", None)), (("a",),))))
    encoded[data.draw(st.integers(0, len(encoded) - 1))] = data.draw(st.integers(0, 255))
    try:
        value = codec.decode(bytes(encoded))
    except CodecError:
        return
    assert codec.decode(codec.encode(value)) == value


class Number(Enum):
    ONE = "1"


@pytest.mark.parametrize(
    "annotation", [list[int], dict[str, str], object, Any, bytes, str | date, date | datetime, str | Number]
)
def test_a_type_that_could_not_come_back_is_refused_at_once(annotation: Any) -> None:
    with pytest.raises(TypeError):
        Codec(Outcome[annotation])


def test_a_class_that_is_no_struct_is_refused() -> None:
    class Loose:
        text: str

    with pytest.raises(TypeError):
        Codec(Loose)


def test_a_datetime_keeps_its_instant_and_its_offset() -> None:
    codec = Codec(Outcome[datetime])
    moment = datetime(2026, 11, 23, 8, 30, tzinfo=timezone(timedelta(hours=8)))
    assert codec.decode(codec.encode(Outcome(moment))).value.isoformat() == "2026-11-23T08:30:00+08:00"
