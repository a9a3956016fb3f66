"""Paragraphs that break off in mid-sentence are found: scars of column breaks (facts §0.1)."""

import pytest

from ssg.check.sentences import check_sentences


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("在网上选择套餐、\n\n帮办人员协助。", "1:3+6"),
        ("开发区加入了联盟，是首批成员之一。还参加了全国跨省通办联\n\n盟的会议。", "1:23+6"),
        ("活动有合唱、书画、绘画和阳光体育，参加的学生很多，开展了一系列丰富多彩的活动\n\n项目包括展览。", "1:33+6"),
        ("他说：（\n\n甲。", "1:1+4"),
        ("第一句。\n第二行断在这里的一个词", "2:6+6"),
    ],
)
def test_a_paragraph_that_breaks_off_is_found_at_its_end(findings, body, place):
    assert findings(check_sentences, body) == [("broken-off-paragraph", place, "")]


@pytest.mark.parametrize(
    "body",
    [
        "说完了。\n\n真的吗？\n\n他说“好”\n\n（记者 赵立翠）\n\n包括：\n\n等等……",
        "## 标题，没有句号\n\n短句没有句号\n\n各位家长：",
        "- 甲，乙\n- 丙、\n\n1. 甲。乙\n",
        "| 甲，乙 | 丙。丁 |\n|---|---|\n| 甲 | 乙 |",
        "> 引文。没有句号",
        "::: verse\n床前明月光，\n疑是地上霜。举头\n:::",
        "联系人：张三，地址：某某街道某某路某某号某某大楼某某层某某房间旁边的大厅",
        "![图，说明](a.jpg)\n\n[链接](a.md)",
        "大家都到了。![大厅一楼](a.jpg)\n\n[链接](a.md)",
        "    缩进的代码，",
        "东昌路小学 许海英\n\n2026年11月23日",
    ],
)
def test_what_is_right_is_left_alone(findings, body):
    assert findings(check_sentences, body) == []
