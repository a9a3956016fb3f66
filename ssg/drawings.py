"""Drawings between the stages: what can be published of an SVG, the photographs written into it included."""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error

from ssg.edge.pictures.strip import STRIP_BY_TYPE, MalformedError
from ssg.model.picture import SVG, FileFacts, PictureFacts
from ssg.read.file_types import HEAD_BYTES, media_type_of
from ssg.read.svg import check_svg, svg_size
from ssg.read.svg_metadata import MalformedDrawingError, strip_svg

_EMBEDDED = re.compile(rb"(data:image/(?:jpe?g|png|gif|webp);base64,)((?:[A-Za-z0-9+/=\s]|&#x?[0-9A-Fa-f]{1,4};)+)")
_BREAK = re.compile(rb"\s|&#x?[0-9A-Fa-f]{1,4};")


def drawing_facts(path: str, data: bytes) -> FileFacts:
    """Return what a drawing is; one that no browser shows has a ``fault``."""
    try:
        cleaned = clean_drawing(data)
    except MalformedDrawingError:
        return FileFacts(SVG, None, "picture-unreadable")
    size = svg_size(data.decode("utf-8", "replace"))
    return FileFacts(SVG, PictureFacts(*size), is_plain=not check_svg(path, data), has_metadata=cleaned != data)


def clean_drawing(data: bytes) -> bytes:
    """Return a drawing without metadata, its own and those of pictures in it. Raises MalformedDrawingError."""
    return _EMBEDDED.sub(_clean_picture, strip_svg(data))


def _clean_picture(found: re.Match[bytes]) -> bytes:
    try:
        picture = b64decode(_BREAK.sub(b"", found[2]))
        clean = STRIP_BY_TYPE.get(media_type_of(picture[:HEAD_BYTES]), _unknown)(picture)
    except (MalformedError, Base64Error) as fault:
        raise MalformedDrawingError(str(fault)) from fault
    return found[0] if clean == picture else found[1] + b64encode(clean)


def _unknown(picture: bytes) -> bytes:
    raise MalformedError("no picture")
