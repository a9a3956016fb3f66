"""Words written twice by mistake.

Chinese doubles words on purpose (谢谢, 看看, 研究研究, 一步一步), and two words may meet that end and begin alike
(目的的, 为了了解). So only a few function words are looked at, and runs of four characters and more.
"""

import re
from collections.abc import Iterator

from ssg.check.prose import HAN, Prose, found
from ssg.model.finding import Finding

CHECK = "doubled"

_SINGLE = (
    r"(?<![目标])的的(?![士确])"
    r"|(?<![为小时不甚草草心中])了了(?![解结断却然])"
    r"|是是(?![非否])"
    r"|被被(?![告子褥害动执单面套])"
)
_WORDS = (
    "我们|你们|他们|以及|可以|进行|已经|因为|所以|但是|如果|或者|并且|应当|应该|需要|不得|关于|对于|通过|根据"
    "|按照|由于|其中|这个|那个|同时|为了|没有|不能|必须"
)
_TWICE = re.compile(
    rf"{_SINGLE}|(?P<word>{_WORDS})(?P=word)|(?P<run>[{HAN}]{{4,12}}?)(?P=run)|\b(?P<latin>[a-z]{{2,20}}) (?P=latin)\b"
)
_FEWEST_CHARACTERS = 3
"""Different ones in a run: fewer are a cry, 哈哈哈哈哈哈哈哈."""


def check_doubled(prose: Prose) -> Iterator[Finding]:
    """Yield words that stand twice in a row; the edit leaves one, and is for a person to judge."""
    for match in _TWICE.finditer(prose.shown):
        if match["run"] and len(set(match["run"])) < _FEWEST_CHARACTERS:
            continue
        start, end = match.span()
        once = match["word"] or match["run"] or match["latin"] or match[0][0]
        yield found(prose, CHECK, "doubled-word", start, end, (prose.edit(start, end, once),))
