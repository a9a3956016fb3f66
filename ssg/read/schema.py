"""Declares the fields of a mapping once: their names in two languages, how each is read, and whether it is needed."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from msgspec import Struct

from ssg.model.diagnostic import Diagnostic, Outcome, Span, error, warning
from ssg.model.stated import Nothing
from ssg.read.reader import Reader, Scope, refuse
from ssg.read.states import StatedReader, read_state
from ssg.read.values import find_nearest
from ssg.read.yaml_nodes import Entry, MapNode, Node, is_blank, shorten

T = TypeVar("T")

_MOST_UNKNOWN_KEYS = 20


class Field(Struct, frozen=True):
    name: str
    """Argument of the value's constructor."""
    keys: tuple[str, ...]
    """Accepted names: the English one, then the Chinese one that messages use, then others."""
    read: Reader[Any]
    is_required: bool
    """Left out = error; the mapping cannot be made."""

    @property
    def label(self) -> str:
        """The Chinese name, or the English one where there is none."""
        return self.keys[1] if len(self.keys) > 1 else self.keys[0]


class Schema(Struct, frozen=True):
    """Fields compiled for looking up; made once for each kind."""

    fields: tuple[Field, ...]
    field_by_key: Mapping[str, Field]


class Fields(Struct, frozen=True):
    """What one mapping held, by ``Field.name``."""

    values: Mapping[str, Any]
    """Those present and well-formed."""
    entries: Mapping[str, Entry]
    """Those present, well-formed or not; a field with nothing after its colon counts as left out."""
    start: Span
    """First line of the mapping."""
    is_whole: bool
    """Every required field is there and well-formed."""
    diagnostics: tuple[Diagnostic, ...]

    def span(self, name: str, scope: Scope) -> Span:
        """Return where the value of a field stands, or the start of the mapping when it was left out."""
        entry = self.entries.get(name)
        return scope.span(entry.value) if entry else self.start


def optional(keys: str, read: Reader[Any], into: str = "") -> Field:
    """Return a field that may be left out. keys: names separated by spaces; into: constructor argument if different."""
    return _field(keys, read, into, False)


def required(keys: str, read: Reader[Any], into: str = "") -> Field:
    """Return a field without which the mapping makes no sense."""
    return _field(keys, read, into, True)


def stated(keys: str, read: Reader[Any], into: str = "") -> Field:
    """Return a field of three states that may be left out."""
    return _field(keys, StatedReader(read), into, False)


def compile_schema(*fields: Field) -> Schema:
    """Return the fields by all their names. Raises ValueError when two share a name: our own fault."""
    field_by_key: dict[str, Field] = {}
    for field in fields:
        for key in field.keys:
            if key in field_by_key:
                raise ValueError(f"two fields are called {key}")
            field_by_key[key] = field
    return Schema(fields, field_by_key)


def record(make: Callable[..., T], *fields: Field) -> Reader[T]:
    """Return a reader of mappings that hands the fields present to ``make`` by name."""
    schema = compile_schema(*fields)

    def read(node: Node, scope: Scope) -> Outcome[T | None]:
        if not isinstance(node, MapNode):
            return refuse("expects-mapping", node, scope, known=_known(schema))
        found = read_fields(schema, node, scope)
        return Outcome(make(**found.values) if found.is_whole else None, found.diagnostics)

    return read


def read_fields(schema: Schema, node: MapNode, scope: Scope) -> Fields:
    """Read every entry of a mapping by its field; unknown and doubled names are errors."""
    entries, faults = _entries_by_name(schema, node, scope)
    values: dict[str, Any] = {}
    for name, entry in entries.items():
        outcome = _read_field(schema.field_by_key[entry.key.text], entry, scope)
        faults.extend(outcome.diagnostics)
        if outcome.value is not None:
            values[name] = outcome.value
    needed = [field for field in schema.fields if field.is_required and field.name not in values]
    start = Span(scope.path, node.line, node.column)
    faults.extend(_missing(field, start) for field in needed if field.name not in entries)
    return Fields(values, entries, start, not needed, tuple(faults))


def _field(keys: str, read: Reader[Any], into: str, is_required: bool) -> Field:
    names = tuple(keys.split())
    return Field(into or names[0], names, read, is_required)


def _entries_by_name(schema: Schema, node: MapNode, scope: Scope) -> tuple[dict[str, Entry], list[Diagnostic]]:
    entries: dict[str, Entry] = {}
    unknown: list[Entry] = []
    faults: list[Diagnostic] = []
    for entry in node.entries:
        field = schema.field_by_key.get(entry.key.text)
        if field is None:
            unknown.append(entry)
        elif field.name in entries:
            faults.append(_twice(entries[field.name], entry, scope))
        elif not is_blank(entry.value):
            entries[field.name] = entry
    faults.extend(_unknown(schema, entry, scope) for entry in unknown[:_MOST_UNKNOWN_KEYS])
    if len(unknown) > _MOST_UNKNOWN_KEYS:
        span = scope.span(unknown[_MOST_UNKNOWN_KEYS].key)
        faults.append(error("more-unknown-keys", span, count=len(unknown) - _MOST_UNKNOWN_KEYS))
    return entries, faults


def _read_field(field: Field, entry: Entry, scope: Scope) -> Outcome[Any]:
    state = None if isinstance(field.read, StatedReader) else read_state(entry.value, scope)
    if state is None:
        return field.read(entry.value, scope)
    span = scope.span(entry.value)
    if field.is_required:
        return Outcome(None, (error("missing-field", span, field=field.keys[0], label=field.label),))
    if isinstance(state.value, Nothing):
        return Outcome(None, state.diagnostics)
    ignored = warning("pending-not-shown", span, field=field.keys[0], label=field.label)
    return Outcome(None, (*state.diagnostics, ignored))


def _unknown(schema: Schema, entry: Entry, scope: Scope) -> Diagnostic:
    key = entry.key.text
    nearest = find_nearest(key, schema.field_by_key)
    hint = {"nearest": nearest} if nearest else {}
    span = scope.span(entry.key)
    return error("unknown-key", span, related=(), key=shorten(key), known=_known(schema), **hint)


def _known(schema: Schema) -> str:
    return "、".join(" ".join(field.keys[:2]) for field in schema.fields)


def _twice(earlier: Entry, entry: Entry, scope: Scope) -> Diagnostic:
    first = scope.span(earlier.key)
    key, other = shorten(entry.key.text), shorten(earlier.key.text)
    return error("same-field-twice", scope.span(entry.key), related=(first,), key=key, other=other, line=first.line)


def _missing(field: Field, start: Span) -> Diagnostic:
    return error("missing-field", start, field=field.keys[0], label=field.label)
