"""Hostile and odd content: a build ends with a status of the contract, names the file, and stays in its folder."""

import os

import pytest

pytestmark = pytest.mark.slow


def news(fields: str = "", body: str = "正文。\n", title: str = "标题") -> bytes:
    return f"---\ntitle: {title}\ndate: 2026-11-20\n{fields}---\n\n{body}".encode("utf-8", "surrogatepass")


A = "content/news/a.md"
MINE = b"title: x\ntheme: mine\n"
NEWS_TEMPLATE = "themes/mine/templates/news.html"
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)

REFUSED = {
    # encodings
    "GBK": ({A: news(body="办事指南国家").decode().encode("gbk")}, "not-utf8", f"{A}:2"),
    "Big5": ({A: "---\ntitle: 這是繁體\n---\n".encode("big5")}, "not-utf8", f"{A}:2"),
    "UTF-16": ({A: news().decode().encode("utf-16")}, "not-utf8", f"{A}:1"),
    "UTF-32": ({A: news().decode().encode("utf-32")}, "not-utf8", f"{A}:1"),
    "Latin-1": ({A: "---\ntitle: café\n---\n".encode("latin-1")}, "not-utf8", f"{A}:2"),
    "a lone surrogate": ({A: news(body="\ud800")}, "not-utf8", f"{A}:6"),
    "a picture named .md": ({A: b"\x89PNG\r\n\x1a\n" + bytes(100)}, "not-utf8", f"{A}:1"),
    "site.yaml in GBK": ({"site.yaml": "title: 中文\n".encode("gbk")}, "not-utf8", "site.yaml:1"),
    "a register in GBK": ({"content/registers/orgs.yaml": "a: {name: 中文}".encode("gbk")}, "not-utf8", "orgs.yaml:1"),
    "a template in GBK": ({"site.yaml": MINE, NEWS_TEMPLATE: "中文".encode("gbk")}, "not-utf8", f"{NEWS_TEMPLATE}:1"),
    # YAML
    "nothing in the file": ({A: b""}, "no-front-matter", f"{A}:1"),
    "a YAML bomb": ({A: news(BOMB)}, "yaml-alias", f"{A}:5"),
    "a YAML bomb in site.yaml": ({"site.yaml": BOMB.encode()}, "yaml-alias", "site.yaml:2"),
    "a YAML bomb in a register": ({"content/registers/orgs.yaml": BOMB.encode()}, "yaml-alias", "orgs.yaml:2"),
    "a Python object": ({A: news("tags: !!python/object/apply:os.system ['true']\n")}, "yaml-tag", f"{A}:4"),
    "20,000 open brackets in YAML": ({A: news("tags: " + "[" * 20_000 + "\n")}, "yaml-too-deep", f"{A}:4"),
    "3,000 levels of YAML": ({A: news("".join(" " * i + "a:\n" for i in range(3000)))}, "front-matter-too-long", A),
    "a summary of 2 MB": ({A: news("summary: " + "长" * 700_000 + "\n")}, "front-matter-too-long", A),
    "<<": ({A: news("<<: {draft: false}\n")}, "yaml-merge-key", f"{A}:4"),
    "a list as a key": ({A: news("? [a]\n: b\n")}, "yaml-key", f"{A}:4"),
    "an escaped NUL": ({A: news(title='"a\\0b"')}, "forbidden-character", f"{A}:2"),
    "an escaped escape": ({A: news('tags: ["a\\x1b[31mb"]\n')}, "forbidden-character", f"{A}:4"),
    "year 0": ({A: b"---\ntitle: x\ndate: 0000-00-00\n---\n"}, "bad-date", f"{A}:3"),
    "a year that a zone overflows": ({A: b"---\ntitle: x\ndate: 9999-12-31 23:59 -14:00\n---\n"}, "bad-date", f"{A}:3"),
    # characters
    "control characters": ({A: news(body="a\0b\x1bc")}, "forbidden-character", f"{A}:6"),
    "a right-to-left override": ({A: news(title="通知\u202ecod")}, "forbidden-character", f"{A}:2"),
    "a forged marker": ({A: news(body="\ue0000\ue001")}, "forbidden-character", f"{A}:6"),
    # Markdown that takes a parser minutes
    "a line of 2 MB": ({A: news(body="长" * 700_000)}, "markdown-too-complex", A),
    "20,000 [": ({A: news(body="[" * 20_000)}, "markdown-too-complex", f"{A}:6"),
    "20,000 <a": ({A: news(body="<a " * 20_000)}, "markdown-too-complex", f"{A}:6"),
    "20,000 <div>": ({A: news(body="<div>" * 20_000)}, "markdown-too-complex", f"{A}:6"),
    "20,000 stars": ({A: news(body="*a _b " * 20_000)}, "markdown-too-complex", f"{A}:6"),
    "5,000 quotes": ({A: news(body=">" * 5000 + " x")}, "markdown-too-complex", f"{A}:6"),
    "300 lists": ({A: news(body="".join("    " * i + "- x\n" for i in range(300)))}, "markdown-too-complex", A),
    "a table of 20,000 rows": (
        {A: news(body="|a|b|\n|-|-|\n" + "|甲|乙|\n" * 20_000)},
        "markdown-too-complex",
        f"{A}:6",
    ),
    "3,000 footnotes": ({A: news(body="".join(f"x[^{i}]\n" for i in range(3000)))}, "markdown-too-complex", A),
    # names of files
    "a line break in a name": ({"content/news/a\nb.md": news()}, "odd-file-name", "content/news/"),
    "a backslash in a name": ({"content/news/a\\b.md": news()}, "odd-file-name", "content/news/"),
    "an override in a name": ({"content/news/a\u202edm.md": news()}, "odd-file-name", "content/news/"),
    "a space of no width": ({A: news(), "content/news/a\u200b.md": news()}, "odd-file-name", "content/news/"),
    "names apart by case": ({A: news(), "content/news/A.md": news()}, "route-clash", "content/news/"),
    "names apart by form": (
        {"content/news/caf\u00e9.md": news(), "content/news/cafe\u0301.md": news()},
        "same-name-twice",
        "content/news/",
    ),
    # addresses
    "a page where the year is": ({"content/news/2026.md": news()}, "route-taken", "content/news/2026.md"),
    "static over the home page": ({"static/index.html": b"x"}, "route-taken", "static/index.html"),
    "static over the headers": ({"static/_headers": b"/*\n"}, "route-taken", "static/_headers"),
    "static over a folder": ({A: news(), "static/news": b"x"}, "route-clash", A),
    "static in the search index": ({"static/pagefind/pagefind.js": b"x"}, "route-taken", "static/pagefind/"),
    "tags apart by case": ({A: news("tags: [AI, ai]\n")}, "term-clash", A),
    "tags apart by a slash": ({A: news("tags: ['a/b', 'a?b']\n")}, "term-clash", A),
    "tags of dots": ({A: news("tags: ['.', '..']\n")}, "term-clash", A),
    "a tag of 300": ({A: news(f"tags: [{'长' * 300}]\n")}, "term-too-long", A),
    "a slug of 300": ({A: news(f"slug: {'x' * 300}\n")}, "address-too-long", A),
    "a link to the system": ({A: news(body="[x](../../../../../etc/passwd)")}, "broken-link", f"{A}:6"),
    "a link to the cache": ({A: news(body="[x](../../.ssg/cache.db)")}, "broken-link", f"{A}:6"),
    "an encoded way out": ({A: news(body="[x](..%2f..%2fsite.yaml)")}, "broken-link", f"{A}:6"),
    "a link with a backslash": ({A: news(body="[x](\\\\host\\x)")}, "broken-link", f"{A}:6"),
    "a photo of the system": (
        {A: news("photos: [{src: ../../../../../etc/passwd, alt: a, credit: b}]\n")},
        "missing-image",
        f"{A}:4",
    ),
    "a script in a drawing": (
        {
            A: news("photos: [{src: a.svg, alt: a, credit: b}]\n"),
            "content/news/a.svg": b'<svg xmlns="http://www.w3.org/2000/svg">\n<script>alert(1)</script></svg>',
        },
        "active-svg",
        "content/news/a.svg:2",
    ),
    # the site's own files
    "a theme elsewhere": ({"site.yaml": b"title: x\ntheme: ../../x\n"}, "bad-theme-name", "site.yaml:2"),
    "a zone elsewhere": ({"site.yaml": b"title: x\ntimezone: ../../etc/passwd\n"}, "bad-timezone", "site.yaml:2"),
    "a script as the address": ({"site.yaml": b"title: x\nbase_url: 'javascript:x'\n"}, "bad-url", "site.yaml:2"),
    "a template in itself": (
        {"site.yaml": MINE, A: news(), NEWS_TEMPLATE: b"{% include 'news.html' %}"},
        "template-error",
        NEWS_TEMPLATE,
    ),
    "a register with a way out as its id": (
        {"content/registers/columns.yaml": b"../../x: {title: a}\n"},
        "bad-column-id",
        "columns.yaml:1",
    ),
}

