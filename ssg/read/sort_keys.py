"""The order of names for readers: by pinyin (typography T-48), where code points would put 聊城 before 茌平.

The dictionaries take a sixth of a second to load, so a key is made once and remembered: with the document whose
title it is of, or with the site's tags, topics and areas.
"""

import re
from functools import lru_cache

from ssg.model.patterns import late_pattern

_HAN = late_pattern("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
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
