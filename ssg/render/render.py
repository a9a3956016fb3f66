"""A planned page into bytes."""

import re
from collections.abc import Mapping

from markupsafe import Markup

from ssg.model.contexts import BodyRef, Context, Download
from ssg.model.diagnostic import Diagnostic, Outcome
from ssg.model.document import Content
from ssg.model.theme import Theme
from ssg.render.body import render_body
from ssg.render.faults import TEMPLATE_FAULTS, diagnose, find_faults
from ssg.render.templates import make_environment
from ssg.render.words import make_translate

# Forbidden in HTML and XML alike; a YAML escape such as "\x07" can bring them in.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_FORBIDDEN_BYTES = bytes((*range(9), 11, 12, *range(14, 32), 127))
_FORBIDDEN_SEQUENCES = (re.compile(rb"\xc2[\x80-\x9f]"), re.compile(rb"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])"))
"""The same in UTF-8, but for halves of surrogate pairs, which it has not: found four times as fast."""

_LOADED = re.compile(r"""(?:extends|include|import|from|fragment\()\s*["']([^"']+)["']""")
"""Names that look like those of templates, in the source of one."""


class Renderer:
    """Renders the pages of one site; templates are compiled once and kept.

    theme: the templates, strings and assets.   base_path: "" or ``/preview``.
    language: of the interface strings, for diagnostics.
    sound: templates of this theme that are known to be without faults.
    """

    def __init__(self, theme: Theme, base_path: str, language: str, sound: frozenset[str] = frozenset()) -> None:
        self._theme = theme
        self._base_path = base_path
        self._language = language
        self._environment = make_environment(theme, base_path)
        self._translate = make_translate(theme)
        self._faults_by_template: dict[str, tuple[Diagnostic, ...]] = dict.fromkeys(sound, ())

    def prepare(self, template: str) -> None:
        """Compile a template and what it seems to load, unless it may have faults, which rendering tells."""
        if self._faults_by_template.get(template) != ():
            return
        source_by_name = {each.name: each.source for each in self._theme.templates}
        seen = {template}
        waiting = [template]
        while waiting:
            name = waiting.pop()
            self._environment.get_template(name)
            new = (source_by_name.keys() & _LOADED.findall(source_by_name[name])) - seen
            seen |= new
            waiting.extend(new)

    def render(self, template: str, context: Context, contents: Mapping[str, Content]) -> Outcome[bytes | None]:
        """Return the bytes of a page; None, with the reasons, when the theme is at fault.

        template: its name.   contents: by digest, at least those that the context refers to.
        Equal pages give equal diagnostics whatever their URL, so that one faulty template can be told once.
        Raises KeyError for a content that is missing: a fault of the caller.
        """
        faults = self._faults_of(template)
        if faults:
            return Outcome(None, faults)
        words = self._file_words(template, context)
        if words.diagnostics:
            return Outcome(None, words.diagnostics)
        values = self._values(context, contents, words.value)
        try:
            text = self._environment.get_template(template).render(values)
        except TEMPLATE_FAULTS as fault:
            return Outcome(None, (diagnose(fault, self._theme, template, self._language),))
        return Outcome(_encoded(text))

    def _faults_of(self, template: str) -> tuple[Diagnostic, ...]:
        if template not in self._faults_by_template:
            self._faults_by_template[template] = find_faults(self._theme, template, self._language)
        return self._faults_by_template[template]

    def _file_words(self, template: str, context: Context) -> Outcome[dict[Download, Markup]]:
        """Return what stands behind links to the files that a page's bodies offer."""
        bodies = (value for name in context.__struct_fields__ if isinstance(value := getattr(context, name), BodyRef))
        downloads = {download for body in bodies for _, download in body.downloads}
        try:
            return Outcome({each: self._translate("file", type=each.file_type, size=each.size) for each in downloads})
        except TEMPLATE_FAULTS as fault:
            return Outcome({}, (diagnose(fault, self._theme, template, self._language),))

    def _values(
        self, context: Context, contents: Mapping[str, Content], words: Mapping[Download, Markup]
    ) -> dict[str, object]:
        """Return the context's fields by name, bodies put together."""
        values: dict[str, object] = {name: getattr(context, name) for name in context.__struct_fields__}
        for name, value in values.items():
            if isinstance(value, BodyRef):
                content = None if value.is_empty else contents[value.digest]
                values[name] = render_body(value, content, self._base_path, words)
        return values


def _encoded(text: str) -> bytes:
    """Return a page in UTF-8, without what is forbidden in it."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return _FORBIDDEN.sub("", text).encode()
    is_clean = len(data.translate(None, _FORBIDDEN_BYTES)) == len(data) and not any(
        sequence.search(data) for sequence in _FORBIDDEN_SEQUENCES
    )
    return data if is_clean else _FORBIDDEN.sub("", text).encode()