BAD_SLUGS = ["..", ".", "a/b", "../../x", "", "a\\b", "%2e%2e", "index.html", "feed.xml", "CON", "a?b", ".htaccess"]
BAD_ALIASES = ["/", "/./", "/a/../b/", "/%2e%2e/x/", "/a//b/", "//evil.example/", "https://evil.example/", "..\\x"]
BAD_ALIASES += ["/a%0ab/", "/a%00b/", "/a%7fb/", "/a%E2%80%A8b/", "/%ff/", "/a b/", "/a?b", "/*"]
TAKEN_ALIASES = ["/index.html", "/_headers", "/_redirects/x", "/feed.xml", "/404.html", "/pagefind/", "/pagefind/x/"]
TAKEN_ALIASES += ["/news/", "/.ssg-manifest/", "/NEWS/"]

ACCEPTED = {
    "Windows line ends": {A: news(body="## 一\n\n文[^1]\n\n[^1]: 注\n").replace(b"\n", b"\r\n")},
    "a byte order mark": {A: b"\xef\xbb\xbf" + news()},
    "5,000 headings of one name": {A: news(body="## 同名\n\n" * 5000)},
    "impossible entities": {A: news(body="&#0;&#xD800;&#x110000;&Nothing;" * 1000)},
    "template code": {
        A: news("summary: '{{ 7*7 }}'\n", "{{ ''.__class__ }} {% include '/etc/passwd' %}", "'{{ site }}'")
    },
    "200 tags": {A: news("tags: [" + ",".join(f"t{i}" for i in range(200)) + "]\n")},
    "tags of paths": {A: news("tags: ['../../etc', 'index.html', '%2e%2e/x', '?q#f', CON]\n")},
    "a name in quotes and shell code": {"content/news/$(touch x);'\".md": news(), "content/news/-rf.md": news()},
    "a name of encodings": {"content/news/%2e%2e.md": news(), "content/news/#x?.md": news()},
    "a name of HTML": {"content/news/<img src=x onerror=alert(1)>.md": news()},
    "a name of only dots": {"content/news/..md": news(), "content/news/a..b.md": news()},
    "the longest name": {f"content/news/{'长' * 84}.md": news()},
    "a family": {"content/news/👩‍👩‍👧.md": news()},
    "200 folders": {"content/news/" + "d/" * 200 + "a.md": news()},
    "a folder like a file": {"content/news/a.md/b.md": news()},
}


