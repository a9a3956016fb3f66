"""A theme's files from disk: the packaged default, and the site's own over it."""

from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from ssg.edge.version import packaged_theme_dir
from ssg.model.page import FileCopy, Route
from ssg.model.theme import ThemeFile

TEXT_FOLDERS = ("templates", "i18n")


class ThemeFiles(Struct, frozen=True):
    layers: tuple[tuple[ThemeFile, ...], ...]
    """Packaged default first."""
    copies: tuple[FileCopy, ...]
    """Assets, each at a URL that holds a hash of its bytes."""
    assets: tuple[tuple[str, str], ...]
    """(file name, URL)."""
    is_known: bool
    """False when the site names a theme that is neither in the package nor in its own folder."""


def load_theme_files(site_root: Path, theme: str) -> ThemeFiles:
    """Read the files of the packaged theme and of ``themes/<theme>/`` of the site, if it has that folder.

    What lies behind a link to a folder is passed over: it may be the whole disk, and scanning makes it an error.
    """
    packaged, own = packaged_theme_dir(), site_root / "themes" / theme
    folders = [packaged] if not _is_real(own) or own.resolve() == packaged.resolve() else [packaged, own]
    layers = tuple(tuple(_texts(folder, _prefix(folder, site_root, theme))) for folder in folders)
    assets: dict[str, FileCopy] = {}
    for folder in folders:
        assets.update(_assets(folder / "assets"))
    return ThemeFiles(
        layers,
        tuple(assets[name] for name in sorted(assets)),
        tuple((name, assets[name].route.url) for name in sorted(assets)),
        is_known=theme == packaged.name or own.is_dir(),
    )


def _prefix(folder: Path, site_root: Path, theme: str) -> str:
    return f"themes/{theme}/" if folder.is_relative_to(site_root) else "themes/default/"


def _texts(folder: Path, prefix: str) -> list[ThemeFile]:
    below = (folder / name for name in TEXT_FOLDERS if _is_real(folder / name))
    paths = sorted(path for start in below for path in start.rglob("*") if path.is_file())
    return [
        ThemeFile(name, prefix + name, path.read_text(encoding="utf-8", errors="replace"))
        for path, name in ((path, path.relative_to(folder).as_posix()) for path in paths)
    ]


def _assets(folder: Path) -> dict[str, FileCopy]:
    found = {}
    below = folder.rglob("*") if _is_real(folder) else ()
    for path in sorted(path for path in below if path.is_file() and not path.name.startswith(".")):
        name = path.relative_to(folder).as_posix()
        digest = blake2b(path.read_bytes(), digest_size=16).hexdigest()
        stem, dot, ending = name.rpartition(".")
        hashed = f"assets/{stem}.{digest[:8]}{dot}{ending}" if dot else f"assets/{name}.{digest[:8]}"
        found[name] = FileCopy(Route("/" + hashed, hashed), str(path), digest)
    return found


def _is_real(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink()
