"""The order of names for readers: by pinyin (typography T-48), where code points would put 聊城 before 茌平.

Made while reading, because what was read is remembered: planning, which runs in every build, must not load the
dictionaries.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_LEADING = re.compile(r"^[\W_]+")


@lru_cache(maxsize=4096)
def sort_key(name: str) -> str:
    """Return ``dong chang fu 东昌府``: syllables without tones, then the name itself to part those that sound alike.

    Marks before the first letter, such as “ and 《, do not count.
    """
    plain = _LEADING.sub("", name) or name
    if not _HAN.search(plain):
        return plain.lower()
    # Loaded here because its dictionaries take a sixth of a second.
    from pypinyin import lazy_pinyin

    return f"{' '.join(lazy_pinyin(plain)).lower()} {name}"


def term_keys(terms: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return (term, key) for each term once."""
    return tuple((term, sort_key(term)) for term in dict.fromkeys(terms))