def make_files(make_site, files: dict[str, bytes]):
    site = make_site()
    for path, data in files.items():
        site.write(path, data)
    return site


def assert_kept_to_its_folder(site) -> None:
    assert {path.name for path in site.root.parent.iterdir()} <= {"site", "report.json"}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_published_is_named_with_its_place(make_site, name):
    files, code, place = REFUSED[name]
    site = make_files(make_site, files)
    result = site.build()
    assert result.exit_code == (2 if place.startswith("site.yaml") else 1), result.text
    assert any(place in f"{fault['path']}:{fault['line']}" for fault in result.diagnostics if fault["code"] == code), (
        result.text
    )
    assert not site.output.exists()
    assert_kept_to_its_folder(site)


@pytest.mark.parametrize("slug", BAD_SLUGS)
def test_a_slug_is_never_a_way_to_another_folder(make_site, slug):
    result = make_files(make_site, {A: news(f"slug: '{slug}'\n")}).build()
    assert [(fault["code"], fault["line"]) for fault in result.diagnostics] == [("bad-slug", 4)]


@pytest.mark.parametrize(
    ("alias", "code"),
    [*((alias, "bad-alias") for alias in BAD_ALIASES), *((alias, "route-taken") for alias in TAKEN_ALIASES)],
)
def test_an_alias_neither_escapes_nor_takes_what_the_site_needs(make_site, alias, code):
    result = make_files(make_site, {A: news(f"aliases: ['{alias}']\n")}).build()
    assert result.exit_code == 1
    assert {(fault["code"], fault["path"], fault["line"]) for fault in result.diagnostics} == {(code, A, 4)}


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_merely_odd_is_published(make_site, name):
    site = make_files(make_site, ACCEPTED[name])
    result = site.build()
    assert result.exit_code == 0, result.text
    assert len(list(site.output.glob("news/**/index.html"))) > len(ACCEPTED[name])
    assert not any(b"\0" in data for data in site.outputs().values())
    assert_kept_to_its_folder(site)


