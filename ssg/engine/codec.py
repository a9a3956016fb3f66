"""Values to bytes and back, as data alone: decoding can make values of the declared types and do nothing else.

The bytes are JSON in UTF-8. The declared types say how to read it, so it holds no more than the values:

    struct             the array of its fields, in order
    tuple              an array
    date, datetime     ISO 8601 text; a datetime comes back with a fixed offset
    enumeration        the member's value
    union              as above, but each array begins with its class's name, or "" for a tuple

A site's documents are decoded at each build that changes anything, so decoding works on columns: one field
of all values at a time, which leaves the loops to the interpreter's own functions.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from ssg.engine.forms import DecodeError, StructForm, form_of

T = TypeVar("T")

BATCH = 256
"""Values decoded together: more of them leave the processor's cache and take half as long again."""


class CodecError(ValueError):
    """The bytes do not hold a value of the codec's type."""


class Codec(Generic[T]):
    """Encodes and decodes values of one type."""

    def __init__(self, root: type[T], omitted: type | None = None) -> None:
        """Prepare for ``root``: a frozen struct; a generic one is named with its arguments.

        omitted: a type whose values are left out, each of them and None alike, so that the bytes can be compared but
        not decoded.

        Everything in it is found through the annotations: structs, tuples, str, int, float, bool, None,
        date, datetime, enumerations with text values, and unions of these.
        A type outside that list, and a union whose members could not be told apart, raise TypeError when a value of
        the struct that names them is first met.
        """
        self._form = form_of(root, {} if omitted is None else {omitted: None})
        if isinstance(self._form, StructForm):
            self._form.row  # noqa: B018  A root that has no encoding is told at once.
        self._write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        self._read = json.JSONDecoder().decode

    def encode(self, value: T) -> bytes:
        """Return ``value`` as bytes; equal values give equal bytes."""
        # Lone surrogates can stand in a file's name.
        return self._write(self._form.encode(value)).encode("utf-8", "surrogatepass")

    def decode(self, data: bytes) -> T:
        """Return the value that ``encode`` gave as ``data``; raises CodecError when there is none."""
        return self.decode_many((data,))[0]

    def decode_many(self, blobs: Sequence[bytes]) -> list[T]:
        """Return the values of many encodings, in order; many times faster for each than one at a time.

        Raises CodecError when any of them is malformed.
        """
        values: list[T] = []
        for start in range(0, len(blobs), BATCH):
            values += self._decode_batch(blobs[start : start + BATCH])
        return values

    def decode_by_key(self, blobs: Mapping[str, bytes]) -> dict[str, T]:
        """Return what ``decode_many`` does, by the key of each encoding; raises CodecError as it does."""
        return dict(zip(blobs, self.decode_many(list(blobs.values())), strict=True))

    def _decode_batch(self, blobs: Sequence[bytes]) -> list[T]:
        try:
            column: list[Any] = [self._read(str(blob, "utf-8", "surrogatepass")) for blob in blobs]
            return self._form.decode(column)
        except (DecodeError, ValueError, RecursionError) as fault:
            raise CodecError(f"not an encoded value: {fault}") from fault


def codec_of(root: type[T], omitted: type | None = None) -> Codec[T]:
    """Return the codec of a type; the annotations of a document's type are many, and are looked at once."""
    # Through Any: the type checker does not take type[T] for something that has a hash.
    kept_as: Any = root
    codec: Codec[T] = _kept_codec(kept_as, omitted)
    return codec


@lru_cache(maxsize=16)
def _kept_codec(root: Any, omitted: type | None) -> Codec[Any]:
    return Codec(root, omitted)
