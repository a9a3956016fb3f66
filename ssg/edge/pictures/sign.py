"""A credit written into a picture that has no other metadata: as XMP, and its two fields of Exif.

Sources: XMP specification part 3 (where it stands in each format), Exif 3.0 §4.5, IPTC Photo Metadata Standard 2023.1.
"""

import struct
import zlib
from collections.abc import Callable
from html import escape

from ssg.edge.pictures.credit import DC, EXIF_ARTIST, EXIF_COPYRIGHT, NOBODY, PHOTOSHOP, RDF, Credit
from ssg.edge.pictures.strip import JFIF_BYTES, PNG_MARK, WEBP_EXIF, WEBP_XMP
from ssg.model.picture import JPEG, PNG, WEBP

PNG_HEADER_BYTES = 25
"""Of the part that comes first."""
ASCII_TYPE = 2
"""Of a field of Exif; every program writes UTF-8 into it."""
XMP_KEYWORD = "XML:com.adobe.xmp"
"""Of the text of a PNG that holds XMP."""


def signed(data: bytes, media_type: str, credit: Credit) -> bytes:
    """Return a picture without metadata with a credit in it; as it is where nobody is credited, or has no place.

    Formats without a place are GIF, BMP, and AVIF, which Pillow signs when it encodes it.
    """
    if credit == NOBODY or media_type not in SIGN_BY_TYPE:
        return data
    return SIGN_BY_TYPE[media_type](data, credit)


def exif_of(credit: Credit) -> bytes:
    """Return the creators and the copyright as a TIFF structure of one directory; empty when there are none."""
    fields = ((EXIF_ARTIST, "; ".join(credit.creators)), (EXIF_COPYRIGHT, credit.copyright))
    texts = [(tag, text.encode() + b"\0") for tag, text in fields if text]
    if not texts:
        return b""
    at = 8 + 2 + 12 * len(texts) + 4
    entries, values = b"", b""
    for tag, text in texts:
        # A text of four bytes at most stands in the entry itself.
        place = text.ljust(4, b"\0") if len(text) <= 4 else struct.pack("<I", at + len(values))
        entries += struct.pack("<HHI", tag, ASCII_TYPE, len(text)) + place
        values += b"" if len(text) <= 4 else text + b"\0" * (len(text) % 2)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(texts)) + entries + b"\0\0\0\0" + values


def xmp_of(credit: Credit) -> bytes:
    """Return a credit as a packet of XMP."""
    creators = "".join(f"<rdf:li>{_escaped(name)}</rdf:li>" for name in credit.creators)
    rights = f'<rdf:li xml:lang="x-default">{_escaped(credit.copyright)}</rdf:li>'
    properties = (
        f"<dc:creator><rdf:Seq>{creators}</rdf:Seq></dc:creator>" if creators else "",
        f"<dc:rights><rdf:Alt>{rights}</rdf:Alt></dc:rights>" if credit.copyright else "",
        f"<photoshop:Credit>{_escaped(credit.line)}</photoshop:Credit>" if credit.line else "",
        f"<photoshop:Source>{_escaped(credit.source)}</photoshop:Source>" if credit.source else "",
    )
    text = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about="" xmlns:dc="{DC}" xmlns:photoshop="{PHOTOSHOP}">'
        f'{"".join(properties)}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
    return text.encode()


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def sign_jpeg(data: bytes, credit: Credit) -> bytes:
    """Return a stripped JPEG with a credit behind its first parts, where the standard wants it."""
    has_jfif = data[2:4] == b"\xff\xe0"
    at = 2 + JFIF_BYTES if has_jfif else 2
    exif = exif_of(credit)
    parts = [b"Exif\0\0" + exif] if exif else []
    parts.append(b"http://ns.adobe.com/xap/1.0/\0" + xmp_of(credit))
    return data[:at] + b"".join(struct.pack(">BBH", 0xFF, 0xE1, len(part) + 2) + part for part in parts) + data[at:]


def sign_png(data: bytes, credit: Credit) -> bytes:
    """Return a stripped PNG with a credit behind its header, before the pixels."""
    at = len(PNG_MARK) + PNG_HEADER_BYTES
    exif = exif_of(credit)
    text = _png_part(b"iTXt", XMP_KEYWORD.encode() + b"\0\0\0\0\0" + xmp_of(credit))
    return data[:at] + (_png_part(b"eXIf", exif) if exif else b"") + text + data[at:]


def _png_part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def sign_webp(data: bytes, credit: Credit) -> bytes:
    """Return a stripped WebP with a credit at its end; one that had no metadata is returned as it is.

    Only the extended format can hold any, so a WebP with a credit is one.
    """
    if data[12:16] != b"VP8X":
        return data
    exif = exif_of(credit)
    flags = data[20] | WEBP_XMP | (WEBP_EXIF if exif else 0)
    parts = (_webp_part(b"EXIF", exif) if exif else b"") + _webp_part(b"XMP ", xmp_of(credit))
    body = data[8:20] + bytes([flags]) + data[21:] + parts
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_part(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


SIGN_BY_TYPE: dict[str, Callable[[bytes, Credit], bytes]] = {JPEG: sign_jpeg, PNG: sign_png, WEBP: sign_webp}
