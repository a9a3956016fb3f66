"""What ``_headers`` lets a browser run: our own files, and the scripts that the theme puts into its pages."""

import re
from base64 import b64encode
from hashlib import sha256

from ssg.model.theme import Template, Theme
from ssg.plan.headers import content_security_policy

SITE = """
    -- content/news/one.md --
    ---
    title: 一件事
    date: 2026-11-20
    ---

    正文。
"""


def test_the_policy_admits_just_the_scripts_that_stand_in_pages(make_site):
    site = make_site(SITE)
    assert site.build().exit_code == 0
    headers = site.outputs()["_headers"].decode()
    inline = {script for url in ("/", "/news/one/", "/404.html") for script in scripts(site.html(url))}

    assert len(inline) == 1
    assert re.findall(r"'sha256-[^']+'", headers) == [hash_source(script) for script in inline]
    assert "unsafe-inline" not in headers


def test_a_theme_without_scripts_of_its_own_admits_none():
    theme = Theme((Template("base.html", "", ""), Template("inline-notes.html", "x()", "")), (), ())
    assert "script-src 'self';" in content_security_policy(theme)


def test_a_script_is_admitted_as_the_page_prints_it():
    theme = Theme((Template("inline/a.js", "a()\n", ""),), (), ())
    assert f"script-src 'self' {hash_source('a()')};" in content_security_policy(theme)


def scripts(html: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", html, re.DOTALL)


def hash_source(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
