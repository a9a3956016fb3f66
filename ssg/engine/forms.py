"""How each declared type stands in JSON; ``codec.py`` tells the format."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from itertools import chain, islice
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

PLAIN_TYPES = (str, int, float, bool, NoneType)
"""Types that JSON has itself."""


class DecodeError(Exception):
    """JSON that is no value of the declared type."""


class Form(ABC):
    """One type: ``encode`` takes a value to JSON, ``decode`` takes a column of JSON to values."""

    is_plain = False
    """Values are JSON already, so that nothing needs to be done to encode them."""

    def encode(self, value: Any) -> Any:
        """Return the JSON of one value of this type."""
        return value

    @abstractmethod
    def decode(self, column: list[Any]) -> list[Any]:
        """Return the values of a column of JSON; raises DecodeError or ValueError."""


class PlainForm(Form):
    """str, int, float, bool or None, or a union of them."""

    is_plain = True

    def __init__(self, types: Iterable[type]) -> None:
        self.types = frozenset(types)

    def decode(self, column: list[Any]) -> list[Any]:
        if not self.types.issuperset(map(type, column)):
            raise DecodeError(f"expected {sorted(cls.__name__ for cls in self.types)}")
        return column


class OmittedForm(PlainForm):
    """A type whose values are left out: null stands for each."""

    is_plain = False

    def __init__(self) -> None:
        super().__init__([NoneType])

    def encode(self, value: Any) -> Any:
        return None


class TextForm(Form):
    """A value written as text: a date, a datetime, a member of an enumeration."""

    def __init__(self, cls: type, write: Callable[[Any], str], read: Callable[[str], Any]) -> None:
        self.cls, self._write, self._read = cls, write, read

    def encode(self, value: Any) -> Any:
        return self._write(value)

    def decode(self, column: list[Any]) -> list[Any]:
        if not {str}.issuperset(map(type, column)):
            raise DecodeError(f"expected the text of a {self.cls.__name__}")
        return list(map(self._read, column))


class TupleForm(Form):
    """``tuple[X, ...]``."""

    def __init__(self, item: Form) -> None:
        self.item, self.is_plain = item, item.is_plain

    def encode(self, value: Any) -> Any:
        return value if self.is_plain else list(map(self.item.encode, value))

    def decode(self, column: list[Any]) -> list[Any]:
        _require_arrays(column)
        if not any(column):
            return [()] * len(column)
        items = iter(self.item.decode(list(chain.from_iterable(column))))
        return [tuple(islice(items, len(row))) for row in column]


class RowForm(Form):
    """``tuple[X, Y]``, and the fields of a struct."""

    def __init__(self, cells: list[Form]) -> None:
        self.cells = cells
        self.is_plain = all(cell.is_plain for cell in cells)
        self._busy = [(index, cell.encode) for index, cell in enumerate(cells) if not cell.is_plain]

    def encode(self, value: Any) -> Any:
        if self.is_plain:
            return value
        row = list(value)
        for index, encode in self._busy:
            row[index] = encode(row[index])
        return row

    def columns(self, rows: list[Any]) -> list[list[Any]]:
        """Return the decoded cells by column."""
        _require_arrays(rows)
        if not {len(self.cells)}.issuperset(map(len, rows)):
            raise DecodeError(f"expected arrays of {len(self.cells)}")
        return [cell.decode(list(cells)) for cell, cells in zip(self.cells, zip(*rows, strict=True), strict=True)]

    def decode(self, column: list[Any]) -> list[Any]:
        return list(zip(*self.columns(column), strict=True)) if column else []


class StructForm(Form):
    """A struct."""

    def __init__(self, cls: type, make_row: Callable[[], RowForm], names: list[str]) -> None:
        self.cls, self._make_row = cls, make_row
        self._read: Callable[[Any], Any] = attrgetter(*names) if len(names) > 1 else _row_reader(names)
        self._has_fields = bool(names)

    @cached_property
    def row(self) -> RowForm:
        """The forms of its fields; looked at when a value is met, for most builds meet few of a site's many types."""
        return self._make_row()

    def encode(self, value: Any) -> Any:
        return self.row.encode(self._read(value))

    def decode(self, column: list[Any]) -> list[Any]:
        if not column:
            return []
        if not self._has_fields:
            return [self.cls() for _ in column]
        return list(map(self.cls, *self.row.columns(column)))


