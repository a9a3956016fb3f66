"""Interface words that planning needs: headings of lists, labels of crumbs."""

from msgspec import Struct

from ssg.model.theme import Theme


class Words(Struct, frozen=True):
    text_by_key: dict[str, str]

    def get(self, key: str, **args: object) -> str:
        """Return the theme's text for ``key`` with its ``{placeholders}`` filled.

        Raises KeyError for a key that no theme file has: our fault, the default theme has them all.
        """
        text = self.text_by_key[key]
        return text.format(**args) if args else text


def words_of(theme: Theme) -> Words:
    return Words(dict(theme.strings))
