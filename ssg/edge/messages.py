"""The words of diagnostics and reports, by language and code."""

import json
import string
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct

import ssg
from ssg.model.diagnostic import Diagnostic

WORDS = "words.json"
"""The file without diagnostics: short words and phrases of reports, which every command has something to say with.

JSON, because reading TOML takes 3 ms to import.
"""


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
        """Return a phrase of ``words.json`` with its placeholders filled.

        Raises KeyError for an unknown key or a missing argument: a caller's mistake.
        """
        return self.word_by_key[key].format_map(args)


def load_messages(language: str) -> Messages:
    """Return the words for a BCP 47 language: Chinese for ``zh`` and all its variants, else English.

    Raises ValueError when two files of a language hold the same code, once one is asked for: our own fault.
    """
    return _load("zh" if language.lower().split("-")[0] == "zh" else "en")


@cache
def _load(folder: str) -> Messages:
    """Return the words of one language, read once: while serving they are asked for twice at each save."""
    # Not through importlib.resources, whose import costs as much as all the rest of a build without change.
    disk_path = Path(ssg.__file__).with_name("messages") / folder
    return Messages(folder, _Entries(disk_path), json.loads((disk_path / WORDS).read_text(encoding="utf-8")))


class _Entries(Mapping[str, Entry]):
    """What is said under each code, read when the first is asked for: an edit without a fault asks for none."""

    def __init__(self, disk_path: Path) -> None:
        """Prepare for the files in a folder."""
        self._disk_path = disk_path

    @cached_property
    def _by_code(self) -> Mapping[str, Entry]:
        # Late: an edit without a fault does without it.
        import tomllib

        entries: dict[str, Entry] = {}
        for path in sorted(self._disk_path.glob("*.toml")):
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
            _add_new(entries, {code: _entry(table) for code, table in tables.items()}, path.name)
        return entries

    def __getitem__(self, code: str) -> Entry:
        return self._by_code[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_code)

    def __len__(self) -> int:
        return len(self._by_code)


def placeholders(template: str) -> frozenset[str]:
    """Return the names in braces: ``"不认识的键“{key}”"`` has ``key``."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def _entry(table: Mapping[str, object]) -> Entry:
    message, alternatives = table["message"], table.get("help", [])
    assert isinstance(message, str) and isinstance(alternatives, list)
    return Entry(message, tuple(alternatives))


def _add_new(known: dict[str, Entry], more: Mapping[str, Entry], file_name: str) -> None:
    if twice := known.keys() & more.keys():
        raise ValueError(f"{file_name}: {', '.join(sorted(twice))} stand in another file already")
    known.update(more)


def _first_fitting(templates: Iterable[str], args: Mapping[str, str]) -> str:
    return next((each.format_map(args) for each in templates if placeholders(each) <= args.keys()), "")


def _bare(diagnostic: Diagnostic) -> str:
    args = ", ".join(f"{name}={value}" for name, value in diagnostic.args)
    return f"{diagnostic.code} ({args})" if args else diagnostic.code
