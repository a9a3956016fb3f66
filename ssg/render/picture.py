"""``<picture>``: the sizes and formats of a picture, from which the browser takes what its screen needs."""

import re

from markupsafe import Markup, escape

from ssg.model.picture import PictureSource, PictureView

BODY_SIZES = "(min-width: 46em) 43rem, (min-resolution: 2.5dppx) 66vw, calc(100vw - 2rem)"
"""How wide the packaged theme shows a picture in a text; less is said on the densest screens, where nobody sees a
third pixel but everybody waits for it."""
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_KEPT_ATTRIBUTES = ("alt", "class", "id", "lang", "title")


def picture_html(view: PictureView, base_path: str, sizes: str, alt: str | None = None) -> Markup:
    """Return the markup of a picture.

    sizes: how wide it is shown, as in HTML's ``sizes``.   alt: in place of the view's own.
    The first picture of a page is loaded at once, all others when they come near the screen. Width and height are
    always named, so that nothing moves when it arrives.
    """
    attributes = {"src": base_path + view.src, "alt": view.alt if alt is None else alt, **_size(view)}
    return _element(view, base_path, sizes, attributes)


def body_picture(image: str, view: PictureView, base_path: str) -> Markup:
    """Return the markup of a picture in a text.

    image: the ``<img>`` that reading made of it; what the editor gave it stays: its text, a title, a size.
    """
    # Late: it brings all names of characters, and most pages show no picture in their text.
    from html import unescape

    written = {name.lower(): unescape(one or other) for name, one, other in _ATTRIBUTE.findall(image)}
    kept = {name: written[name] for name in _KEPT_ATTRIBUTES if name in written}
    size = _written_size(written, view)
    return _element(view, base_path, BODY_SIZES, {"src": base_path + view.src, "alt": "", **kept, **size})


def _written_size(written: dict[str, str], view: PictureView) -> dict[str, str]:
    """Return width and height; where the editor gave one of them, the other follows from the picture's shape."""
    width, height = (int(written.get(name, "")) if written.get(name, "").isdecimal() else 0 for name in _SIDES)
    if view.width and (width or height):
        width, height = width or height * view.width // view.height, height or width * view.height // view.width
    return {"width": str(width), "height": str(height)} if width and height else _size(view)


_SIDES = ("width", "height")


def _size(view: PictureView) -> dict[str, str]:
    return {"width": str(view.width), "height": str(view.height)} if view.width and view.height else {}


def _element(view: PictureView, base_path: str, sizes: str, attributes: dict[str, str]) -> Markup:
    loading = {"fetchpriority": "high"} if view.is_first else {"loading": "lazy", "decoding": "async"}
    written = "".join(f' {name}="{escape(value)}"' for name, value in (attributes | loading).items())
    image = f"<img{written}>"
    if not view.sources:
        return Markup(image)
    sources = "".join(_source(source, base_path, sizes) for source in view.sources)
    return Markup(f"<picture>{sources}{image}</picture>")


def _source(source: PictureSource, base_path: str, sizes: str) -> str:
    candidates = ", ".join(f"{escape(base_path + url)} {width}w" for url, width in source.files)
    return f'<source type="{source.media_type}" srcset="{candidates}" sizes="{escape(sizes)}">'
