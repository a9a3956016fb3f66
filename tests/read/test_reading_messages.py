"""Every diagnostic of reading has words in both languages whose placeholders it fills."""

import ast
import tomllib
from pathlib import Path
from string import Formatter

import pytest

import ssg.read

READ = Path(ssg.read.__file__).parent
AREAS = ("yaml", "frontmatter", "fields", "config", "registers")
# The functions that make a diagnostic, and what they add to the arguments that a call names.
ARGUMENTS_ADDED = {"error": set(), "warning": set(), "refuse": {"written"}}


def tables(language, areas):
    folder = READ.parent / "messages" / language
    files = [folder / f"{area}.toml" for area in areas] or sorted(folder.glob("*.toml"))
    return {code: entry for file in files for code, entry in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def own_words(language):
    return tables(language, AREAS)


def syntax_nodes():
    for file in (*READ.glob("*.py"), *(READ / "kinds").glob("*.py")):
        yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def reported():
    """Return (code, names of the arguments) of every call that makes a diagnostic under ``read``, Markdown apart."""
    found = []
    for node in syntax_nodes():
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in ARGUMENTS_ADDED and isinstance(node.args[0].value, str):
                named = {keyword.arg for keyword in node.keywords if keyword.arg}
                found.append((node.args[0].value, named | ARGUMENTS_ADDED[name]))
    return found


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_has_a_message_that_its_arguments_fill(language):
    known = tables(language, ())
    calls = reported()
    assert len(calls) > 60
    for code, names in calls:
        assert code in known, code
        assert placeholders(known[code]["message"]) <= names, code


def test_both_languages_have_the_same_codes():
    assert own_words("zh").keys() == own_words("en").keys()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_says_what_to_do(language):
    assert [code for code, entry in own_words(language).items() if not all(entry["help"])] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_words_are_kept_for_a_code_that_nobody_reports(language):
    spoken = {node.value for node in syntax_nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert own_words(language).keys() - spoken == set()
