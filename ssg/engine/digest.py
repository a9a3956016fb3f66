"""Digests of values: equal digests mean that nothing a reader can see has changed.

Only values have one. A list, a mapping, a function or an object that can change is refused, so a context
that could hide a dependency fails in the first test that touches it.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum
from functools import partial
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from msgspec import Struct

from ssg.model.diagnostic import Span

DIGEST_BYTES = 16
LONGEST_LITERAL = 33
"""A field whose text is no longer than a digest and its mark stands for itself."""
WIDE = 8
"""Structs with as many fields are digested once and remembered; spelling out a narrower one costs less."""

Token = Callable[[Any], str]


def digest_bytes(data: bytes) -> str:
    """Return the hex blake2b-128 of ``data``, 32 characters."""
    return blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


def digest_text(text: str) -> str:
    """Return the hex blake2b-128 of ``text``, 32 characters."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()


def digest(value: object) -> str:
    """Return the digest of one value; see ``Digester.digest``."""
    return Digester().digest(value)


class Digester:
    """Digests the values of one build.

    A struct met twice is digested once: it is known again by its identity, and kept, so that no other
    object can take that identity. Values never change, so what is kept never grows stale.
    """

    def __init__(self) -> None:
        self._kept: dict[int, tuple[object, str]] = {}
        self._token_by_type: dict[type, Token] = {
            type(None): lambda value: "N",
            bool: lambda value: "T" if value else "F",
            int: lambda value: f"i{value};",
            float: lambda value: f"f{value!r};",
            str: lambda value: f"s{len(value)}:{value}",
            bytes: lambda value: f"b{value.hex()};",
            # The offset belongs to it: 08:00+08:00 and 00:00Z are one instant but read differently.
            datetime: lambda value: f"t{value.isoformat()};",
            date: lambda value: f"d{value.isoformat()};",
            tuple: self._tuple_token,
            # Positions never reach a reader, nor does whether one is known.
            Span: lambda value: "N",
        }

    def digest(self, value: object) -> str:
        """Return 32 hex digits that stand for ``value``.

        value: frozen structs, tuples, str, int, bool, None, float, bytes, date, datetime, members of
        enumerations, and nestings of them. A ``Span`` counts as None.
        Raises TypeError for anything else.
        """
        token = self._token(value)
        return token[1:] if token.startswith("#") else digest_text(token)

    def part_digests(self, parts: Iterable[tuple[str, object]]) -> tuple[tuple[str, str], ...]:
        """Return (name, digest) of each named value, in order; short plain values stand for themselves.

        Raises TypeError as ``digest`` does.
        """
        return tuple([(name, _shortened(self._token(value))) for name, value in parts])

    def _token(self, value: object) -> str:
        """Return text that stands for ``value`` and no other, and whose end can be told without what follows."""
        token = self._token_by_type.get(type(value))
        if token is None:
            token = self._token_by_type[type(value)] = self._make_token(type(value))
        return token(value)

    def _tuple_token(self, items: tuple[object, ...]) -> str:
        return f"({len(items)}:{''.join(map(self._token, items))}"

    def _make_token(self, cls: type) -> Token:
        if issubclass(cls, Enum):
            return lambda member: f"e{len(cls.__qualname__)}:{cls.__qualname__}.{member.name};"
        names = _field_names(cls)
        if len(names) == 0:
            read: Callable[[object], tuple[Any, ...]] = lambda value: ()  # noqa: E731
        elif len(names) == 1:
            read = lambda value: (getattr(value, names[0]),)  # noqa: E731
        else:
            read = attrgetter(*names)
        prefix = f"{cls.__module__}.{cls.__qualname__}:"
        spell = partial(self._spelt_out, prefix, read)
        return spell if len(names) < WIDE else partial(self._remembered, spell)

    def _spelt_out(self, prefix: str, read: Callable[[object], tuple[Any, ...]], value: object) -> str:
        tokens, parts = self._token_by_type, [prefix]
        for part in read(value):
            cls = type(part)
            if cls is str:
                parts.append(f"s{len(part)}:{part}")
            else:
                token = tokens.get(cls)
                parts.append(token(part) if token is not None else self._token(part))
        return "".join(parts)

    def _remembered(self, spell: Token, value: object) -> str:
        known = self._kept.get(id(value))
        if known is not None:
            return known[1]
        text = "#" + digest_text(spell(value))
        self._kept[id(value)] = (value, text)
        return text


def _field_names(cls: type) -> tuple[str, ...]:
    if not issubclass(cls, Struct) or not cls.__struct_config__.frozen:
        raise TypeError(f"{cls.__module__}.{cls.__qualname__} is no value, so it has no digest")
    return cls.__struct_fields__


def _shortened(token: str) -> str:
    return token if len(token) <= LONGEST_LITERAL else "#" + digest_text(token)
