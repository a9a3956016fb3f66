"""Pictures without what they tell about the day they were taken; not one pixel is made anew.

Cameras and programs write places, names, serial numbers and small copies of the picture beside its pixels. Only
the parts that a browser needs to show it are kept, so that what nobody thought of goes too.

Sources: ITU-T T.81 annex B (JPEG), W3C PNG 3rd edition §11, GIF89a, RFC 9649 (WebP).
"""

import struct
from collections.abc import Callable, Iterator

from ssg.model.picture import GIF, JPEG, PNG, WEBP

ICC_MARK = b"ICC_PROFILE\0"
JFIF_BYTES = 18
"""Of the first part of a stripped JPEG, where it has one."""
PNG_MARK = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND"),
        *(b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"bKGD", b"pHYs"),
        *(b"acTL", b"fcTL", b"fdAT"),  # animation
    )
)
WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
WEBP_EXIF, WEBP_XMP = 0x08, 0x04
"""Flags of VP8X that announce the parts that go."""
GIF_MARKS = (b"GIF87a", b"GIF89a")
GIF_KEPT_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""How often an animation runs; every other application block is somebody's notes."""


class MalformedError(ValueError):
    """The bytes are not a whole picture of that kind: cut off, or damaged."""


def strip_jpeg(data: bytes) -> bytes:
    """Return a JPEG without metadata, thumbnails, comments and whatever follows its end. Raises MalformedError."""
    kept = [b"\xff\xd8"]
    for marker, part in _jpeg_parts(data):
        if marker == 0xE0 and part[4:9] == b"JFIF\0" and len(part) >= JFIF_BYTES:
            # Its last two numbers are the size of a thumbnail, which would follow.
            kept.append(b"\xff\xe0\0\x10" + part[4:16] + b"\0\0")
        elif _is_of_the_picture(marker, part):
            kept.append(part)
    return b"".join(kept)


def _is_of_the_picture(marker: int, part: bytes) -> bool:
    """Return whether a part of a JPEG is needed to show it: of applications' parts, only those about colour."""
    if marker == 0xE2:
        return part[4:].startswith(ICC_MARK)
    if marker == 0xEE:
        return part[4:9] == b"Adobe"
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _jpeg_parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (marker, bytes from the marker on) of each part, a scan with its data; the last is the end itself."""
    if not data.startswith(b"\xff\xd8"):
        raise MalformedError("no JPEG")
    at = 2
    while True:
        if data[at : at + 1] != b"\xff":
            raise MalformedError("a marker is missing")
        while data[at + 1 : at + 2] == b"\xff":
            at += 1
        marker = data[at + 1] if at + 1 < len(data) else 0
        if marker == 0xD9:
            yield marker, b"\xff\xd9"
            return
        end = at + 2 + _big(data, at + 2, 2)
        if marker < 0xC0 or end < at + 4 or end > len(data):
            raise MalformedError("a part is cut off")
        if marker == 0xDA:
            end = _end_of_scan(data, end)
        yield marker, data[at:end]
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next marker stands; within a scan's data FF is followed by 00 or a restart mark."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        following = data[at + 1]
        if following != 0 and not 0xD0 <= following <= 0xD7 and following != 0xFF:
            return at
        at += 1 if following == 0xFF else 2
    raise MalformedError("the end is missing")


def strip_png(data: bytes) -> bytes:
    """Return a PNG, animated or not, without texts, times and metadata. Raises MalformedError."""
    if not data.startswith(PNG_MARK):
        raise MalformedError("no PNG")
    kept, at = [PNG_MARK], len(PNG_MARK)
    while True:
        name, end = data[at + 4 : at + 8], at + 12 + _big(data, at, 4)
        if end > len(data):
            raise MalformedError("a part is cut off")
        if name in PNG_KEPT:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end


def strip_webp(data: bytes) -> bytes:
    """Return a WebP, animated or not, without metadata. Raises MalformedError."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise MalformedError("no WebP")
    total = 8 + _little(data, 4)
    if total > len(data):
        raise MalformedError("the end is missing")
    kept, at = [], 12
    while at + 8 <= total:
        name, size = data[at : at + 4], _little(data, at + 4)
        end = at + 8 + size + size % 2
        if end > total + size % 2:
            raise MalformedError("a part is cut off")
        if name == b"VP8X":
            kept.append(data[at : at + 8] + bytes([data[at + 8] & ~(WEBP_EXIF | WEBP_XMP)]) + data[at + 9 : end])
        elif name in WEBP_KEPT:
            kept.append(data[at:end].ljust(end - at, b"\0"))
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def strip_gif(data: bytes) -> bytes:
    """Return a GIF, animated or not, without comments and notes of programs. Raises MalformedError."""
    if data[:6] not in GIF_MARKS or len(data) < 13:
        raise MalformedError("no GIF")
    at = 13 + _colours(data[10])
    kept = [data[:at]]
    while True:
        kind = data[at : at + 1]
        if kind == b";":
            return b"".join(kept) + b";"
        if kind == b",":
            start = at + 11 + (_colours(data[at + 9]) if at + 9 < len(data) else 0)
        elif kind == b"!":
            start = at + 2
        else:
            raise MalformedError("a block is cut off")
        end = _end_of_blocks(data, start)
        if kind == b"," or _is_kept_extension(data, at):
            kept.append(data[at:end])
        at = end


def _is_kept_extension(data: bytes, at: int) -> bool:
    label = data[at + 1]
    return label in (0xF9, 0x01) or (label == 0xFF and data[at + 3 : at + 14] in GIF_KEPT_APPLICATIONS)


def _colours(flags: int) -> int:
    """Return the bytes that the table of colours takes which ``flags`` announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while at < len(data):
        size = data[at]
        at += 1 + size
        if size == 0:
            return at
    raise MalformedError("a block is cut off")


def _big(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")


def _little(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


STRIP_BY_TYPE: dict[str, Callable[[bytes], bytes]] = {
    JPEG: strip_jpeg,
    PNG: strip_png,
    GIF: strip_gif,
    WEBP: strip_webp,
}
