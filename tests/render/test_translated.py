from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError

from ssg.model.contexts import Context, ElderHomeContext, Head, Site
from ssg.model.diagnostic import Span
from ssg.model.document import Content
from ssg.model.theme import Template, Theme
from ssg.render.filters import make_filters, make_tests
from ssg.render.render import Renderer
from ssg.render.templates import make_environment
from ssg.render.translated import find_translated, translate_all
from ssg.render.words import make_translate

Translate = Callable[[Theme], None]


@pytest.fixture
def translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Translate]:
    """Return a function that makes Python of a theme's templates, which rendering finds from then on."""
    folder = tmp_path / "python"
    folder.mkdir()
    monkeypatch.setattr("ssg.render.templates.find_translated", partial(find_translated, folder=folder))
    make_environment.cache_clear()

    def write(theme: Theme) -> None:
        for name, text in translate_all({template.name: template.source for template in theme.templates}):
            (folder / name).write_text(text, encoding="utf-8")
        make_environment.cache_clear()

    yield write
    make_environment.cache_clear()


def theme_of(source: str) -> Theme:
    return Theme((Template("news.html", source, "themes/mine/templates/news.html"),), (("word", "词"),), ())


def is_in_python(theme: Theme, name: str) -> bool:
    """Return whether the template comes from a file of Python, as its functions tell."""
    return make_environment(theme, "/preview").get_template(name).root_render_func.__code__.co_filename.endswith(".py")


def test_pages_are_the_same_from_templates_in_python(
    theme: Theme,
    pages: dict[str, tuple[str, Context]],
    xml_pages: dict[str, tuple[str, Context]],
    contents: dict[str, Content],
    translated: Translate,
) -> None:
    every = {**pages, **xml_pages}

    def rendered() -> dict[str, bytes | None]:
        return {
            name: Renderer(theme, "/preview", "zh-Hans").render(template, context, contents).value
            for name, (template, context) in every.items()
        }

    from_source = rendered()
    translated(theme)
    assert is_in_python(theme, "news.html")
    assert rendered() == from_source
    assert None not in from_source.values()


def test_what_a_filter_gives_for_a_literal_is_not_settled_before_a_site_is_known(translated: Translate) -> None:
    theme = theme_of("""{{ "/guides/"|href }} {{ t("word")|upper }} {% if "/x" is external %}away{% endif %}""")
    translated(theme)
    texts = [make_environment(theme, base).get_template("news.html").render() for base in ("", "/preview")]
    assert texts == ["/guides/ 词 ", "/preview/guides/ 词 "]
    assert is_in_python(theme, "news.html")


def test_a_fault_is_told_at_its_line_of_the_template(site: Site, head: Head, translated: Translate) -> None:
    theme = theme_of("一\n二\n{{ site.nothing }}\n")
    translated(theme)
    outcome = Renderer(theme, "", "zh-Hans").render("news.html", ElderHomeContext(site, head, ()), {})
    assert [fault.span for fault in outcome.diagnostics] == [Span("themes/mine/templates/news.html", 3)]


def test_a_template_that_differs_in_a_letter_is_compiled_from_its_source(translated: Translate) -> None:
    translated(theme_of("旧"))
    assert make_environment(theme_of("新"), "").get_template("news.html").render() == "新"


def test_a_filter_that_gives_another_page_each_time_stays_unknown(translated: Translate) -> None:
    with pytest.raises(TemplateSyntaxError, match="No filter named 'random'"):
        translated(theme_of("{{ [1, 2]|random }}"))


def test_our_filters_and_tests_are_called_alike_from_templates_in_python(theme: Theme) -> None:
    """What makes Python of a template does not know them, and so not whether they want the context."""
    environment = make_environment(theme, "")
    own = {**make_filters("", make_translate(theme)), **make_tests()}
    assert own.keys() <= environment.filters.keys() | environment.tests.keys()
    assert [name for name, function in own.items() if hasattr(function, "jinja_pass_arg")] == []
