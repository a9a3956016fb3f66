"""Words written twice by mistake are found; Chinese that doubles words on purpose is left alone."""

import pytest

from ssg.check.doubled import check_doubled


@pytest.mark.parametrize(
    ("body", "place", "instead"),
    [
        ("我的的书", "1:2+2", "的?"),
        ("办好了了手续", "1:3+2", "了?"),
        ("我们我们都来", "1:1+4", "我们?"),
        ("行政审批行政审批服务部", "1:1+8", "行政审批?"),
        ("see the the page", "1:5+7", "the?"),
    ],
)
def test_a_fault_is_found_at_its_place(findings, body, place, instead):
    assert findings(check_doubled, body) == [("doubled-word", place, instead)]


@pytest.mark.parametrize(
    "body",
    [
        "谢谢，看看，研究研究，一步一步，天天向上，的的确确，目的的实现，标的的价格。",
        "为了了解，办完了了结手续，不甚了了，是是非非，被被告拒绝。",
        "哈哈哈哈哈哈哈哈。",
        "战争和和平，存在在先，以及及时，就就业而言，成都都市圈。",
    ],
)
def test_what_is_right_is_left_alone(findings, body):
    assert findings(check_doubled, body) == []
