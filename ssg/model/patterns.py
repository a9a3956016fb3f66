"""Regular expressions that are compiled when they are first used.

One that names the Chinese characters takes 2 ms to compile, because Python looks at each character of a range; a
command that reads one file uses few of them.
"""

import re
from typing import Any, cast


def late_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` does, which compiles when the first method or attribute is asked for."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._arguments = (pattern, flags)

    def __reduce__(self) -> tuple[Any, ...]:
        return _Late, self._arguments

    def __getattr__(self, name: str) -> Any:
        if name == "_arguments":
            raise AttributeError(name)
        # Asked for what is not there yet; afterwards it is.
        found = getattr(re.compile(*self._arguments), name)
        setattr(self, name, found)
        return found