class UnionForm(Form):
    """Values of several types: those written as text or plain JSON, and tagged arrays."""

    def __init__(self, plain: PlainForm, text: TextForm | None, arrays: dict[str, tuple[type, Form]]) -> None:
        self._plain, self._text = plain, text
        self._form_by_tag = {tag: form for tag, (_, form) in arrays.items()}
        self._tag_by_class = {cls: tag for tag, (cls, _) in arrays.items()}

    def encode(self, value: Any) -> Any:
        tag = self._tag_by_class.get(type(value))
        if tag is not None:
            return [tag, *self._form_by_tag[tag].encode(value)]
        return self._text.encode(value) if self._text is not None and type(value) is self._text.cls else value

    def decode(self, column: list[Any]) -> list[Any]:
        found = set(map(type, column))
        if self._plain.types.issuperset(found):
            return column
        values = list(column)
        if self._text is not None and str in found:
            _replace(values, [index for index, value in enumerate(column) if type(value) is str], self._text)
            found.discard(str)
        if list in found:
            for tag, indexes in _indexes_by_tag(column).items():
                _replace(values, indexes, self._form_of(tag), start=1)
        if not self._plain.types.issuperset(found - {list}):
            raise DecodeError("expected another type")
        return values

    def _form_of(self, tag: str) -> Form:
        if tag not in self._form_by_tag:
            raise DecodeError(f'unknown tag "{tag}"')
        return self._form_by_tag[tag]


def form_of(hint: Any, bindings: dict[Any, Any] | None = None) -> Form:
    """Return the form of a type annotation; see ``Codec`` for what is allowed.

    bindings: what the type variables of a generic struct stand for; None for a type that is left out.
    """
    bound = bindings or {}
    if isinstance(hint, type | TypeVar) and hint in bound:
        return OmittedForm() if bound[hint] is None else form_of(bound[hint], bound)
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _union_form([form_of(arg, bound) for arg in args])
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return TupleForm(form_of(args[0], bound))
        return RowForm([form_of(arg, bound) for arg in args])
    if isinstance(origin, type) and issubclass(origin, Struct):
        meant = [bound.get(arg, arg) for arg in args]
        return _struct_form(origin, bound | dict(zip(vars(origin)["__parameters__"], meant, strict=True)))
    if isinstance(hint, type):
        return _class_form(hint, bound)
    raise TypeError(f"{hint!r} has no encoding")


def _class_form(cls: type, bindings: dict[Any, Any]) -> Form:
    if cls in PLAIN_TYPES:
        return PlainForm([cls])
    if cls is datetime or cls is date:
        return TextForm(cls, cls.isoformat, cls.fromisoformat)
    if issubclass(cls, Enum):
        return TextForm(cls, attrgetter("value"), cls)
    if issubclass(cls, Struct):
        return _struct_form(cls, bindings)
    raise TypeError(f"{cls.__qualname__} has no encoding")


def _struct_form(cls: type[Struct], bindings: dict[Any, Any]) -> StructForm:
    if hasattr(cls, "__post_init__"):
        raise TypeError(f"{cls.__qualname__} must have no __post_init__")
    names = list(cls.__struct_fields__)

    def make_row() -> RowForm:
        hints = get_type_hints(cls)
        return RowForm([form_of(hints[name], bindings) for name in names])

    return StructForm(cls, make_row, names)


def _union_form(members: list[Form]) -> Form:
    plain = PlainForm(chain.from_iterable(form.types for form in members if isinstance(form, PlainForm)))
    omitted = next((form for form in members if isinstance(form, OmittedForm)), None)
    if omitted and not (len(members) == 2 and plain.types == {NoneType}):
        raise TypeError("what is left out of a union could be anything")
    if all(isinstance(form, PlainForm) for form in members):
        return omitted or plain
    texts = [form for form in members if isinstance(form, TextForm)]
    arrays: list[tuple[str, type, Form]] = [
        (form.cls.__name__, form.cls, form) if isinstance(form, StructForm) else ("", tuple, form)
        for form in members
        if not isinstance(form, PlainForm | TextForm)
    ]
    by_tag = {tag: (cls, form) for tag, cls, form in arrays}
    if len(texts) + (str in plain.types) > 1 or len(by_tag) < len(arrays):
        raise TypeError("members of a union could not be told apart")
    return UnionForm(plain, texts[0] if texts else None, by_tag)


def _row_reader(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda value: tuple(getattr(value, name) for name in names)


def _require_arrays(column: list[Any]) -> None:
    if not {list}.issuperset(map(type, column)):
        raise DecodeError("expected an array")


def _indexes_by_tag(column: list[Any]) -> dict[str, list[int]]:
    indexes: dict[str, list[int]] = {}
    for index, value in enumerate(column):
        if type(value) is list:
            if not value or type(value[0]) is not str:
                raise DecodeError("expected a tag")
            indexes.setdefault(value[0], []).append(index)
    return indexes


def _replace(values: list[Any], indexes: list[int], form: Form, start: int | None = None) -> None:
    cells = [values[index] if start is None else values[index][start:] for index in indexes]
    for index, value in zip(indexes, form.decode(cells), strict=True):
        values[index] = value
