"""What programs write into a drawing goes, what is drawn stays, byte for byte."""

import pytest

from ssg.read.svg_metadata import MalformedDrawingError, strip_svg

NAMES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2000/svg"'
)

WORDS = "<use xlink:href='#a'/><title>题</title><desc>说明</desc>"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<metadata><rdf:RDF>SECRET<metadata/></rdf:RDF></metadata><g/>", "<g/>"),
        ("<metadata/><g/>", "<g/>"),
        ("<s:metadata>SECRET</s:metadata>\n<g/>", "\n<g/>"),
        ("<!-- SECRET --><g/><!-- SECRET -->", "<g/>"),
        ("<?xpacket begin='SECRET'?><g/>", "<g/>"),
        ("<g/><?xml-stylesheet href='#a'?>", "<g/><?xml-stylesheet href='#a'?>"),
        ("<sodipodi:namedview pagecolor='#fff'><inkscape:grid/></sodipodi:namedview><g/>", "<g/>"),
        (
            "<g id='a' inkscape:label=\"SECRET > '1'\"\n sodipodi:nodetypes='cc' x='1' xml:lang='zh'>字</g>",
            "<g id='a' x='1' xml:lang='zh'>字</g>",
        ),
        ("<g inkscape:export-filename='C:\\SECRET.png'/>", "<g/>"),
        ("<switch><i:pgf>SECRET</i:pgf><g/></switch>", "<switch><g/></switch>"),
        (WORDS, WORDS),
        ("<style><![CDATA[ a > b {} /* <!-- */ ]]></style>", "<style><![CDATA[ a > b {} /* <!-- */ ]]></style>"),
        ("<text>&lt;metadata> &amp; 字</text>", "<text>&lt;metadata> &amp; 字</text>"),
    ],
)  # fmt: skip
def test_what_is_no_drawing_goes_and_the_rest_stays_as_it_is(written: str, kept: str) -> None:
    stripped = strip_svg(f"<svg {NAMES}>{written}</svg>".encode()).decode()
    assert stripped == f"<svg {NAMES}>{kept}</svg>"
    assert strip_svg(stripped.encode()).decode() == stripped


def test_what_stands_around_the_drawing_goes_too() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    written = f'<?xml version="1.0"?>\n<!-- SECRET -->\n<!DOCTYPE svg>\n{svg}\n<!-- SECRET -->'
    kept = f'<?xml version="1.0"?>\n\n<!DOCTYPE svg>\n{svg}\n'
    assert strip_svg(written.encode()) == kept.encode()


def test_a_namespace_of_an_entity_is_known_for_what_it_is() -> None:
    written = (
        '<!DOCTYPE svg [<!ENTITY ns "http://ns.adobe.com/x/"><!ENTITY t "text">]>'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="&ns;"><x:data>SECRET</x:data><g x:a="SECRET">&t;</g></svg>'
    )
    stripped = strip_svg(written.encode()).decode()
    assert "SECRET" not in stripped and stripped.endswith("<g>&t;</g></svg>")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg>",
        b"<svg><g></svg>",
        b"<svg>&nbsp;</svg>x",
        b'<?xml version="1.0" encoding="x-none"?><svg/>',
        b'<?xml version="1.0" encoding="gb18030"?><svg/>',
    ],
)
def test_what_no_browser_shows_is_malformed(data: bytes) -> None:
    with pytest.raises(MalformedDrawingError):
        strip_svg(data)


def test_entities_that_grow_without_end_are_not_followed() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    data = f'<!DOCTYPE svg [<!ENTITY e0 "x">{entities}]><svg xmlns="http://www.w3.org/2000/svg"><g>&e11;</g></svg>'
    assert strip_svg(data.encode()) == data.encode()
    with pytest.raises(MalformedDrawingError):
        strip_svg(data.replace("<g>", '<g id="&e11;">').encode())
