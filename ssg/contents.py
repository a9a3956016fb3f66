"""The bulk of bodies as the cache keeps it, decoded one by one when a page or the index needs it."""

import json
from collections.abc import Iterator, Mapping

from ssg.engine.codec import CodecError
from ssg.model.document import Content, Section


def encode_content(content: Content) -> bytes:
    """Return a body's bulk as bytes."""
    sections = [[section.anchor, section.heading, section.text] for section in content.sections]
    text = json.dumps([content.html, sections], ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def decode_content(data: bytes) -> Content:
    """Return what ``encode_content`` gave as ``data``; raises CodecError for anything else."""
    try:
        html, sections = json.loads(str(data, "utf-8", "surrogatepass"))
        content = Content(html, tuple(Section(anchor, heading, text) for anchor, heading, text in sections))
    except (ValueError, TypeError) as fault:
        raise CodecError(str(fault)) from fault
    texts = (content.html, *(text for s in content.sections for text in (s.anchor, s.heading, s.text)))
    if not all(type(text) is str for text in texts):
        raise CodecError("expected text")
    return content


class Contents(Mapping[str, Content]):
    """Bodies' bulk by digest, decoded when asked for: most of it is asked for in other processes, once."""

    def __init__(self, data_by_digest: Mapping[str, bytes]) -> None:
        self._data_by_digest = data_by_digest

    def __getitem__(self, digest: str) -> Content:
        return decode_content(self._data_by_digest[digest])

    def __iter__(self) -> Iterator[str]:
        return iter(self._data_by_digest)

    def __len__(self) -> int:
        return len(self._data_by_digest)
