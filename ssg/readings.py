"""One content file from disk to what is kept of it. Light, for a process that does nothing else imports it."""

from msgspec import Struct

from ssg.contents import encode_content
from ssg.edge.sources import read_source
from ssg.engine.codec import codec_of
from ssg.engine.digest import digest_bytes
from ssg.model.config import ReadSettings
from ssg.model.diagnostic import Diagnostic, Outcome, Span
from ssg.model.document import FOLDER_BY_KIND, Content, Document, Kind, Orphan, Reading
from ssg.model.source import SourceFile

CONTENT = "content/"
KIND_BY_FOLDER = {folder: kind for kind, folder in FOLDER_BY_KIND.items()}


class Entry(Struct, frozen=True):
    """One reading as the cache keeps it: the content's bulk lies apart, by digest."""

    document: Document | Orphan
    fingerprint: str
    """Digest of the document; positions are no part of it."""
    diagnostics: tuple[Diagnostic, ...]


class FileReading(Struct, frozen=True):
    """What reading one file gave, encoded as it will be kept: that is also the quickest way from a worker to here."""

    entry: bytes
    body_digest: str
    """Empty for a file without a document."""
    content: bytes
    is_as_scanned: bool
    """False for a file that was changed after it was scanned: its reading does not belong to that digest."""


class FileReader(Struct, frozen=True):
    """Reads content files of one site; equal ones read alike."""

    site_root: str
    settings: ReadSettings

    def __call__(self, file: SourceFile) -> FileReading:
        return read_one(self.site_root, self.settings, file)


def read_one(site_root: str, settings: ReadSettings, file: SourceFile) -> FileReading:
    """Read one content file from disk."""
    # Late: it brings Markdown and YAML, which a build that reads nothing does without.
    from ssg.read.document import read_document

    kind = kind_of(file.path)
    assert kind is not None, f"{file.path} is no content file"
    source = read_source(site_root, file.path)
    if source.value is None:
        return _reading(Outcome(Reading(Orphan(file.path, None), Content("", ())), source.diagnostics), False)
    is_as_scanned = digest_bytes(source.value) == file.digest
    return _reading(read_document(file.path, source.value, kind, settings), is_as_scanned)


def _reading(outcome: Outcome[Reading], is_as_scanned: bool) -> FileReading:
    document = outcome.value.document
    fingerprint = digest_bytes(codec_of(Entry, omitted=Span).encode(Entry(document, "", ())))
    return FileReading(
        entry=codec_of(Entry).encode(Entry(document, fingerprint, outcome.diagnostics)),
        body_digest=document.body.digest if isinstance(document, Document) else "",
        content=encode_content(outcome.value.content),
        is_as_scanned=is_as_scanned,
    )


def kind_of(path: str) -> Kind | None:
    """Return the kind of a content file by its folder; None for everything else."""
    if not path.startswith(CONTENT) or not path.endswith(".md"):
        return None
    return KIND_BY_FOLDER.get(path[len(CONTENT) : path.find("/", len(CONTENT))])
