"""Interface strings: every visible word of a template comes from the theme's ``i18n/<language>.yaml``."""

from collections.abc import Callable

from markupsafe import Markup, escape

from ssg.model.theme import Theme

Translate = Callable[..., Markup]
"""``t(key, **placeholders)``, as templates know it."""


class MissingString(LookupError):
    """A template asked for a key that the theme's strings do not hold."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def make_translate(theme: Theme) -> Translate:
    """Return ``t(key, **placeholders)``.

    The result is markup: the string and plain placeholders are escaped, placeholders that are markup
    (a ``time`` element) stay as they are.
    Raises MissingString for an unknown key, KeyError for a placeholder that was not given.
    """
    text_by_key = {key: escape(text) for key, text in theme.strings}

    def translate(key: str, /, **placeholders: object) -> Markup:
        if key not in text_by_key:
            raise MissingString(key)
        text = text_by_key[key]
        if not placeholders:
            return text
        # Markup.format would escape each value too, in Python and at ten times the cost.
        return Markup(str(text).format_map({name: escape(value) for name, value in placeholders.items()}))

    return translate
