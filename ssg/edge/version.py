"""Our own package: where its theme is, and what of it and its libraries a cache depends on."""

import os
import sys
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import ssg

LIBRARIES = (
    *(
        "jinja2",
        "markdown",
        "markupsafe",
        "msgspec",
        "nh3",
        "pagefind-bin",
        "pillow",
        "pypdf",
        "pypinyin",
        "pyyaml",
        "segno",
    ),
)
"""Distributions whose version can change what is read, rendered or indexed, by normalised name."""


def packaged_theme_dir() -> Path:
    """Return the default theme's folder: inside the installed package, or beside it in a checkout."""
    package = Path(ssg.__file__).parent
    installed = package / "themes" / "default"
    return installed if installed.is_dir() else package.parent / "themes" / "default"


@lru_cache(maxsize=1)
def version_stamp() -> str:
    """Return text that differs whenever our code, a library of LIBRARIES or Python's minor version does.

    The code is hashed, so that a developer's change counts at once. Library versions are read off the names
    of their metadata folders: importing ``importlib.metadata`` would cost as much as a whole build without change.
    """
    package = Path(ssg.__file__).parent
    state = blake2b(digest_size=16)
    for path in sorted(path for path in package.rglob("*") if path.suffix in (".py", ".toml")):
        state.update(path.relative_to(package).as_posix().encode() + b"\0")
        state.update(path.read_bytes() + b"\0")
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return " ".join((ssg.__version__, python, *sorted(_library_versions()), state.hexdigest()))


def quick_stamp() -> str:
    """Return what ``version_stamp`` does, told from names, sizes and times instead of the bytes of our code."""
    package = str(Path(ssg.__file__).parent)
    marks = [
        f"{folder} {name} {status.st_size} {status.st_mtime_ns}"
        for folder, _, names in sorted(os.walk(package))
        for name in sorted(names)
        if name.endswith((".py", ".toml"))
        for status in (os.stat(f"{folder}/{name}"),)
    ]
    state = blake2b("\n".join(marks).encode(), digest_size=16).hexdigest()
    return " ".join((sys.version, *sorted(_library_versions()), state))


@lru_cache(maxsize=1)
def picture_library() -> str:
    """Return the name and version of the library that makes pictures: ``pillow-13.0.0``."""
    return next((name for name in sorted(_library_versions()) if name.startswith("pillow-")), "")


def _library_versions() -> set[str]:
    folders = [Path(entry) for entry in sys.path if entry and Path(entry).is_dir()]
    names = (path.name.removesuffix(".dist-info") for folder in folders for path in folder.glob("*.dist-info"))
    return {name.lower() for name in names if name.rpartition("-")[0].lower().replace("_", "-") in LIBRARIES}
