"""Whether the pictures and downloads that are published can be opened by those who are offered them."""

from collections.abc import Iterable, Iterator
from posixpath import basename

from ssg.model.diagnostic import Diagnostic, Span, error, warning
from ssg.model.file_types import POINTER, TYPES_BY_ENDING, ending_of
from ssg.model.page import FileCopy
from ssg.model.picture import ENDING_BY_TYPE, HEIC, SHOWABLE, SVG, TIFF, FileFacts, fault_of
from ssg.plan.pictures import Pictures

NAME_BY_TYPE = {HEIC: "HEIC", TIFF: "TIFF"}
"""Pictures from which we cannot remove what they tell of their place and time."""
MB = 1_000_000


def check_files(
    published: Iterable[FileCopy], shown: frozenset[str], pictures: Pictures, downloads_max_mb: int
) -> Iterator[Diagnostic]:
    """Yield what is wrong with each file that gets out: as itself, or as a picture on a page."""
    for path in sorted(shown):
        facts = pictures.facts(path)
        if facts is not None:
            yield from _check_contents(path, facts)
    for copy in published:
        facts = pictures.facts_by_digest.get(copy.digest)
        file = pictures.file_by_path.get(copy.source)
        if file is not None and file.path.startswith("content/") and file.size_bytes == 0:
            yield error("file-empty", Span(copy.source), name=basename(copy.source))
        elif facts is not None:
            yield from _check_contents(copy.source, facts)
        if file is not None and file.path.startswith("content/") and file.size_bytes > downloads_max_mb * MB:
            size, name = f"{file.size_bytes / MB:.1f}", basename(copy.source)
            yield warning("file-too-heavy", Span(copy.source), name=name, mb=size, most=downloads_max_mb)


def _check_contents(path: str, facts: FileFacts) -> Iterator[Diagnostic]:
    """Yield what is wrong with what a file holds; of ``static/``, the site's own, only pictures are looked at."""
    where, name, ending = Span(path), basename(path), ending_of(path)
    expected = TYPES_BY_ENDING.get(ending, (facts.media_type,))
    if facts.fault:
        yield fault_of(facts.fault, facts.fault_args, path)
    elif facts.media_type in NAME_BY_TYPE:
        yield error("picture-not-cleanable", where, name=name, format=NAME_BY_TYPE[facts.media_type])
    elif facts.media_type == POINTER:
        yield error("file-is-pointer", where, name=name)
    elif facts.media_type in SHOWABLE and facts.media_type not in expected:
        fixed = ENDING_BY_TYPE[facts.media_type]
        yield warning("picture-mislabelled", where, name=name, format=fixed.upper(), ending=ending, fixed=fixed)
    elif facts.media_type == SVG and facts.picture is not None and not facts.picture.width:
        yield warning("svg-without-size", where, name=name)
    elif facts.media_type not in expected and path.startswith("content/"):
        # What a file is has been guessed from its first bytes, so this alone does not hold the site back.
        yield warning("file-mislabelled", where, name=name, ending=ending)
