"""What is too much, too long or left open in a guide is told in words and at its place (content-model §5)."""

import pytest

SITE = """
    -- content/guides/a.md --
    ---
    title: 事项
    plain_title: 怎么办事
    eligibility: [有营业执照, 有场所]
    statutory_limit: 10 工作日
    promised_limit: 5 工作日
    steps: [{name: 递交, time: 1 工作日}, {name: 领证, time: 4 工作日}]
    channels: [{online: {url: "https://zwfw.example.cn/", continues_on: 政务服务网}}]
    faq: [{q: 可以代办吗？, a: 可以。}]
    effective_from: 2026-01-01
    effective_until: 2027-01-01
    date: 2026-11-01
    updated: 2026-11-02
    ---
    """

BREACHES = [
    ("怎么办事", "我要开一家小饭店到底需要去办哪些手续才可以", "long-plain-title", "我要", "20"),
    ("[有营业执照, 有场所]", "[" + ", ".join("甲乙丙丁戊己庚辛壬癸") + "]", "list-too-long", "[甲", "10"),
    ("有场所]", "有场所等]", "condition-left-open", "[有营", "有场所等"),
    ("promised_limit: 5 工作日", "promised_limit: 5 自然日", "limits-in-two-units", "5 自然日", "同一个单位"),
    ("time: 4 工作日", "time: 5 工作日", "steps-over-promise", "[{name", "6 工作日"),
    (", {name: 领证, time: 4 工作日}", "", "single-step", "[{name", "只有一步"),
    ("可以代办吗？", "可以代办", "question-without-mark", "[{q", "可以代办"),
    (", continues_on: 政务服务网", "", "online-without-name", "{online", "continues_on"),
    ("effective_until: 2027-01-01", "effective_until: 2025-01-01", "effective-backwards", "2025", "生效"),
    ("updated: 2026-11-02", "updated: 2026-10-02", "updated-too-early", "2026-10-02", "发布"),
    ("title: 事项", "title: 事项。", "title-ends-with-stop", "事项。", "句号"),
]


@pytest.mark.parametrize(("old", "new", "code", "at", "words"), BREACHES)
def test_a_breach_is_told_in_words_and_at_its_place(make_site, old, new, code, at, words):
    assert old in SITE
    site = make_site(SITE.replace(old, new, 1))
    (fault,) = [each for each in site.build().diagnostics if each["code"] == code]
    assert words in fault["message"] + "".join(fault.get("help", ()))
    line = (site.root / fault["path"]).read_text("utf-8").splitlines()[fault["line"] - 1]
    assert line[fault["column"] - 1 :].startswith(at)


def test_what_keeps_within_the_limits_is_not_mentioned(make_site):
    result = make_site(SITE).build()
    assert (result.exit_code, result.codes) == (0, ["pending-fields"])


@pytest.mark.parametrize("new", ["0 小时", "当场办结", "待补"])
def test_what_is_done_on_the_spot_or_not_known_needs_no_unit(make_site, new):
    result = make_site(SITE.replace("promised_limit: 5 工作日", f"promised_limit: {new}")).build()
    assert "limits-in-two-units" not in result.codes


def test_a_way_whose_site_is_not_known_yet_is_no_breach(make_site):
    result = make_site(SITE.replace("continues_on: 政务服务网", "continues_on: 待补")).build()
    assert "online-without-name" not in result.codes
