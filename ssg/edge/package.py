"""Our own package: where its theme is, and whether its code and the libraries are still as they were.

Light: the first glance at a site imports it.
"""

from __future__ import annotations

import os
import sys
from hashlib import blake2b

import ssg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LIBRARIES = frozenset(
    (
        *("jinja2", "markdown", "markupsafe", "msgspec", "nh3", "pagefind-bin"),
        *("pillow", "pypdf", "pypinyin", "pyyaml", "segno"),
    )
)
"""Distributions whose version can change what is read, rendered or indexed, by normalised name."""
METADATA = ".dist-info"
"""Ends the name of the folder that tells of an installed distribution."""


def package_dir() -> str:
    """Return the disk path of our own code."""
    return os.path.dirname(ssg.__file__)


def theme_dir() -> str:
    """Return the default theme's folder: inside the installed package, or beside it in a checkout."""
    package = package_dir()
    installed = os.path.join(package, "themes", "default")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "themes", "default")


def code_paths() -> Iterator[str]:
    """Yield the disk path of each file of ours that a cache depends on, in a fixed order.

    Templates as Python are not among them: they are what they were made of, which is looked at.
    """
    package = package_dir()
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if folder != package or name != "python_templates")
        for name in sorted(names):
            if name.endswith((".py", ".toml", ".json")):
                yield f"{folder}/{name}"


def library_versions() -> list[str]:
    """Return name and version of the ``LIBRARIES`` that are installed, as ``markdown-3.11``, sorted.

    They are read off the names of their metadata folders: importing ``importlib.metadata`` would cost as much as a
    whole build without change.
    """
    names = {name for folder in sys.path if folder for name in _names_in(folder) if name.endswith(METADATA)}
    versions = {name.removesuffix(METADATA).lower() for name in names}
    return sorted(name for name in versions if name.rpartition("-")[0].replace("_", "-") in LIBRARIES)


def _names_in(folder: str) -> list[str]:
    return os.listdir(folder) if os.path.isdir(folder) else []


def quick_stamp() -> str:
    """Return what ``version_stamp`` does, told from names, sizes and times instead of the bytes of our code."""
    marks = [f"{path} {status.st_size} {status.st_mtime_ns}" for path in code_paths() for status in (os.stat(path),)]
    state = blake2b("\n".join(marks).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return " ".join((sys.version, *library_versions(), state))
