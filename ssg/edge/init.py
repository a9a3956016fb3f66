"""``ssg init``: a small site that builds at once."""

from datetime import datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo

from ssg.model.diagnostic import Outcome, error

STARTER_ZONE = ZoneInfo("Asia/Shanghai")
"""The ``timezone`` of the starter's ``site.yaml``, in which its dates are read."""


def init_site(folder: Path, now: datetime) -> Outcome[tuple[str, ...]]:
    """Write the starter site into ``folder`` and return the paths written, relative to it, sorted.

    folder: made with its parents when missing; one that holds anything is left alone, and the value is empty.
    now: aware; the sample's dates are counted from it, so that nothing in it is old or still to come.
    """
    if folder.exists() and not folder.is_dir():
        return Outcome((), (error("folder-is-a-file", folder=folder),))
    if folder.exists() and any(folder.iterdir()):
        return Outcome((), (error("folder-not-empty", folder=folder),))
    text_by_path = starter_files(now)
    for path, text in text_by_path.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return Outcome(tuple(sorted(text_by_path)))


def starter_files(now: datetime) -> dict[str, str]:
    """Return the text of every file of the starter site by its path, dates filled into both."""
    now = now.astimezone(STARTER_ZONE)
    dates = {
        "year": f"{now.year}",
        "today": f"{now:%Y-%m-%d}",
        "yesterday": f"{now - timedelta(days=1):%Y-%m-%d}",
        "last_week": f"{now - timedelta(days=7):%Y-%m-%d}",
        "next_year": f"{now.year + 1}-12-31",
    }
    texts = _texts_below(files("ssg") / "starter" / "site", "")
    return {Template(path).substitute(dates): Template(text).substitute(dates) for path, text in texts.items()}


def _texts_below(folder: Traversable, prefix: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for entry in folder.iterdir():
        path = prefix + entry.name
        if entry.is_dir():
            texts |= _texts_below(entry, path + "/")
        else:
            texts[path] = entry.read_text(encoding="utf-8")
    return texts
