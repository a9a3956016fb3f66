"""``::: verse`` (typography T-55): lines stay lines, a blank line begins a new stanza."""

import re
import xml.etree.ElementTree as etree

STANZA_BREAK = re.compile(r"\n(?:[ \t\u3000]*\n)+")


def build_verse(parent: etree.Element, text: str) -> None:
    """Append ``<div class="verse">`` with one ``p`` a stanza; inline markup is read later."""
    box = etree.SubElement(parent, "div", {"class": "verse"})
    for stanza in STANZA_BREAK.split(text.strip("\n")):
        lines = [line.strip() for line in stanza.split("\n") if line.strip()]
        if lines:
            etree.SubElement(box, "p").text = "  \n".join(lines)
