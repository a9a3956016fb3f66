"""The first glance: the same question as before, asked of a site that is as it was, is answered before anything
else is imported.

Nearly all of the time of a build without change was importing: what reads options, messages and values takes
four times as long as looking at 1,000 articles. What this module imports is therefore kept to what takes no time.
Whatever is not plain here is left to ``cli.py``, which gets what has been seen so far.
"""

from __future__ import annotations

from ssg.edge.answer import SECONDS, Answer, cache_stamp, read_answer
from ssg.edge.environment import current_folder, environment, wants_colour, without_links
from ssg.edge.package import quick_stamp
from ssg.edge.present import clock_ns, clock_s, monotonic_s
from ssg.edge.stamps import look_at_outputs
from ssg.scout import look_at_watched, send_scout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ssg.edge.stamps import Look, OutputLook
    from ssg.engine.fork import Forked

ASKED: Mapping[str, object] = {
    "site_root": "",
    "output_dir": "",
    "base_url": None,
    "noindex": False,
    "drafts": False,
    "future": False,
    "expired": False,
    "strict": False,
    "search": True,
    "external": False,
    "published": None,
}
"""What a build without options is asked, but for the time, for how it is done, and for what may be left for later."""
FLAGS: Mapping[str, tuple[str, object]] = {
    "--noindex": ("noindex", True),
    "--drafts": ("drafts", True),
    "--future": ("future", True),
    "--expired": ("expired", True),
    "--strict": ("strict", True),
    "--no-search": ("search", False),
}
QUIET = frozenset(("-q", "--quiet"))


class Glance:
    """What was seen of a site. Not changed once it is made."""

    __slots__ = ("code", "forked", "outputs", "seconds", "seen_ns", "sources")

    def __init__(
        self,
        code: str,
        sources: Look,
        outputs: OutputLook,
        seen_ns: int,
        seconds: float,
        forked: Forked | None = None,
    ) -> None:
        self.code = code
        """``quick_stamp`` of the program."""
        self.sources = sources
        self.outputs = outputs
        self.seen_ns = seen_ns
        """When it was looked at, in nanoseconds since 1970."""
        self.seconds = seconds
        """How long that took."""
        self.forked = forked
        """The process that saw the sources and goes on, if there is one."""


class Told:
    """What there is to say. Not changed once it is made."""

    __slots__ = ("err", "out")

    def __init__(self, out: str, err: str) -> None:
        self.out = out
        self.err = err


def glance_at_site(words: Sequence[str], go_on: Callable[[int, int], None]) -> Told | Glance | None:
    """Return what there is to say to a command line; what was seen, where that is not all; None for no look at all.

    words: the command and its options.   go_on: see ``send_scout``.
    """
    began_s = monotonic_s()
    asked = _asked(words)
    answer = read_answer(str(asked["site_root"])) if asked is not None else None
    if asked is None or answer is None or answer.question != question_of(asked):
        return None
    site_root, seen_ns = str(asked["site_root"]), clock_ns()
    scout = send_scout(site_root, answer.sources, go_on)
    if not _may_hold(answer, site_root):
        scout.recall()
        return None
    outputs = look_at_outputs(str(asked["output_dir"]), answer.paths)
    sources = scout.report()
    seconds = monotonic_s() - began_s
    if sources is None and outputs.digest == answer.outputs:
        return Told("" if QUIET & set(words) else answer.out.replace(SECONDS, f"{seconds:.2f}"), answer.err)
    if sources is None:
        sources = look_at_watched(site_root)
    return Glance(answer.code, sources, outputs, seen_ns, seconds, scout.forked)


def question_of(asked: Mapping[str, object]) -> str:
    """Return all that is asked as one text.   asked: at least what ``ASKED`` has."""
    return "\n".join(f"{name}={asked[name]}" for name in ASKED)


def _asked(words: Sequence[str]) -> dict[str, object] | None:
    """Return what a command line asks of the site in this folder; None for what is not plain.

    Continuous integration is not plain: a fresh checkout gives every file a new time there, and a restored cache is
    not to be believed (contract: all files are digested).
    """
    if not is_plain(words) or {"CI", "SOURCE_DATE_EPOCH"} & environment().keys():
        return None
    try:
        here = current_folder()
    except OSError:
        return None
    places = {"site_root": here, "output_dir": without_links(f"{here}/public")}
    return {**ASKED, **places, **dict(FLAGS[flag] for flag in set(words[1:]) - QUIET)}


def is_plain(words: Sequence[str]) -> bool:
    """Return whether a command line asks for a build with nothing but flags, as most do."""
    return words[:1] == ["build"] and set(words[1:]) <= FLAGS.keys() | QUIET


def _may_hold(answer: Answer, site_root: str) -> bool:
    """Return whether nothing but a change of files can have made an answer to this question wrong."""
    cache = cache_stamp(site_root)
    if answer.code != quick_stamp() or not cache or answer.cache != cache or (answer.err and wants_colour()):
        return False
    now = clock_s()
    return float(answer.since) <= now and (not answer.until or now < float(answer.until))
