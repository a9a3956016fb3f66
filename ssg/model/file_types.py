"""Kinds of files by their bytes, which of them a name promises, and what a link tells of one."""

import re

from ssg.model.picture import AVIF, BMP, GIF, HEIC, JPEG, PNG, SVG, TIFF, WEBP

PDF, ZIP, OLE, RAR, SEVEN_ZIP, TEXT, POINTER = (
    "application/pdf",
    "application/zip",
    "application/x-ole-storage",
    "application/vnd.rar",
    "application/x-7z-compressed",
    "text/plain",
    "application/x-git-lfs",
)
TYPES_BY_ENDING = {
    **dict.fromkeys(("jpg", "jpeg", "jpe", "jfif"), (JPEG,)),
    **dict.fromkeys(("tif", "tiff"), (TIFF,)),
    **dict.fromkeys(("heic", "heif", "hif"), (HEIC,)),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "ofd", "zip"), (ZIP,)),
    # Office programs open web pages and RTF under these names too, and many a form is one.
    **dict.fromkeys(("doc", "xls", "ppt", "wps", "et", "dps"), (OLE, ZIP, TEXT)),
    "png": (PNG,),
    "gif": (GIF,),
    "webp": (WEBP,),
    "avif": (AVIF,),
    "bmp": (BMP,),
    "svg": (SVG,),
    "pdf": (PDF,),
    "rar": (RAR,),
    "7z": (SEVEN_ZIP,),
}
"""What a file of that name may hold; a name that is not here promises nothing."""

READABLE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".pdf")
"""Downloads whose text can be looked at."""
OLD_OFFICE = (".doc", ".xls", ".ppt", ".wps", ".et", ".dps")
"""Formats whose text nobody but their own programs can be trusted to read."""


DOWNLOAD_ENDINGS = (
    *("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "ofd", "odt", "ods", "odp"),
    *("csv", "zip", "rar", "7z"),
)
"""Of files that a browser does not show as a page: a link to one says of what type it is, and how large."""
NAMES_BY_ENDING = {
    **dict.fromkeys(("doc", "docx"), "docx?|word|文档"),
    **dict.fromkeys(("xls", "xlsx"), "xlsx?|excel|表格"),
    **dict.fromkeys(("ppt", "pptx"), "pptx?|powerpoint|幻灯片"),
}
"""How people name a type, as a pattern, where it is not its ending."""
_SIZE = re.compile(r"\d(?:[.,]\d+)?\s*(?:[KMG]?B\b|[KMG]\b|字节|千字节|兆)", re.IGNORECASE)


def tells_of_file(text: str, ending: str) -> bool:
    """Return whether the text of a link, with what stands behind it, names the type and the size of its file."""
    names = NAMES_BY_ENDING.get(ending, ending)
    return re.search(rf"(?<![a-z])(?:{names})(?![a-z])", text, re.IGNORECASE) is not None and bool(_SIZE.search(text))


def ending_of(path: str) -> str:
    """Return the part of a file's name that says what it is, in lower case: ``pdf``; "" where there is none."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""
