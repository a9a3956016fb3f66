"""What a file is by its first bytes, whatever its name says."""

from ssg.model.file_types import OLE, PDF, POINTER, RAR, SEVEN_ZIP, TEXT, ZIP
from ssg.model.picture import AVIF, BMP, GIF, HEIC, JPEG, PNG, SVG, TIFF, WEBP

HEAD_BYTES = 1024
"""As many first bytes tell all that is told here; a PDF may begin later than at the first."""
_STARTS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),
    (b"MM\0+", TIFF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    # What stands in a checkout for a large file that was not fetched with it.
    (b"version https://git-lfs", POINTER),
)
_AVIF_BRANDS = frozenset((b"avif", b"avis"))
_HEIC_BRANDS = frozenset((b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"))


def media_type_of(head: bytes) -> str:
    """Return what a file is whose first bytes are ``head``, at most HEAD_BYTES of them; "" = nothing known here."""
    for start, media_type in _STARTS:
        if head.startswith(start):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp":
        return _type_of_brand(head)
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return BMP
    if b"%PDF-" in head:
        return PDF
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"<svg") or (text.startswith((b"<?xml", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in text):
        return SVG
    return TEXT if head and _is_text(head) else ""


def _type_of_brand(head: bytes) -> str:
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, min(int.from_bytes(head[:4], "big"), 64), 4))}
    if brands & _AVIF_BRANDS:
        return AVIF
    return HEIC if brands & _HEIC_BRANDS else ""


def _is_text(head: bytes) -> bool:
    return not any(byte < 9 or (13 < byte < 32 and byte != 27) for byte in head)
