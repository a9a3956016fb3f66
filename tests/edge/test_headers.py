"""The ``_headers`` file as hosts read it."""

from ssg.edge.headers import HeaderRule, headers_for, parse_headers

TEXT = """\
# of all pages
/*
  X-Content-Type-Options: nosniff
  Content-Security-Policy: default-src 'self'; img-src 'self' data:

/search/*
  content-security-policy: default-src 'self' 'wasm-unsafe-eval'

/news/:year/feed.xml
  Content-Type: application/atom+xml
  Link: </a>
  Link: </b>
"""


def test_headers_stand_indented_below_their_path():
    assert parse_headers("/a\n\n  X-One: 1\n# no\n\tX-Two: b: c\n/b/*\n  X-One: 2\n") == (
        HeaderRule("/a", (("X-One", "1"), ("X-Two", "b: c"))),
        HeaderRule("/b/*", (("X-One", "2"),)),
    )


def test_lines_that_are_no_headers_are_left_out():
    assert parse_headers("X-Lost: 1\n/a\n  no header\n  Bad Name: 1\n  Empty:\n  X-Good: 1\n") == (
        HeaderRule("/a", (("X-Good", "1"),)),
    )


def test_a_star_matches_every_path():
    for path in ("/", "/a.css", "/news/2026/"):
        assert ("X-Content-Type-Options", "nosniff") in headers_for(path, parse_headers(TEXT))


def test_a_later_rule_replaces_the_header_of_an_earlier_one():
    assert dict(headers_for("/search/", parse_headers(TEXT))) == {
        "X-Content-Type-Options": "nosniff",
        "content-security-policy": "default-src 'self' 'wasm-unsafe-eval'",
    }


def test_a_header_given_twice_in_a_rule_has_both_values():
    headers = dict(headers_for("/news/2026/feed.xml", parse_headers(TEXT)))
    assert (headers["Content-Type"], headers["Link"]) == ("application/atom+xml", "</a>, </b>")


def test_a_name_in_a_path_stands_for_one_part():
    assert "Link" not in dict(headers_for("/news/2026/10/feed.xml", parse_headers(TEXT)))


def test_a_path_without_star_matches_itself_alone():
    rules = parse_headers("/a.b/\n  X-A: 1\n")
    assert [bool(headers_for(path, rules)) for path in ("/a.b/", "/a.b", "/axb/", "/a.b/c")] == [
        True,
        True,
        False,
        False,
    ]
