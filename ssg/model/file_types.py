"""Kinds of files by their bytes, and which of them a name promises."""

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


def ending_of(path: str) -> str:
    """Return the part of a file's name that says what it is, in lower case: ``pdf``; "" where there is none."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""
