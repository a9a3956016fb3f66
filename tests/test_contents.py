"""The bulk of a body comes back from the cache as it was; anything else is one error."""

import pytest

from ssg.contents import Contents, decode_content, encode_content
from ssg.engine.codec import CodecError
from ssg.model.document import Content, Section

CONTENT = Content("<p>雨 \ue0000\ue001</p>", (Section("带什么", "带什么", "伞"), Section("", "", "正文")))


def test_it_comes_back_as_it_was() -> None:
    assert decode_content(encode_content(CONTENT)) == CONTENT


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'["a"]', b'["a",[["b","c"]]]', b"[1,[]]", b'["a",[["b","c",5]]]', b"\xff"]
)
def test_other_bytes_are_one_error(data: bytes) -> None:
    with pytest.raises(CodecError):
        decode_content(data)


def test_bodies_are_decoded_by_digest() -> None:
    contents = Contents({"d1": encode_content(CONTENT)})
    assert (contents["d1"], list(contents), "d2" in contents) == (CONTENT, ["d1"], False)
