import pickle
import re

from ssg.model.patterns import late_pattern


def test_it_finds_what_a_pattern_finds_and_is_compiled_once() -> None:
    late = late_pattern("[一-鿿]+", re.IGNORECASE)
    assert [found[0] for found in late.finditer("a 艺术 b 节")] == ["艺术", "节"]
    assert late.sub("", "a艺术") == "a"
    assert late.flags & re.IGNORECASE
    assert late.search is late.search


def test_it_can_be_sent_to_another_process() -> None:
    late = late_pattern("a+")
    assert late.fullmatch("aa")
    assert pickle.loads(pickle.dumps(late)).fullmatch("aaa")
