"""``ssg new``: a ready file with every field its kind needs."""

import re
import unicodedata
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from string import Template

from ssg.model.diagnostic import Diagnostic, Outcome, Span, error
from ssg.model.document import FOLDER_BY_KIND, Kind

MOST_SLUG_CHARACTERS = 60
UNWRITABLE = ("Cc", "Cs", "Co")
"""Unicode categories that no YAML file or page may hold: control, surrogate and private-use characters."""


def new_item(site_root: Path, kind: Kind, title: str, now: datetime) -> Outcome[str | None]:
    """Write a draft for ``title`` and return its path relative to the site root.

    now: aware, in the site's time zone; it fills the dates and picks the folder of news.
    The value is None when the title cannot be used, a file of that name exists, or the place is outside the
    site or not a folder; nothing is overwritten.
    """
    title = " ".join(title.split())
    if not title:
        return Outcome(None, (error("empty-new-title"),))
    unwritable = [character for character in title if unicodedata.category(character) in UNWRITABLE]
    if unwritable:
        return Outcome(None, (error("unwritable-new-title", character=f"U+{ord(unwritable[0]):04X}"),))
    slug = suggest_slug(title) or f"{kind}-{now:%Y%m%d}"
    path = item_path(kind, slug, now)
    target = site_root / path
    faults = _faults_of_place(site_root, target)
    if faults:
        return Outcome(None, faults)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(item_text(kind, title, slug, now))
    except FileExistsError:
        return Outcome(None, (error("new-file-exists", Span(path), path=path, title=title),))
    return Outcome(path)


def _faults_of_place(site_root: Path, target: Path) -> tuple[Diagnostic, ...]:
    # A folder of the site may be a symbolic link that leads out of it; nothing is written there.
    if not target.resolve().is_relative_to(site_root.resolve()):
        return (error("new-file-outside", folder=target.parent.relative_to(site_root).as_posix()),)
    in_the_way = [folder for folder in target.parents if folder.exists() and not folder.is_dir()]
    if in_the_way:
        return (error("folder-is-a-file", folder=in_the_way[0].relative_to(site_root).as_posix()),)
    return ()


def suggest_slug(title: str) -> str:
    """Return the ASCII file name a title suggests: pinyin without tones, words joined by "-"; may be empty.

    At most MOST_SLUG_CHARACTERS, cut between words.
    """
    from pypinyin import lazy_pinyin

    words = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(title)).lower().replace("ü", "v"))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:MOST_SLUG_CHARACTERS]
        if len(longer) > MOST_SLUG_CHARACTERS:
            break
        slug = longer
    return slug


def item_path(kind: Kind, slug: str, now: datetime) -> str:
    """Return where a new item goes, relative to the site root; news is kept by year."""
    year = f"/{now.year}" if kind is Kind.NEWS else ""
    return f"content/{FOLDER_BY_KIND[kind]}{year}/{slug}.md"


def item_text(kind: Kind, title: str, slug: str, now: datetime) -> str:
    """Return the text of a new item.

    title: without line breaks or control characters; it is written inside double quotes.
    """
    template = (files("ssg") / "starter" / "items" / f"{kind}.md").read_text(encoding="utf-8")
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return Template(template).substitute(
        title=quoted,
        slug=slug,
        now=f"{now:%Y-%m-%d %H:%M}",
        today=f"{now:%Y-%m-%d}",
        next_year=f"{now.year + 1}-12-31",
    )
