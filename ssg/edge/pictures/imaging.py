"""The one module that opens pictures: what is in them, and other sizes and formats of them, with Pillow.

Pillow is imported only here, and here only when a picture is really opened. The bytes are those of strangers: the
format is taken from the bytes and must be one of six, and nothing is decoded before its size is known.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from ssg.edge.pictures.credit import NOBODY, Credit, credit_of
from ssg.edge.pictures.sign import exif_of, signed, xmp_of
from ssg.edge.pictures.strip import STRIP_BY_TYPE, MalformedError
from ssg.model.picture import AVIF, BMP, GIF, JPEG, PNG, WEBP, Box, FileFacts, PictureFacts, PictureRecipe

if TYPE_CHECKING:
    from PIL.Image import Image

FORMAT_BY_TYPE = {JPEG: "JPEG", PNG: "PNG", GIF: "GIF", WEBP: "WEBP", AVIF: "AVIF", BMP: "BMP"}
FLAT_COLOURS = 256
BASE_WIDTH = 1500
"""Least width to which a large JPEG is decoded; all smaller sizes are made from that, so that each comes out the
same whichever of the others are made beside it."""
ORIGINAL_QUALITY = 92
"""Of a picture published as it is that had to be turned upright, which JPEG cannot do without encoding anew."""
AVIF_QUALITY_BELOW = 18
"""AVIF looks as good as WebP at a lower number; measured by eye and by size on photographs."""
EXIF_ORIENTATION = 0x0112


# Pillow warns of odd metadata, which goes anyway; what matters to the picture itself is an exception.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


class UnreadableError(ValueError):
    """The bytes cannot be shown; ``code`` is that of the diagnostic."""

    def __init__(self, code: str, **args: object) -> None:
        super().__init__(code)
        self.code = code
        self.args_of_code = tuple((name, str(value)) for name, value in args.items())


def look_at(data: bytes, media_type: str, max_megapixels: int) -> FileFacts:
    """Return what a picture is; all of it is decoded once, so that none is published that ends in the middle.

    media_type: of the bytes, a member of FORMAT_BY_TYPE.   What cannot be shown has a ``fault`` and no ``picture``.
    """
    try:
        return FileFacts(media_type, _facts(data, media_type, max_megapixels))
    except UnreadableError as fault:
        return FileFacts(media_type, None, fault.code, fault.args_of_code)


def _facts(data: bytes, media_type: str, max_megapixels: int) -> PictureFacts:
    image = _opened(data, media_type, max_megapixels)
    width, height = reversed(image.size) if _orientation(image) >= 5 else image.size
    is_animated = media_type in STRIP_BY_TYPE and image.format != "MPO" and bool(getattr(image, "is_animated", False))
    if media_type == JPEG:
        # At an eighth of its size all data is read, in a third of the time.
        image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
        _load(image)
        return PictureFacts(width, height)
    _load(image)
    if is_animated:
        _check_whole(data, media_type)
    pixels = _plain(image)
    has_alpha = pixels.mode == "RGBA" and pixels.getchannel("A").getextrema() != (255, 255)
    is_flat = not is_animated and pixels.getcolors(FLAT_COLOURS) is not None
    return PictureFacts(width, height, has_alpha, is_flat, is_animated)


def _check_whole(data: bytes, media_type: str) -> None:
    """Raise UnreadableError for an animation that breaks off; only its first frame was decoded."""
    try:
        STRIP_BY_TYPE[media_type](data)
    except MalformedError as fault:
        raise UnreadableError("picture-truncated") from fault


def make_picture(source: bytes, media_type: str, recipe: PictureRecipe, bases: Bases) -> bytes:
    """Return the picture that ``recipe`` asks for; it holds pixels, and about them at most whose they are.

    bases: of this very source.   Raises UnreadableError when the source cannot be decoded.
    """
    credit = bases.credit if recipe.keeps_credit else NOBODY
    if not recipe.width:
        return _original(source, media_type, credit)
    return _encoded(bases.resized(recipe), recipe, credit)


class Bases:
    """A source decoded, upright and in sRGB, as large as it is needed; kept for the next size."""

    def __init__(self, source: bytes, media_type: str, width: int) -> None:
        self.width = width
        """Of the whole picture, upright."""
        self._source = source
        self._media_type = media_type
        self._image_by_width: dict[int, Image] = {}
        self._last: tuple[tuple[int, int, Box | None], Image] | None = None

    def resized(self, recipe: PictureRecipe) -> Image:
        """Return the picture as large as ``recipe`` wants it; the last is kept, for the next format of that size."""
        size = (recipe.width, recipe.height, recipe.box)
        if self._last is None or self._last[0] != size:
            part = self.width if recipe.box is None else recipe.box.width
            base = self.at_least(self.width * recipe.width // part)
            self._last = (size, _resized(base, recipe, self.width))
        return self._last[1]

    def at_least(self, width: int) -> Image:
        """Return the picture at least a quarter wider than ``width``, or as wide as it is."""
        wanted = BASE_WIDTH
        while wanted < width * 5 // 4:
            wanted *= 2
        if wanted not in self._image_by_width:
            self._image_by_width[wanted] = _base(self._source, self._media_type, wanted)
        return self._image_by_width[wanted]

    @cached_property
    def credit(self) -> Credit:
        """Whose picture it is, as far as its metadata say."""
        image = _opened(self._source, self._media_type)
        if self._media_type == PNG:
            _load(image)  # What is said of it may follow the pixels.
        return credit_of(_exif(image), image.info)


def _base(source: bytes, media_type: str, width: int) -> Image:
    from PIL import ImageOps

    image = _opened(source, media_type)
    profile = image.info.get("icc_profile")
    if media_type == JPEG:
        # Turned upright, the height may be the width. The other side follows.
        image.draft(None, (1, width) if _orientation(image) >= 5 else (width, 1))
    _load(image)
    upright = ImageOps.exif_transpose(image)
    return _in_srgb(upright, profile)


def _resized(base: Image, recipe: PictureRecipe, full_width: int) -> Image:
    from PIL.Image import Resampling

    part, box = recipe.box, None
    if part is not None:
        scale = base.width / full_width
        edges = (part.left, part.top, part.left + part.width, part.top + part.height)
        left, top, right, bottom = (edge * scale for edge in edges)
        box = (left, top, min(right, base.width), min(bottom, base.height))
    size = (recipe.width, recipe.height)
    if box is None and size == base.size:
        return base
    return base.resize(size, Resampling.LANCZOS, box=box, reducing_gap=3.0)


def _encoded(image: Image, recipe: PictureRecipe, credit: Credit) -> bytes:
    options: dict[str, Any]
    if recipe.media_type == JPEG:
        image = _without_alpha(image)
        options = {"quality": recipe.quality, "optimize": True, "progressive": True}
    elif recipe.media_type == WEBP:
        options = {"quality": recipe.quality, "method": 4, "lossless": recipe.is_lossless}
    elif recipe.media_type == AVIF:
        # One thread: several pictures are made at a time, and the bytes must not depend on the machine.
        quality = 100 if recipe.is_lossless else max(1, recipe.quality - AVIF_QUALITY_BELOW)
        options = {"quality": quality, "speed": 8, "max_threads": 1}
    else:
        options = {"compress_level": 9}
    return _saved(image, recipe.media_type, credit, **options)


def _original(source: bytes, media_type: str, credit: Credit) -> bytes:
    """Return the source itself, upright and without metadata, encoded anew only where that cannot be helped."""
    image = _opened(source, media_type)
    if media_type in STRIP_BY_TYPE and _orientation(image) == 1:
        try:
            return signed(STRIP_BY_TYPE[media_type](source), media_type, credit)
        except MalformedError:
            pass  # Pillow is more lenient; what it can show is then encoded anew.
    from PIL import ImageOps

    profile = image.info.get("icc_profile")
    _load(image)
    upright = ImageOps.exif_transpose(image)
    quality = {} if media_type in (PNG, GIF, BMP) else {"quality": ORIGINAL_QUALITY}
    colours = {"icc_profile": profile} if profile and media_type in (JPEG, PNG, WEBP, AVIF) else {}
    return _saved(upright, media_type, credit, **quality, **colours)


def _saved(image: Image, media_type: str, credit: Credit, **options: Any) -> bytes:
    # What came with the source, comments and all, would be written again.
    image.info = {name: image.info[name] for name in ("transparency",) if name in image.info}
    is_signed = credit != NOBODY and media_type in (WEBP, AVIF)
    if is_signed:
        options |= {"exif": exif_of(credit), "xmp": xmp_of(credit)}
    file = io.BytesIO()
    image.save(file, FORMAT_BY_TYPE[media_type], **{"exif": b"", "icc_profile": None, **options})
    return file.getvalue() if is_signed else signed(file.getvalue(), media_type, credit)


def _opened(data: bytes, media_type: str, max_megapixels: int = 0) -> Image:
    """Open a picture without decoding it. Raises UnreadableError for what is none, and for one too large."""
    from PIL import Image, UnidentifiedImageError

    # The limit is ours, from site.yaml; Pillow's own would print a warning.
    Image.MAX_IMAGE_PIXELS = None
    try:
        image = Image.open(io.BytesIO(data), formats=[FORMAT_BY_TYPE[media_type]])
    except UnidentifiedImageError as fault:
        raise UnreadableError("picture-unreadable") from fault
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error, OverflowError) as fault:
        raise UnreadableError("picture-truncated") from fault
    if max_megapixels and image.width * image.height > max_megapixels * 1_000_000:
        megapixels = f"{image.width * image.height / 1_000_000:.0f}"
        raise UnreadableError("picture-too-large", megapixels=megapixels, most=max_megapixels)
    return image


def _load(image: Image) -> None:
    try:
        image.load()
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, struct.error, zlib.error, OverflowError) as fault:
        raise UnreadableError("picture-truncated") from fault


def _orientation(image: Image) -> int:
    """Return how the camera was held, 1 to 8 as in EXIF; 1 = upright."""
    value = _exif(image).get(EXIF_ORIENTATION, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _exif(image: Image) -> Mapping[int, Any]:
    """Return what the camera wrote; nothing when it is damaged."""
    try:
        return dict(image.getexif())
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, struct.error):
        return {}


def _plain(image: Image) -> Image:
    """Return the pixels as RGB, RGBA, L or CMYK of 8 bits, whatever they were."""
    if image.mode.startswith("I"):
        # 16 bits of grey; Pillow's own conversion would cut off what is above 255.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("PA", "LA", "La", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA")
    return image if image.mode in ("RGB", "RGBA", "L", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """Return a picture in the one colour space that every screen is sent, as RGB or RGBA."""
    plain = _plain(image)
    if profile is not None and plain.mode != "RGBA":
        plain = _converted(plain, profile)
    elif profile is not None:
        alpha = plain.getchannel("A")
        plain = _converted(plain.convert("RGB"), profile)
        plain.putalpha(alpha)
    return plain if plain.mode in ("RGB", "RGBA") else plain.convert("RGB")


def _converted(image: Image, profile: bytes) -> Image:
    """Return ``image`` converted from ``profile`` to sRGB; as it is when the profile does not fit it."""
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in (source.profile.profile_description or "") and image.mode == "RGB":
            return image
        converted = ImageCms.profileToProfile(image, source, _srgb(), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return converted if converted is not None else image


@cache
def _srgb() -> Any:
    from PIL import ImageCms

    return ImageCms.createProfile("sRGB")


def _without_alpha(image: Image) -> Image:
    """Return a picture on white, as the page would show it."""
    from PIL import Image

    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