def test_template_code_of_a_writer_is_text(make_site):
    site = make_files(make_site, ACCEPTED["template code"])
    site.build()
    assert "{{ 7*7 }}" in site.html("/news/a/")
    assert "{% include " in site.html("/news/a/")


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("/etc/passwd", "symlink-outside"),
        ("../../..", "symlink-outside"),
        ("../news", "symlink-folder"),
        ("nowhere.md", "symlink-broken"),
    ],
)
def test_a_link_of_the_file_system_leads_nowhere_else(make_site, target, code):
    site = make_files(make_site, {A: news()})
    (site.root / "content/news/b.md").symlink_to(target)
    result = site.build()
    assert (result.exit_code, result.codes) == (1, [code])


def test_a_pipe_in_place_of_a_file_does_not_hold_up_the_build(make_site):
    site = make_files(make_site, {A: news()})
    os.mkfifo(site.root / "content/news/b.md")
    assert site.build().codes == ["odd-file-kind"]


def test_text_that_is_not_read_is_named(make_site):
    site = make_files(make_site, {"content/a.md": news(), "content/new/b.md": news(), "content/news/c.MD": news()})
    result = site.build()
    assert [(fault["code"], fault["path"]) for fault in result.diagnostics] == [
        ("misplaced-content", "content/a.md"),
        ("misplaced-content", "content/new/b.md"),
        ("misnamed-content", "content/news/c.MD"),
    ]


def hostile_site() -> tuple[dict[str, bytes], set[tuple[str, str]]]:
    """Return all that is refused or odd and can stand in one site, and (code, path and line) of what is wrong with it.

    Every article gets a name of its own; what stands in settings, registers and themes would keep the rest unread.
    """
    together: dict[str, bytes] = {}
    expected: set[tuple[str, str]] = set()
    for number, (files, code, place) in enumerate(REFUSED.values()):
        path = f"content/news/r{number}.md"
        renamed = {path if name == A else name: data for name, data in files.items()}
        is_content = all(name.startswith(("content/news/", "content/notices/")) for name in files)
        if is_content and len(files) == 1 and code != "unused-file":
            together |= renamed
            expected.add((code, place.replace(A, path)))
    for number, files in enumerate(ACCEPTED.values()):
        together |= {f"content/news/o{number}.md" if name == A else name: data for name, data in files.items()}
    return together, expected


def test_sixty_hostile_files_in_one_site_are_all_named_in_one_run(make_site):
    files, expected = hostile_site()
    assert len(files) >= 60
    site = make_files(make_site, files)
    (site.root / "content/news/way-out.md").symlink_to("/etc/passwd")
    for result in (site.build(), site.check()):
        assert result.exit_code == 1, result.text
        told = {(fault["code"], f"{fault['path']}:{fault['line']}") for fault in result.diagnostics}
        unnamed = {(code, place) for code, place in expected if not any(code == c and place in p for c, p in told)}
        assert unnamed == set()
        assert "symlink-outside" in result.codes
        assert "Traceback" not in result.text
    assert not site.output.exists()
    assert_kept_to_its_folder(site)
