"""What is noted down while one document is parsed: references and remarks whose places are not known yet.

Python-Markdown hands its processors text without positions. They note what they saw together with a needle,
the text as it was written; ``locate.py`` finds the needles in the source afterwards.
"""

from enum import Enum, auto

from msgspec import Struct

from ssg.model.diagnostic import Severity
from ssg.model.document import MARK_CLOSE, MARK_OPEN, ReferenceKind


class NeedleKind(Enum):
    TARGET = auto()
    """Address of a link or a picture."""
    FACT = auto()
    """Id inside ``{{fact: …}}``."""
    TEXT = auto()
    """Anything else, found as it is."""
    REFERENCE = auto()
    """Number of a noted reference: the remark is about that one and stands where it stands."""


class Needle(Struct, frozen=True):
    kind: NeedleKind
    text: str


class NotedReference(Struct, frozen=True):
    kind: ReferenceKind
    target: str
    needle: Needle


class Remark(Struct, frozen=True):
    """A diagnostic without its place."""

    severity: Severity
    code: str
    needle: Needle
    args: tuple[tuple[str, str], ...]


class Notebook(Struct):
    """Belongs to one parser; emptied before each document.

    Mutable, because Python-Markdown's processors return nothing but tree elements.
    """

    references: list[NotedReference] = []
    remarks: list[Remark] = []

    def clear(self) -> None:
        """Forget the last document."""
        self.references.clear()
        self.remarks.clear()

    def refer(self, kind: ReferenceKind, target: str, needle: Needle) -> str:
        """Note a reference and return its provisional marker; ``adapter`` numbers markers in reading order."""
        self.references.append(NotedReference(kind, target, needle))
        return f"{MARK_OPEN}{len(self.references) - 1}{MARK_CLOSE}"

    def last_reference(self) -> Needle:
        """Return a needle that stands for the reference noted last."""
        return Needle(NeedleKind.REFERENCE, str(len(self.references) - 1))

    def warn(self, code: str, needle: Needle, **args: object) -> None:
        """Note a warning."""
        self._note(Severity.WARNING, code, needle, args)

    def fail(self, code: str, needle: Needle, **args: object) -> None:
        """Note an error."""
        self._note(Severity.ERROR, code, needle, args)

    def _note(self, severity: Severity, code: str, needle: Needle, args: dict[str, object]) -> None:
        values = tuple((name, str(value)) for name, value in args.items())
        self.remarks.append(Remark(severity, code, needle, values))


def text_needle(text: str) -> Needle:
    """Return a needle that is found as it is written; of several lines, the first."""
    return Needle(NeedleKind.TEXT, text.strip().partition("\n")[0])


def target_needle(address: str) -> Needle:
    """Return a needle for the address of a link or a picture."""
    return Needle(NeedleKind.TARGET, address)
