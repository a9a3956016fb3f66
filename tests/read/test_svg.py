"""Drawings that run or load something are refused; mere drawings pass."""

import pytest

from ssg.read.svg import check_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="4" height="3">'


@pytest.mark.parametrize(
    "part",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<svg:script xmlns:svg="http://www.w3.org/2000/svg">alert(1)</svg:script>',
        '<g onload="alert(1)"/>',
        "<g a='>' onclick = 'alert(1)'/>",
        '<g/onload="alert(1)"/>',
        "<foreignObject><p/></foreignObject>",
        '<a href="javascript:alert(1)"><g/></a>',
        '<a xlink:href="&#106;avascript:alert(1)"><g/></a>',
        '<image href="https://example.org/x.png"/>',
        '<image href="//example.org/x.png"/>',
        '<image href="data:image/svg+xml,%3Csvg onload=x%3E"/>',
        '<use xlink:href="other.svg#x"/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="xlink:href" values="javascript:alert(1)"/>',
        "<style>@import 'https://example.org/x.css';</style>",
        "<style>g { fill: url(https://example.org/x.svg#a) }</style>",
        '<g style="background: url(&quot;https://example.org/x&quot;)"/>',
        '<!DOCTYPE svg [<!ENTITY a "x">]>',
        '<?xml-stylesheet href="x.css"?>',
    ],
)
def test_a_drawing_that_runs_or_loads_something_is_refused_with_its_place(part):
    faults = check_svg("content/news/a.svg", f"{HEAD}\n{part}\n</svg>".encode())
    assert {(fault.code, fault.span.line) for fault in faults if fault.span} == {("active-svg", 2)}


@pytest.mark.parametrize(
    "part",
    [
        "<style>@im<!-- -->port 'https://example.org/x.css';</style>",
        "<style>@&#105;mport 'https://example.org/x.css';</style>",
        "<style>@&#x69;mport 'https://example.org/x.css';</style>",
        "<style>@\\69 mport 'https://example.org/x.css';</style>",
        '<g style="fill: u\\72l(https://example.org/x)"/>',
        '<a href="#"><set attributeName="hr&#101;f" to="javascript:alert(1)"/></a>',
    ],
)
def test_what_is_hidden_behind_comments_and_escapes_is_found_too(part):
    faults = check_svg("content/news/a.svg", f"{HEAD}\n{part}\n</svg>".encode())
    assert [(fault.code, fault.span.line) for fault in faults] == [("active-svg", 0)]


def test_a_drawing_in_another_encoding_is_refused():
    data = f'<?xml version="1.0" encoding="UTF-16"?>{HEAD}<script/></svg>'.encode("utf-16")
    assert [fault.code for fault in check_svg("content/news/a.svg", data)] == ["not-utf8"]


@pytest.mark.parametrize(
    "part",
    [
        '<use href="#a"/><use xlink:href="#a"/><g fill="url(#a)" style="fill: url(\'#a\')"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<text>一次 one = 1，onload 是什么</text><g id="on" class="on one" data-on="x"/>',
        "<title>https://example.org</title><metadata><a about='https://example.org'/></metadata>",
        '<animate attributeName="opacity" values="0;1"/>',
        "<text>写作 &#60;script&#62; 或 &lt;script&gt;，&#x4E00;件事 &#99999999; \\1234567</text>",
    ],
)
def test_a_mere_drawing_passes(part):
    assert check_svg("content/news/a.svg", f"{HEAD}{part}</svg>".encode()) == ()
