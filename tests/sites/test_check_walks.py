"""Whatever is done to a site, one thing after another, a check tells what a check that remembers nothing tells."""

import shutil
from random import Random

import pytest

from ssg.edge.version import packaged_theme_dir
from tests.conftest import Site

NEWS = "---\ntitle: {title}\ndate: 2026-11-20\n---\n{body}\n"
BASE = (packaged_theme_dir() / "templates" / "base.html").read_text(encoding="utf-8")
FOOT = BASE.rpartition("</body>")
GUIDE = "---\ntitle: 丙\n---\n文字。\n\n## {heading}\n\n文字。\n"


def themed(html: str) -> str:
    """Return the layout of all pages with ``html`` at its end."""
    return FOOT[0] + html + FOOT[1] + FOOT[2]


EXCEPTION = "{check: page-links, text: /pages/c/, reason: 还没写}"
STATES: dict[str, tuple[str | None, ...]] = {
    "site.yaml": (
        "title: 样例站\ntheme: mine\nchecks: {links: warn}\n",
        "title: 样例站\ntheme: mine\nchecks: {links: warn, punctuation: off, page-links: warn}\n",
        "title: 样例站\ntheme: mine\nbase_url: https://example.org/sub\nchecks: {links: off, link-text: error}\n",
        "title: 新站\ntheme: mine\nphone: 0635-1234567\nchecks: {links: warn, exceptions: [" + EXCEPTION + "]}\n",
        "title: 样例站\n",
    ),
    "content/news/a.md": (
        NEWS.format(title="甲", body="见[乙](b.md#小节)。"),
        NEWS.format(title="改了的甲", body="见[乙](b.md#小节)。"),
        NEWS.format(title="甲", body="你好,世界，打 0635-1234567。[点击这里](b.md)。"),
        NEWS.format(title="甲", body="又一段。"),
        None,
    ),
    "content/news/b.md": (
        NEWS.format(title="乙", body="文字。\n\n## 小节\n\n文字。"),
        NEWS.format(title="乙", body="文字。\n\n## 另一节\n\n文字。"),
        NEWS.format(title="乙", body="文字。").replace("date", "slug: moved\ndate"),
        NEWS.format(title="乙", body="文字。").replace("date", "draft: true\ndate"),
        None,
    ),
    "content/pages/c.md": (GUIDE.format(heading="甲节"), GUIDE.format(heading="乙节"), None),
    "content/pages/d.md": (None, GUIDE.format(heading="甲节")),
    "content/registers/terms.yaml": (None, "a: {preferred: 天下, forbidden: [世界]}\n"),
    "themes/mine/templates/base.html": (
        themed('<a href="/pages/c/#甲节">丙</a>'),
        None,
        themed('<a href="/pages/c/#甲节">丙</a><a href="/pages/d/">丁</a>'),
        themed('<a href="/news/a/">甲</a><h4>跳级</h4><img src="x.png">'),
        themed("{{ nobody.knows }}"),
    ),
}
"""What each file may be; nothing for a file that is not there."""
OFTEN = 0.6
"""Share of the steps after which a file is given its first state, so that faults are mended and come back."""


def put(site: Site, path: str, text: str | None) -> None:
    if text is None:
        (site.root / path).unlink(missing_ok=True)
    else:
        site.write(path, text)


def told(site: Site) -> tuple[int, list[dict[str, object]]]:
    checked = site.check()
    assert checked.report, checked.text
    return checked.exit_code, checked.diagnostics


def told_from_nothing(site: Site) -> tuple[int, list[dict[str, object]]]:
    elsewhere = Site(site.root.parent / "elsewhere" / "site")
    shutil.rmtree(elsewhere.root, ignore_errors=True)
    shutil.copytree(site.root, elsewhere.root, ignore=shutil.ignore_patterns(".ssg", "public"))
    return told(elsewhere)


def walk(site: Site, seed: int, steps: int) -> set[str]:
    """Change one file after another and compare; returns the codes of all that was found on the way."""
    random, codes = Random(seed), set()
    for path, states in STATES.items():
        put(site, path, states[0])
    for step in range(steps):
        found = told(site)
        assert found == told_from_nothing(site), f"seed {seed}, step {step}"
        codes |= {str(each["code"]) for each in found[1]}
        path = random.choice(list(STATES))
        put(site, path, STATES[path][0] if random.random() < OFTEN else random.choice(STATES[path]))
    return codes


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_walk_of_edits_is_told_as_if_nothing_were_remembered(make_site, seed):
    codes = walk(make_site(), seed, 30)
    assert {"page-link-broken", "page-anchor-broken"} <= codes


def test_an_anchor_that_goes_and_comes_is_missed_by_the_pages_that_have_not_changed(make_site):
    site = make_site()
    site.write("site.yaml", "title: 样例站\ntheme: mine\n")
    site.write("content/news/a.md", NEWS.format(title="甲", body="文字。"))
    site.write("content/pages/c.md", GUIDE.format(heading="甲节"))
    site.write("themes/mine/templates/base.html", themed('<a href="/pages/c/#甲节">丙</a>'))
    good = told(site)
    site.write("content/pages/c.md", GUIDE.format(heading="乙节"))
    assert [each["code"] for each in told(site)[1]] == [*(each["code"] for each in good[1]), "page-anchor-broken"]
    assert told(site) == told_from_nothing(site)
    site.write("content/pages/c.md", GUIDE.format(heading="甲节"))
    assert told(site) == good


def test_a_page_that_goes_is_missed_by_the_pages_that_have_not_changed_and_found_again(make_site):
    site = make_site()
    site.write("site.yaml", "title: 样例站\ntheme: mine\n")
    site.write("content/news/a.md", NEWS.format(title="甲", body="文字。"))
    site.write("content/pages/d.md", GUIDE.format(heading="甲节"))
    site.write("themes/mine/templates/base.html", themed('<a href="/pages/d/">丁</a>'))
    good = told(site)
    site.delete("content/pages/d.md")
    for _ in range(2):
        assert "page-link-broken" in [each["code"] for each in told(site)[1]]
    assert told(site) == told_from_nothing(site)
    site.write("content/pages/d.md", GUIDE.format(heading="甲节"))
    assert told(site) == good
