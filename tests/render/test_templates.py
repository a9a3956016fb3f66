from msgspec.structs import replace

from ssg.model.theme import Template, Theme
from ssg.render.templates import template_closure, template_fingerprint


def theme_of(**source_by_stem: str) -> Theme:
    templates = tuple(Template(f"{stem}.html", source, f"t/{stem}.html") for stem, source in source_by_stem.items())
    assets = (("site.css", "/assets/site.1.css"), ("search.js", "/assets/search.1.js"))
    return Theme(templates, strings=(("word", "词"),), assets=assets)


def changed(theme: Theme, name: str, source: str) -> Theme:
    rest = tuple(template for template in theme.templates if template.name != name)
    return replace(theme, templates=(*rest, Template(name, source, f"t/{name}")))


def test_a_template_depends_on_what_it_extends_includes_and_imports():
    theme = theme_of(
        news='{% extends "base.html" %}{% from "macros.html" import a %}',
        base='{% include "footer.html" %}',
        footer="",
        macros="",
        other="",
    )
    assert template_closure(theme, "news.html") == ("base.html", "footer.html", "macros.html", "news.html")


def test_a_change_in_the_closure_changes_the_fingerprint():
    theme = theme_of(news='{% extends "base.html" %}', base="a")
    edited = changed(theme, "base.html", "b")
    assert template_fingerprint(theme, "news.html") != template_fingerprint(edited, "news.html")


def test_a_change_elsewhere_leaves_the_fingerprint():
    theme = theme_of(news='{{ asset("site.css") }}', guide="a")
    edited = replace(
        changed(theme, "guide.html", "b"),
        assets=(("site.css", "/assets/site.1.css"), ("search.js", "/assets/search.2.js")),
    )
    assert template_fingerprint(theme, "news.html") == template_fingerprint(edited, "news.html")


def test_an_optional_template_that_appears_changes_the_fingerprint():
    theme = theme_of(news='{% include "banner.html" ignore missing %}')
    with_banner = changed(theme, "banner.html", "")
    assert template_fingerprint(theme, "news.html") != template_fingerprint(with_banner, "news.html")


def test_a_named_asset_with_new_content_changes_the_fingerprint():
    theme = theme_of(base='{{ asset("site.css") }}', news='{% extends "base.html" %}')
    restyled = replace(theme, assets=(("site.css", "/assets/site.2.css"),))
    assert template_fingerprint(theme, "news.html") != template_fingerprint(restyled, "news.html")


def test_a_new_interface_word_changes_the_fingerprint():
    theme = theme_of(news="{{ t('word') }}")
    reworded = replace(theme, strings=(("word", "字"),))
    assert template_fingerprint(theme, "news.html") != template_fingerprint(reworded, "news.html")


def test_the_fingerprint_does_not_depend_on_the_order_of_the_theme():
    theme = theme_of(news='{% extends "base.html" %}', base="a")
    turned = replace(theme, templates=theme.templates[::-1])
    assert template_fingerprint(theme, "news.html") == template_fingerprint(turned, "news.html")


def test_templates_that_include_each_other_still_have_a_fingerprint():
    theme = theme_of(a='{% include "b.html" %}', b='{% include "a.html" %}')
    assert template_closure(theme, "a.html") == ("a.html", "b.html")


def test_a_computed_name_makes_the_fingerprint_cover_the_whole_theme():
    theme = theme_of(news="{% include name %}", other="a")
    edited = changed(theme, "other.html", "b")
    assert template_fingerprint(theme, "news.html") != template_fingerprint(edited, "news.html")
