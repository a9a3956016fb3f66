"""Pinyin over characters (typography T-38): ``{重庆|chóng qìng}``, by word ``{小朋友||xiǎo péngyǒu}``."""

import re
import unicodedata
import xml.etree.ElementTree as etree

from markdown import util
from markdown.inlinepatterns import InlineProcessor

from ssg.read.markdown.notebook import Notebook, text_needle
from ssg.read.markdown.paragraphs import A_HAN
from ssg.read.markdown.pinyin import is_syllable, is_word_reading

RUBY = r"(?<!\\)\{([^{}|\\\n]{1,60})((?:\\?\|){1,2})([^{}|\\\n]{1,240})\}"
"""Inside a table each bar is written with a backslash before it."""
LANGUAGE = "zh-Latn-pinyin"


class Ruby(InlineProcessor):
    """Makes ``ruby`` elements. A reading that does not fit is an error, and the text stays as it was typed."""

    def __init__(self, notebook: Notebook) -> None:
        super().__init__(RUBY)
        self.notebook = notebook

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """Return the element; nothing where there is no Han character to annotate."""
        base, reading = m[1].strip(), unicodedata.normalize("NFC", m[3].strip())
        if not A_HAN.search(base):
            return None, None, None
        is_by_word = m[2].count("|") == 2
        if not self._is_sound(m[0], base, reading, is_by_word):
            return None, None, None
        return (_by_word(base, reading) if is_by_word else _by_character(base, reading)), m.start(), m.end()

    def _is_sound(self, written: str, base: str, reading: str, is_by_word: bool) -> bool:
        count, syllables = len(A_HAN.findall(base)), reading.split()
        if is_by_word:
            if not is_word_reading(reading, count):
                self._fail("ruby-syllable", written, base=base, syllable=reading)
                return False
            return True
        if len(syllables) != count:
            self._fail("ruby-count", written, base=base, characters=count, syllables=len(syllables))
            return False
        for syllable in syllables:
            if not is_syllable(syllable):
                self._fail("ruby-syllable", written, base=base, syllable=syllable)
                return False
        return True

    def _fail(self, code: str, written: str, **args: object) -> None:
        self.notebook.fail(code, text_needle(written), **args)


def _by_character(base: str, reading: str) -> etree.Element:
    """Return ruby with a reading behind each Han character; other characters stay bare."""
    ruby = etree.Element("ruby")
    ruby.text = util.AtomicString("")
    syllables = iter(reading.split())
    last: etree.Element | None = None
    for character in base:
        if last is None:
            ruby.text = util.AtomicString(ruby.text + character)
        else:
            last.tail = (last.tail or "") + character
        if A_HAN.match(character):
            last = _append_reading(ruby, next(syllables))
    return ruby


def _by_word(base: str, reading: str) -> etree.Element:
    ruby = etree.Element("ruby")
    ruby.text = util.AtomicString(base)
    _append_reading(ruby, reading)
    return ruby


def _append_reading(ruby: etree.Element, reading: str) -> etree.Element:
    """Append the reading with the brackets that show where ruby is unknown; return the last element."""
    etree.SubElement(ruby, "rp").text = util.AtomicString("(")
    rt = etree.SubElement(ruby, "rt", {"lang": LANGUAGE})
    rt.text = util.AtomicString(reading)
    closing = etree.SubElement(ruby, "rp")
    closing.text = util.AtomicString(")")
    return closing
