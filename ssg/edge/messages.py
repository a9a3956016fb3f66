"""The words of diagnostics and reports, by language and code."""

import string
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

import ssg
from ssg.model.diagnostic import Diagnostic

T = TypeVar("T")

WORDS = "words"
"""The one table of a message file that holds no diagnostic: short words and phrases of reports."""


class Entry(Struct, frozen=True):
    """What is said under one code; ``{name}`` stands for an argument of the diagnostic."""

    message: str
    help: tuple[str, ...] = ()
    """Alternatives; the first whose placeholders are all among the arguments is used."""


class Messages(Struct, frozen=True):
    """All words of one language."""

    language: str
    """zh or en."""
    entry_by_code: Mapping[str, Entry]
    word_by_key: Mapping[str, str]

    def text(self, diagnostic: Diagnostic) -> tuple[str, str]:
        """Return the message and the help of a diagnostic; the help may be empty.

        A code without fitting words, such as one of a site's own checks, is shown with its arguments.
        """
        args = dict(diagnostic.args)
        entry = self.entry_by_code.get(diagnostic.code, Entry(""))
        message = _first_fitting((entry.message,), args) or _bare(diagnostic)
        return message, _first_fitting(entry.help, args)

    def word(self, key: str, **args: object) -> str:
        """Return a phrase of the ``[words]`` tables with its placeholders filled.

        Raises KeyError for an unknown key or a missing argument: a caller's mistake.
        """
        return self.word_by_key[key].format_map(args)


def load_messages(language: str) -> Messages:
    """Return the words for a BCP 47 language: Chinese for ``zh`` and all its variants, else English.

    Raises ValueError when two files of a language hold the same code or word: our own fault.
    """
    return _load("zh" if language.lower().split("-")[0] == "zh" else "en")


@cache
def _load(folder: str) -> Messages:
    """Return the words of one language, read once: while serving they are asked for twice at each save."""
    entries: dict[str, Entry] = {}
    words: dict[str, str] = {}
    # Not through importlib.resources, whose import costs as much as all the rest of a build without change.
    for path in sorted(Path(ssg.__file__).with_name("messages").joinpath(folder).glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        _add_new(words, tables.pop(WORDS, {}), path.name)
        _add_new(entries, {code: _entry(table) for code, table in tables.items()}, path.name)
    return Messages(folder, entries, words)


def placeholders(template: str) -> frozenset[str]:
    """Return the names in braces: ``"不认识的键“{key}”"`` has ``key``."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def _entry(table: Mapping[str, object]) -> Entry:
    message, alternatives = table["message"], table.get("help", [])
    assert isinstance(message, str) and isinstance(alternatives, list)
    return Entry(message, tuple(alternatives))


def _add_new(known: dict[str, T], more: Mapping[str, T], file_name: str) -> None:
    if twice := known.keys() & more.keys():
        raise ValueError(f"{file_name}: {', '.join(sorted(twice))} stand in another file already")
    known.update(more)


def _first_fitting(templates: Iterable[str], args: Mapping[str, str]) -> str:
    return next((each.format_map(args) for each in templates if placeholders(each) <= args.keys()), "")


def _bare(diagnostic: Diagnostic) -> str:
    args = ", ".join(f"{name}={value}" for name, value in diagnostic.args)
    return f"{diagnostic.code} ({args})" if args else diagnostic.code
