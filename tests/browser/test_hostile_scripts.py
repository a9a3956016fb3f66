"""Scripts in content: whatever a writer or a pasted text puts anywhere, no page runs it."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from ssg.model.config import ReadSettings
from ssg.model.document import Kind
from ssg.read.document import read_document

VECTORS = (Path(__file__).parent / "script_vectors.txt").read_text(encoding="utf-8").splitlines()
"""Known ways to smuggle a script into a page, one a line."""

WATCH = """
    window.ran = [];
    for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => window.ran.push(name);
"""
PROD = """() => {
    for (const element of document.querySelectorAll('body *'))
        for (const type of ['focus', 'mouseover', 'toggle', 'animationstart', 'error', 'load', 'begin'])
            element.dispatchEvent(new Event(type));
    for (const element of document.querySelectorAll('[href^="javascript"], [formaction], [onclick]')) element.click();
    return [window.ran, location.href];
}"""
LIVE = r"""() => {
    const runs = (name, value) => /^on|^srcdoc$|^style$/i.test(name)
        || (/^(href|src|action|formaction|data|xlink:href)$/i.test(name)
            && /^\s*(javascript|vbscript|data:text)/i.test(value));
    return [...document.querySelectorAll('*')].flatMap(element => [...element.attributes]
        .filter(({name, value}) => runs(name, value))
        .map(({name, value}) => `${element.tagName} ${name}=${value}`));
}"""
"""What could run a script, also where nothing has set it off yet."""
SETTINGS = ReadSettings("Asia/Shanghai", "zh-Hans", "link")


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def in_fields(vector: str) -> str:
    """Return an article with ``vector`` in every free field of its front matter."""
    text = quoted(vector)
    return (
        f"---\ntitle: {text}\ndate: 2026-11-20\nsummary: {text}\ntags: [{text}]\n"
        f"bylines: [{{role: 记者, name: 赵立翠, org: {text}}}]\nsource: {{name: {text}, note: {text}}}\n"
        f"photos: [{{src: a.svg, alt: {text}, caption: {text}, credit: {text}}}]\n---\n\n文。\n"
    )


def in_body(vector: str) -> str:
    """Return an article with ``vector`` wherever Markdown reads it in another way."""
    return (
        f"---\ntitle: 标题\ndate: 2026-11-20\n---\n\n{vector}\n\n段 {vector} 落\n\n## 题 {vector}\n\n- {vector}\n\n"
        f"> {vector}\n\n| 甲 |\n|---|\n| {vector} |\n\n词\n:   {vector}\n\n"
        f"[{vector}](https://example.org/ {quoted(vector)})\n"
    )


@pytest.fixture
def unguarded(browser: Browser) -> Iterator[Page]:
    """A page without a content security policy, which notes every attempt at a dialog."""
    with browser.new_context(bypass_csp=True) as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        page.route("**/*", lambda route: route.abort() if is_foreign(route.request.url) else route.continue_())
        yield page


@pytest.fixture
def guarded(browser: Browser) -> Iterator[Page]:
    """A page under the policy that the site sends, which notes every attempt at a dialog."""
    with browser.new_context() as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        page.route("**/*", lambda route: route.abort() if is_foreign(route.request.url) else route.continue_())
        yield page


def is_foreign(url: str) -> bool:
    return urlsplit(url).hostname != "127.0.0.1"


def test_no_vector_in_a_text_runs_even_where_it_is_not_refused(unguarded, serve_folder, tmp_path):
    base = serve_folder(tmp_path)
    for number, vector in enumerate(VECTORS):
        read = read_document("content/news/a.md", in_body(vector).encode(), Kind.NEWS, SETTINGS)
        text = f"<!doctype html><meta charset=utf-8><body>{read.value.content.html}"
        (tmp_path / f"{number}.html").write_text(text, encoding="utf-8")
        address = f"{base}/{number}.html"
        unguarded.goto(address)
        assert unguarded.evaluate(LIVE) == [], vector
        assert unguarded.evaluate(PROD) == [[], address], vector


def test_no_vector_in_a_field_runs_on_any_page_of_a_site(make_site, unguarded, serve_folder):
    site = make_site()
    site.write("content/news/a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>')
    for number, vector in enumerate(VECTORS):
        site.write(f"content/news/v{number}.md", in_fields(vector).encode())
    for path in {fault["path"] for fault in site.build().diagnostics if fault["severity"] == "error"}:
        site.delete(path)
    result = site.build()
    assert result.exit_code == 0, result.text
    base = serve_folder(site.output)
    # One page of a tag is made as all others are.
    pages = sorted({*site.output.rglob("*.html")} - {*[*site.output.glob("tags/*/index.html")][12:]})
    assert len(pages) > len(VECTORS), "most vectors are harmless text in a field, and published as such"
    for path in pages:
        address = f"{base}/{quote(path.relative_to(site.output).as_posix())}"
        unguarded.goto(address)
        assert unguarded.evaluate(LIVE) == [], path
        assert unguarded.evaluate(PROD) == [[], address], path


def test_no_vector_in_a_field_or_a_text_runs_or_is_stopped_under_the_policy(make_site, guarded, serve_folder):
    site = make_site()
    site.write("content/news/a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>')
    for number, vector in enumerate(VECTORS):
        site.write(f"content/news/f{number}.md", in_fields(vector).encode())
        site.write(f"content/news/t{number}.md", in_body(vector).encode())
    refused = {fault["path"] for fault in site.build().diagnostics if fault["severity"] == "error"}
    for path in refused:
        site.delete(path)
    result = site.build()
    assert result.exit_code == 0, result.text
    breaches: list[str] = []
    guarded.on("console", lambda message: breaches.append(message.text) if "Security Policy" in message.text else None)
    base = serve_folder(site.output)
    pages = sorted(site.output.glob("news/[ft][0-9]*/index.html"))
    assert len(pages) == 2 * len(VECTORS) - len(refused)
    for path in pages:
        address = f"{base}/{path.relative_to(site.output).as_posix().removesuffix('index.html')}"
        policy = guarded.goto(address).headers["content-security-policy"]
        assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
        assert guarded.evaluate(PROD) == [[], address], path
    assert breaches == []


def test_the_policy_has_nothing_to_stop(make_site, page, serve_folder):
    site = make_site()
    site.write("content/news/a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>')
    site.write("content/news/a.md", in_fields("</title><script>alert(1)</script>").encode())
    assert site.build().exit_code == 0
    base = serve_folder(site.output)
    for url in ("/", "/news/", "/news/a/", "/tags/"):
        page.goto(base + url)
