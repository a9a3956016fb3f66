"""What of our code and its libraries a cache depends on."""

import sys
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import ssg
from ssg.edge.package import code_paths, library_versions, package_dir, theme_dir


def packaged_theme_dir() -> Path:
    """Return the default theme's folder."""
    return Path(theme_dir())


@lru_cache(maxsize=1)
def version_stamp() -> str:
    """Return text that differs whenever our code, one of the libraries or Python's minor version does.

    The code is hashed, so that a developer's change counts at once.
    """
    state = blake2b(digest_size=16)
    for path in map(Path, code_paths()):
        state.update(path.relative_to(package_dir()).as_posix().encode() + b"\0")
        state.update(path.read_bytes() + b"\0")
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return " ".join((ssg.__version__, python, *library_versions(), state.hexdigest()))


@lru_cache(maxsize=1)
def picture_library() -> str:
    """Return the name and version of the library that makes pictures: ``pillow-13.0.0``."""
    return next((name for name in library_versions() if name.startswith("pillow-")), "")
