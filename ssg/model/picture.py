"""Pictures and downloads: what a file is found to hold, and the sizes and forms in which a picture is published."""

from typing import NamedTuple

from msgspec import Struct

from ssg.model.diagnostic import Diagnostic, Severity, Span

JPEG, PNG, GIF, WEBP, AVIF, BMP = "image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/bmp"
SVG, HEIC, TIFF = "image/svg+xml", "image/heic", "image/tiff"
SHOWABLE = frozenset((JPEG, PNG, GIF, WEBP, AVIF, BMP))
"""Media types of pictures made of pixels that can be published: read, made smaller, and freed of metadata."""
ENDING_BY_TYPE = {JPEG: "jpg", PNG: "png", GIF: "gif", WEBP: "webp", AVIF: "avif", BMP: "bmp"}


class ImageSettings(Struct, frozen=True):
    """``images`` of site.yaml."""

    widths: tuple[int, ...] = (360, 720, 1080)
    """Pixels, ascending; a picture is published in those that it has, and no wider than the last (readers R-83)."""
    formats: tuple[str, ...] = ("webp",)
    """avif, webp: offered before the JPEG or PNG that every browser knows, in this order."""
    quality: int = 76
    """Of WebP and JPEG, 1 to 100."""
    max_megapixels: int = 80
    max_mb: int = 30
    """Largest picture that is accepted, in 1,000,000 bytes."""
    credit: str = "remove"
    """remove or keep: what becomes of the creator and the copyright that a picture's metadata state."""

    @property
    def keeps_credit(self) -> bool:
        return self.credit == "keep"


class PictureFacts(Struct, frozen=True):
    """What is known of a picture made of pixels, once it was opened."""

    width: int
    """Upright, in pixels; of an SVG in CSS pixels, 0 = not said."""
    height: int
    has_alpha: bool = False
    """Something shines through."""
    is_flat: bool = False
    """At most 256 colours: a drawing or a screenshot, kept without loss."""
    is_animated: bool = False


class FileFacts(Struct, frozen=True):
    """What a file holds, whatever its name says; known by the digest of its bytes."""

    media_type: str
    """``image/jpeg``; empty = not one that we know."""
    picture: PictureFacts | None = None
    fault: str = ""
    """Code of the diagnostic that a page which uses the file has to be told; empty = none."""
    fault_args: tuple[tuple[str, str], ...] = ()
    is_plain: bool = False
    """A drawing that was looked through: nothing in it runs or loads anything."""
    has_metadata: bool = False
    """A drawing that holds more than a drawing; most do not, and are published as they are."""


def fault_of(code: str, args: tuple[tuple[str, str], ...], path: str) -> Diagnostic:
    """Return the error for a file that cannot be published, found when it was looked at."""
    name = path.rpartition("/")[2]
    return Diagnostic(Severity.ERROR, code, Span(path), (("name", name), *args))


class Box(Struct, frozen=True):
    """A part of an upright picture, in its pixels."""

    left: int
    top: int
    width: int
    height: int


Focus = tuple[int, int]
"""(from the left, from the top) in percent: what a crop keeps in its middle as far as it can."""
CENTRE = (50, 50)


class Lead(NamedTuple):
    """A picture that stands for its article in lists and in chats."""

    path: str
    digest: str
    """Of the file."""
    focus: Focus

    @property
    def text(self) -> str:
        """Return it as one text."""
        return f"{self.digest} {self.focus[0]} {self.focus[1]} {self.path}"


def read_lead(text: str) -> Lead | None:
    """Return the lead that ``Lead.text`` gave as ``text``; None for an empty one."""
    if not text:
        return None
    digest, across, down, path = text.split(" ", 3)
    return Lead(path, digest, (int(across), int(down)))


class PictureRecipe(Struct, frozen=True):
    """How a published picture is made from its source; with the source's digest it tells all but the encoder."""

    media_type: str
    """Of what is made."""
    width: int = 0
    """Pixels; 0 = the source as it is, freed of metadata."""
    height: int = 0
    box: Box | None = None
    """The part that is shown; None = all of it."""
    quality: int = 0
    is_lossless: bool = False
    keeps_credit: bool = False
    """True: what is made states the creator and the copyright that its source states, and nothing else."""


class PictureSource(Struct, frozen=True):
    """The same picture in one format, for ``<source>``."""

    media_type: str
    files: tuple[tuple[str, int], ...]
    """(URL, width in pixels), ascending."""


class PictureView(Struct, frozen=True):
    """A picture as a page shows it, ready for ``<picture>``."""

    src: str
    """URL of the form that every browser knows."""
    alt: str
    width: int
    """In pixels, of its largest size; 0 = not known, for an SVG that does not say."""
    height: int
    sources: tuple[PictureSource, ...] = ()
    is_first: bool = False
    """The first of its page: loaded at once; others when they come near the screen."""
