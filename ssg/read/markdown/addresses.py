"""What an address of a link or a picture leads to."""

import html
import re
from enum import Enum, auto

from markdown import util
from msgspec import Struct

from ssg.read.markdown.sanitise import without_marks

IGNORED_BY_BROWSERS = re.compile("[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
ESCAPED = re.compile(f"{util.STX}(\\d+){util.ETX}")
"""What Markdown makes of a backslash and the character after it."""
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")


class Destination(Enum):
    SITE = auto()
    """A file beside this one, a path of the site, or an anchor: planning resolves it."""
    OUTSIDE = auto()
    """http or https."""
    CONTACT = auto()
    """mailto or tel."""
    EMPTY = auto()
    UNSAFE = auto()
    """Any other scheme: javascript, data, vbscript, file …"""


class Address(Struct, frozen=True):
    destination: Destination
    url: str
    """Without character references; with https where the scheme was left out."""
    written: str
    """As the parser saw it, to find it in the source."""


def parse_address(written: str) -> Address:
    """Return where an address leads, seen through character references, control characters and case."""
    unescaped = ESCAPED.sub(lambda match: chr(int(match[1])), written)
    written = ESCAPED.sub(lambda match: "\\" + chr(int(match[1])), written)
    url = without_marks(html.unescape(unescaped.replace(util.AMP_SUBSTITUTE, "&"))).strip()
    bare = IGNORED_BY_BROWSERS.sub("", url).replace("\\", "/")
    scheme = SCHEME.match(bare)
    if not bare:
        return Address(Destination.EMPTY, "", written)
    if bare.startswith("//"):
        return Address(Destination.OUTSIDE, "https:" + bare, written)
    if scheme is None:
        return Address(Destination.SITE, url, written)
    return Address(_destination_of(scheme[1].lower()), bare, written)


def _destination_of(scheme: str) -> Destination:
    if scheme in ("http", "https"):
        return Destination.OUTSIDE
    return Destination.CONTACT if scheme in ("mailto", "tel") else Destination.UNSAFE
