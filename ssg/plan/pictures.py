"""Pictures as pages show them, and the files that have to be made for that: both follow from what a picture is.

A made file's address holds a digest of its source and its recipe. So a replaced photograph has new addresses, every
page that shows it is made anew, and hosts may let browsers keep it for ever.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

from msgspec import Struct

from ssg.model.page import Derivative, FileCopy
from ssg.model.picture import (
    AVIF,
    ENDING_BY_TYPE,
    JPEG,
    PNG,
    SHOWABLE,
    SVG,
    WEBP,
    Box,
    FileFacts,
    Focus,
    ImageSettings,
    Lead,
    PictureFacts,
    PictureRecipe,
    PictureSource,
    PictureView,
)
from ssg.model.source import SourceFile
from ssg.plan.routes import encode_url, file_route

FOLDER = "/assets/images/"
"""Below ``/assets/``, whose files browsers keep for ever (``headers.py``)."""
FALLBACK_WIDTH = 720
"""Of the one JPEG or PNG for browsers that know none of the newer formats; they are few and old."""
THUMBNAIL_WIDTHS = (160, 320, 640)
THUMBNAIL_RATIO = (4, 3)
SHARE_SIZE = (1200, 630)
"""What chat programs show beside a link (Open Graph)."""
TYPE_BY_FORMAT = {"webp": WEBP, "avif": AVIF}


class Pictures(Struct, frozen=True):
    """All files of a site with what they hold."""

    settings: ImageSettings
    file_by_path: Mapping[str, SourceFile]
    facts_by_digest: Mapping[str, FileFacts]

    def facts(self, path: str) -> FileFacts | None:
        """Return what a source file holds; None for one that there is not."""
        file = self.file_by_path.get(path)
        return self.facts_by_digest.get(file.digest) if file else None

    def is_made(self, path: str) -> bool:
        """Return whether a picture is shown through files that are made from it."""
        facts = self.facts(path)
        return facts is not None and facts.media_type in SHOWABLE

    def is_picture(self, path: str) -> bool:
        """Return whether a file is a picture of any kind, or empty, or unknown, which is reported elsewhere."""
        facts = self.facts(path)
        return facts is None or not self.file_by_path[path].size_bytes or facts.media_type.startswith("image/")

    def view(self, path: str, alt: str, is_first: bool = False) -> PictureView | None:
        """Return a picture as wide as its page; None for what is none, which ``files.py`` reports."""
        facts = self.facts(path)
        if facts is None or facts.picture is None:
            return None
        picture = facts.picture
        if facts.media_type == SVG:
            url = encode_url("/" + path.partition("/")[2])
            return PictureView(url, alt, picture.width, picture.height, (), is_first)
        return self._view(path, alt, sized_recipes(facts, self.settings), (picture.width, picture.height), is_first)

    def thumbnail(self, lead: Lead) -> PictureView | None:
        """Return a lead picture as lists show it: small, cropped, and without a text of its own beside the title."""
        facts = self.facts(lead.path)
        if facts is None or facts.picture is None or facts.media_type == SVG:
            return None
        recipes = thumbnail_recipes(facts.picture, lead.focus, self.settings)
        return self._view(lead.path, "", recipes, THUMBNAIL_RATIO, False)

    def share_url(self, lead: Lead) -> str:
        """Return the URL of the picture that chats show; empty for a drawing, which none of them draws."""
        facts = self.facts(lead.path)
        if facts is None or facts.picture is None or facts.media_type == SVG:
            return ""
        return self._url(lead.path, share_recipe(facts.picture, lead.focus, self.settings))

    def derivatives(self, shown: Iterable[str], leads: Iterable[Lead]) -> Iterator[Derivative]:
        """Yield every file that the views of these pictures name, each once."""
        wanted = [(path, self._recipes(path)) for path in shown]
        wanted += [(lead.path, self._lead_recipes(lead)) for lead in leads]
        seen = set()
        for path, recipes in wanted:
            for recipe in recipes:
                url = self._url(path, recipe)
                if url not in seen:
                    seen.add(url)
                    yield self._derivative(path, url, recipe)

    def cleaned(self, copies: Iterable[FileCopy]) -> tuple[tuple[FileCopy, ...], tuple[Derivative, ...]]:
        """Return the copies that can stay as they are, and for each other one, a picture, how it loses its metadata."""
        rest: list[FileCopy] = []
        pictures: list[Derivative] = []
        for copy in copies:
            facts = self.facts_by_digest.get(copy.digest)
            if facts is None or (facts.media_type not in SHOWABLE and not facts.has_metadata):
                rest.append(copy)
            else:
                width = facts.picture.width if facts.picture else 0
                recipe = PictureRecipe(facts.media_type, keeps_credit=self.settings.keeps_credit)
                pictures.append(Derivative(copy.route, copy.source, copy.digest, facts.media_type, recipe, width))
        return tuple(rest), tuple(pictures)

    def _recipes(self, path: str) -> tuple[PictureRecipe, ...]:
        facts = self.facts(path)
        return sized_recipes(facts, self.settings) if facts and facts.picture and facts.media_type != SVG else ()

    def _lead_recipes(self, lead: Lead) -> tuple[PictureRecipe, ...]:
        facts = self.facts(lead.path)
        if facts is None or facts.picture is None or facts.media_type == SVG:
            return ()
        thumbnails = thumbnail_recipes(facts.picture, lead.focus, self.settings)
        return (*thumbnails, share_recipe(facts.picture, lead.focus, self.settings))

    def _derivative(self, path: str, url: str, recipe: PictureRecipe) -> Derivative:
        facts = self.facts(path)
        assert facts is not None and facts.picture is not None
        digest = self.file_by_path[path].digest
        return Derivative(file_route(url), path, digest, facts.media_type, recipe, facts.picture.width)

    def _view(
        self, path: str, alt: str, recipes: tuple[PictureRecipe, ...], size: tuple[int, int], is_first: bool
    ) -> PictureView:
        """Return the view of ``recipes``, of which the last is the one that every browser knows."""
        *offered, last = recipes
        types = dict.fromkeys(recipe.media_type for recipe in offered)
        files = {kind: [(self._url(path, r), r.width) for r in offered if r.media_type == kind] for kind in types}
        sources = tuple(PictureSource(kind, tuple(files[kind])) for kind in types)
        largest = max(recipes, key=lambda recipe: recipe.width)
        width, height = (largest.width, largest.height) if largest.width else size
        return PictureView(self._url(path, last), alt, width, height, sources, is_first)

    def _url(self, path: str, recipe: PictureRecipe) -> str:
        box = recipe.box
        crop = f"{box.left},{box.top},{box.width},{box.height}" if box else ""
        made_of = (
            *(self.file_by_path[path].digest, recipe.media_type, f"{recipe.width}x{recipe.height}"),
            *(crop, f"{recipe.quality}", f"{recipe.is_lossless}"),
            *(("credit",) if recipe.keeps_credit else ()),
        )
        name = blake2b(" ".join(made_of).encode(), digest_size=8).hexdigest()
        width = f"-{recipe.width}" if recipe.width else ""
        return f"{FOLDER}{name}{width}.{ENDING_BY_TYPE[recipe.media_type]}"


def sized_recipes(facts: FileFacts, settings: ImageSettings) -> tuple[PictureRecipe, ...]:
    """Return how a picture is made for pages, in the order in which browsers choose; the last is for every browser.

    facts: of a picture made of pixels. An animation stays the one file that it is.
    """
    picture = facts.picture
    assert picture is not None
    if picture.is_animated:
        return (PictureRecipe(facts.media_type, keeps_credit=settings.keeps_credit),)
    widths = tuple(width for width in settings.widths if width < picture.width)
    if len(widths) < len(settings.widths):
        widths = (*widths, picture.width)
    fallback = max((width for width in widths if width <= FALLBACK_WIDTH), default=widths[0])
    return _in_formats(picture, widths, fallback, None, settings)


def thumbnail_recipes(picture: PictureFacts, focus: Focus, settings: ImageSettings) -> tuple[PictureRecipe, ...]:
    """Return how a picture is made for lists, in the order of ``sized_recipes``."""
    box = crop(picture, THUMBNAIL_RATIO, focus)
    widths = tuple(dict.fromkeys(min(width, box.width) for width in THUMBNAIL_WIDTHS))
    return _in_formats(picture, widths, widths[-1], box, settings)


def share_recipe(picture: PictureFacts, focus: Focus, settings: ImageSettings) -> PictureRecipe:
    """Return how a picture is made for chats; never larger than it is."""
    box = crop(picture, SHARE_SIZE, focus)
    width = min(SHARE_SIZE[0], box.width)
    height = _height(width, box.width, box.height)
    return PictureRecipe(JPEG, width, height, box, settings.quality, keeps_credit=settings.keeps_credit)


def crop(picture: PictureFacts, ratio: tuple[int, int], focus: Focus) -> Box:
    """Return the largest part of a picture with the sides in ``ratio``, its middle as near to ``focus`` as it goes."""
    across, down = ratio
    width = max(1, min(picture.width, picture.height * across // down))
    height = max(1, min(picture.height, picture.width * down // across))
    left = min(max(0, picture.width * focus[0] // 100 - width // 2), picture.width - width)
    top = min(max(0, picture.height * focus[1] // 100 - height // 2), picture.height - height)
    return Box(left, top, width, height)


def _in_formats(
    picture: PictureFacts, widths: tuple[int, ...], fallback: int, box: Box | None, settings: ImageSettings
) -> tuple[PictureRecipe, ...]:
    """Return the recipes of all ``widths`` in each format of the site, then that of the ``fallback`` width."""
    whole = (box.width, box.height) if box else (picture.width, picture.height)
    old_type = PNG if picture.has_alpha or picture.is_flat else JPEG
    offered = [TYPE_BY_FORMAT[name] for name in settings.formats] or [old_type]
    sized = [(media_type, width) for media_type in offered for width in widths]
    return tuple(
        PictureRecipe(
            media_type,
            width,
            _height(width, *whole),
            box,
            0 if media_type == PNG else settings.quality,
            picture.is_flat and media_type not in (PNG, JPEG),
            settings.keeps_credit,
        )
        for media_type, width in (*sized, (old_type, fallback))
    )


def _height(width: int, whole_width: int, whole_height: int) -> int:
    return max(1, (whole_height * width + whole_width // 2) // whole_width)
