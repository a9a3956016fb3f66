"""A theme's files → ``Theme``: the site's own templates and words laid over the packaged default's."""

from collections.abc import Iterator
from functools import lru_cache

from ssg.model.diagnostic import Diagnostic, Outcome, Span, error
from ssg.model.theme import Template, Theme, ThemeFile
from ssg.read.strict_yaml import parse_yaml
from ssg.read.yaml_nodes import MapNode, ScalarNode, span_of

FALLBACK_LANGUAGE = "zh-Hans"


@lru_cache(maxsize=1)
def read_theme(
    layers: tuple[tuple[ThemeFile, ...], ...], assets: tuple[tuple[str, str], ...], language: str
) -> Outcome[Theme]:
    """Return the theme that ``layers`` make, later ones over earlier ones, with words in ``language``.

    assets: (file name, hashed URL), already laid over each other.
    Words fall back to Chinese key by key.
    """
    templates: dict[str, Template] = {}
    strings: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for layer in layers:
        for file in layer:
            folder, _, name = file.name.partition("/")
            faults.extend(_undecodable(file))
            if folder == "templates":
                templates[name] = Template(name, file.text, file.path)
    for wanted in (f"i18n/{FALLBACK_LANGUAGE}.yaml", f"i18n/{language}.yaml"):
        for file in (file for layer in layers for file in layer if file.name == wanted):
            words = _read_words(file)
            strings.update(words.value)
            faults.extend(words.diagnostics)
    theme = Theme(
        tuple(templates[name] for name in sorted(templates)), tuple(sorted(strings.items())), tuple(sorted(assets))
    )
    return Outcome(theme, tuple(faults))


def _undecodable(file: ThemeFile) -> Iterator[Diagnostic]:
    """Yield an error for a file whose bytes were no UTF-8: reading it from disk left U+FFFD in its text."""
    before, mark, _ = file.text.partition("\ufffd")
    if mark:
        yield error("not-utf8", Span(file.path, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1))


def _read_words(file: ThemeFile) -> Outcome[dict[str, str]]:
    parsed = parse_yaml(file.path, file.text)
    if not isinstance(parsed.value, MapNode):
        return Outcome({}, parsed.diagnostics or (error("words-not-a-mapping", Span(file.path)),))
    words: dict[str, str] = {}
    faults = list(parsed.diagnostics)
    for entry in parsed.value.entries:
        if isinstance(entry.value, ScalarNode):
            words[entry.key.text] = entry.value.text
        else:
            faults.append(error("word-not-text", span_of(entry.value, file.path), key=entry.key.text))
    return Outcome(words, tuple(faults))
