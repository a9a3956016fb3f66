"""The first glance: the same question as before, asked of a site that is as it was, is answered before anything
else is imported.

Nearly all of the time of a build without change was importing: what reads options, messages and values takes
four times as long as looking at 1,000 articles. What this module imports is therefore kept to what takes no time.
Whatever is not plain here is left to ``cli.py``, which gets what has been seen so far.
"""

from __future__ import annotations

from ssg.edge.answer import SECONDS, Answer, cache_stamp, read_answer
from ssg.edge.environment import current_folder, environment, wants_colour, without_links
from ssg.edge.package import quick_stamp, theme_dir
from ssg.edge.present import clock_ns, clock_s, monotonic_s
from ssg.edge.stamps import begin_look_at_outputs, look_at_sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ssg.edge.stamps import Look, OutputLook

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

    __slots__ = ("code", "outputs", "seconds", "seen_ns", "sources")

    def __init__(self, code: str, sources: Look, outputs: OutputLook, seen_ns: int, seconds: float) -> None:
        self.code = code
        """``quick_stamp`` of the program."""
        self.sources = sources
        self.outputs = outputs
        self.seen_ns = seen_ns
        """When it was looked at, in nanoseconds since 1970."""
        self.seconds = seconds
        """How long that took."""


class Told:
    """What there is to say. Not changed once it is made."""

    __slots__ = ("err", "out")

    def __init__(self, out: str, err: str) -> None:
        self.out = out
        self.err = err


def glance_at_site(words: Sequence[str], begin: Callable[[], None]) -> Told | Glance | None:
    """Return what there is to say to a command line; what was seen, where that is not all; None for no look at all.

    words: the command and its options.   begin: called once sources are seen to have changed, before all is seen.
    """
    began_s = monotonic_s()
    asked = _asked(words)
    answer = read_answer(str(asked["site_root"])) if asked is not None else None
    if asked is None or answer is None or not _may_hold(answer, asked):
        return None
    has_begun = False

    def heed(sources: Look) -> None:
        nonlocal has_begun
        if sources.digest != answer.sources:
            has_begun = True
            begin()

    glance = look_at_site(str(asked["site_root"]), str(asked["output_dir"]), answer.paths, answer.code, began_s, heed)
    if has_begun or glance.outputs.digest != answer.outputs:
        return glance
    return Told("" if QUIET & set(words) else answer.out.replace(SECONDS, f"{glance.seconds:.2f}"), answer.err)


def look_at_site(
    site_root: str,
    output_dir: str,
    paths: Sequence[str],
    code: str,
    began_s: float,
    heed: Callable[[Look], None] | None = None,
) -> Glance:
    """Look at the sources of a site and at its outputs, at both at once.

    paths: of the outputs.   code: ``quick_stamp`` of the program.
    began_s: ``monotonic_s`` of when it was begun to find out how things are.
    heed: told of the sources once they are seen.
    """
    outputs = begin_look_at_outputs(output_dir, paths)
    seen_ns = clock_ns()
    sources = look_at_sources(site_root, watched_roots())
    if heed is not None:
        heed(sources)
    return Glance(code, sources, outputs(), seen_ns, monotonic_s() - began_s)


def watched_roots() -> tuple[str, ...]:
    """Return the files and folders of a site that a build reads, and the packaged theme's."""
    return ("site.yaml", "content", "static", "themes", theme_dir())


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


def _may_hold(answer: Answer, asked: Mapping[str, object]) -> bool:
    """Return whether nothing but a change of files can have made an answer wrong."""
    if (answer.question, answer.code) != (question_of(asked), quick_stamp()):
        return False
    cache = cache_stamp(str(asked["site_root"]))
    if not cache or answer.cache != cache or (answer.err and wants_colour()):
        return False
    now = clock_s()
    return float(answer.since) <= now and (not answer.until or now < float(answer.until))
