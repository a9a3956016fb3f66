"""Half-width marks in Chinese sentences are found at their place, everything that is right is left alone (T-41)."""

import pytest

from ssg.check.punctuation import check_punctuation


@pytest.mark.parametrize(
    ("body", "code", "place", "instead"),
    [
        ("你好,世界。", "half-width-punctuation", "1:3+1", "，"),
        ("一\n\n你好, 世界。", "half-width-punctuation", "3:3+2", "，"),
        ("你好，世界.", "half-width-punctuation", "1:6+1", "。"),
        ("你好，世界.\n下一句。", "half-width-punctuation", "1:6+1", "。"),
        ("第一句.第二句。", "half-width-punctuation", "1:4+1", "。?"),
        ("时间:周一。", "half-width-punctuation", "1:3+1", "："),
        ("真的吗?", "half-width-punctuation", "1:4+1", "？"),
        ("真的吗?!", "half-width-punctuation", "1:4+2", "？！"),
        ("叫“一件事”;另一个", "half-width-punctuation", "1:7+1", "；"),
        ("**重点**,其余", "half-width-punctuation", "1:7+1", "，"),
        ("见[指南](../a.md),再去", "half-width-punctuation", "1:15+1", "，"),
        ("用`ssg`命令,再看", "half-width-punctuation", "1:9+1", "，"),
        ("对接API,再看", "half-width-punctuation", "1:6+1", "，?"),
        ("- 甲项;\n", "half-width-punctuation", "1:5+1", "；"),
        ("第(一)项", "half-width-brackets", "1:2+3", "（一）"),
        ("约１５分钟", "full-width-letters", "1:2+2", "15"),
        ("用ＡＰＩ接口", "full-width-letters", "1:2+3", "API"),
        ("好的，，行", "doubled-punctuation", "1:3+2", "，"),
        ("结束。。", "doubled-punctuation", "1:3+2", "。"),
        ("---\ntitle: 你好,世界\n---\n", "half-width-punctuation", "2:10+1", "，"),
        ("---\ntags: ['甲,乙']\n---\n", "half-width-punctuation", "2:10+1", "，"),
    ],
)
def test_a_fault_is_found_at_its_place(findings, body, code, place, instead):
    assert findings(check_punctuation, body) == [(code, place, instead)]


@pytest.mark.parametrize(
    "body",
    [
        "共1,000人，每人3,5个，9:00到10:30，版本v1.2，比例3:2。",
        "见 http://example.test/a,b;c?d=1 和 a.b@example.test。",
        "材料见 说明.pdf 和[表格](表,格.pdf)。",
        "`代码,代码`\n\n```\n代码,代码\n```\n",
        '<span title="甲,乙">文字</span><!-- 备注,备注 -->',
        "::: verse\n床前明月光，\n:::\n",
        '!!! note "提示:小心"\n    内容。',
        "{拼音|pīn yīn}，共{{fact: region.items}}。",
        "Hello, world. (see) OK: yes; no?",
        "等等……好！！真的？！",
        "一.总则",
        "名词\n: 解释。",
        "行末有两个空格  \n换行。",
        "[^1]: 注释。\n[a]: http://example.test/,b\n",
        "---\ntags: [甲,乙]\nbylines: {role: 记者, name: 张三}\nhidden_terms: [甲:乙]\n---\n",
        "｜竖线，＋号，％号。",
    ],
)
def test_what_is_right_is_left_alone(findings, body):
    assert findings(check_punctuation, body) == []


def test_a_long_run_of_marks_takes_no_longer_than_its_length(findings):
    assert len(findings(check_punctuation, "好," * 20_000 + "好")) == 20_000
    assert findings(check_punctuation, "<!--" * 20_000 + "(" * 20_000 + "[" * 20_000) == []


def test_a_long_finding_is_quoted_without_its_middle(findings):
    (found,) = findings(check_punctuation, f"第({'一' * 60})项")
    assert found == ("half-width-brackets", "1:2+62", f"（{'一' * 19}…{'一' * 19}）")
    ((_, place, instead),) = findings(check_punctuation, "０" * 90)
    assert (place, instead) == ("1:1+90", "0" * 40 + "…")
