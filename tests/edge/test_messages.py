"""Every diagnostic has words in both languages, and no words lie about unused."""

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

import ssg
from ssg.edge.messages import Entry, Messages, load_messages, placeholders
from ssg.model.diagnostic import error

PACKAGE = Path(ssg.__file__).parent
LANGUAGES = ("zh", "en")


class Raised(NamedTuple):
    """One place in the code where a diagnostic is made."""

    where: str
    code: str
    args: frozenset[str]
    has_further_args: bool
    """Arguments are handed on as ``**args``, so their names are not known here."""


def strings(node: ast.AST) -> set[str]:
    """The texts an expression may be: both branches of ``"a" if x else "b"``."""
    if isinstance(node, ast.IfExp):
        return strings(node.body) | strings(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def raised_by(call: ast.Call, where: str) -> list[Raised]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in ("error", "warning") or not call.args:
        return []
    names = frozenset(keyword.arg for keyword in call.keywords if keyword.arg) - {"span", "related"}
    further = any(keyword.arg is None for keyword in call.keywords)
    return [Raised(f"{where}:{call.lineno}", code, names, further) for code in strings(call.args[0])]


def all_raised() -> list[Raised]:
    return [
        raised
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for raised in raised_by(node, path.relative_to(PACKAGE).as_posix())
    ]


def all_strings() -> set[str]:
    return {
        node.value
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_words(language):
    codes = load_messages(language).entry_by_code
    assert [raised for raised in all_raised() if raised.code not in codes] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_unused(language):
    assert sorted(load_messages(language).entry_by_code.keys() - all_strings()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_uses_only_arguments_given_at_every_call(language):
    codes = load_messages(language).entry_by_code
    assert [
        (raised.where, raised.code, sorted(lacking))
        for raised in all_raised()
        if raised.code in codes and not raised.has_further_args
        if (lacking := placeholders(codes[raised.code].message) - raised.args)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_help_uses_only_arguments_given_at_some_call(language):
    args_by_code: dict[str, set[str]] = {}
    open_codes = {raised.code for raised in all_raised() if raised.has_further_args}
    for raised in all_raised():
        args_by_code.setdefault(raised.code, set()).update(raised.args)
    assert [
        (code, template)
        for code, entry in load_messages(language).entry_by_code.items()
        if code in args_by_code and code not in open_codes
        for template in entry.help
        if not placeholders(template) <= args_by_code[code]
    ] == []


def test_both_languages_have_the_same_codes_and_words():
    zh, en = (load_messages(language) for language in LANGUAGES)
    assert zh.entry_by_code.keys() == en.entry_by_code.keys()
    assert zh.word_by_key.keys() == en.word_by_key.keys()
    assert {key: placeholders(word) for key, word in zh.word_by_key.items()} == {
        key: placeholders(word) for key, word in en.word_by_key.items()
    }


@pytest.mark.parametrize(
    ("language", "loaded"),
    [("zh-Hans", "zh"), ("zh-Hant-TW", "zh"), ("ZH", "zh"), ("en", "en"), ("en-GB", "en"), ("fr", "en"), ("", "en")],
)
def test_chinese_for_all_chinese_and_english_for_the_rest(language, loaded):
    assert load_messages(language).language == loaded


def test_what_was_written_is_quoted_and_never_read_as_a_placeholder():
    messages = Messages("en", {"odd": Entry("“{was}”")}, {})
    assert messages.text(error("odd", was="{0.__class__} {nearest}")) == ("“{0.__class__} {nearest}”", "")
