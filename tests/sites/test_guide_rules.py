"""The rules across fields and files (content-model §5.6): each breach is told in words and at its place."""

import pytest

SITE = """
    -- content/registers/orgs.yaml --
    spb: {name: 审批服务部, phone: 0635-1234567}
    -- content/places/hall.md --
    ---
    title: 政务大厅
    hours: 周一至周五 09:00-17:00
    org: spb
    phone: 0635-7654321
    ---
    -- content/guides/old.md --
    ---
    title: 停用的事项
    status: 停用
    withdrawn: {reason: 并入, date: 2026-11-01}
    ---
    -- content/guides/draft.md --
    ---
    title: 草案事项
    status: 草案
    ---
    -- content/bundles/event.md --
    ---
    title: 一件事
    items: [guide/a, 待补]
    ---
    -- content/news/photo.jpg --
    x
    -- content/news/n.md --
    ---
    title: 消息
    date: 2026-11-01
    photos: [{src: photo.jpg, alt: 孩子们, credit: 赵立翠, caption: 孩子们在朗诵}]
    ---
    -- content/guides/a.md --
    ---
    title: 事项
    plain_title: 怎么办事
    case_type: 承诺件
    statutory_limit: 10 个工作日
    promised_limit: 5 个工作日
    visits: 1
    materials: [{id: form, name: 申请表}]
    variants: [{id: v, title: 窗口, materials: [form]}]
    channels: [{counter: {place: place/hall, hours: 周六上午}}, {phone: 0635-1112222}]
    fee: [{name: 工本费, amount: 5, basis: 目录}]
    places: [place/hall]
    contacts: {ask: {org: spb}, complain: 12345}
    review_by: 2026-12-01
    ---
    """

RULES = [
    ("promised_limit: 5", "promised_limit: 15", "promised-over-statutory", "15 个", "15 工作日"),
    ("case_type: 承诺件", "case_type: 即办件", "instant-case-with-limit", "5 个", "即办件"),
    ("{phone: 0635-1112222}", "{online: {depth: 全程网办}}", "online-with-visits", "1", "却是 1"),
    ("{phone: 0635-1112222}", "{online: {depth: 全程网办}}", "online-without-url", "[{counter", "网址"),
    ("place: place/hall, hours: 周六上午}}", "hours: x}}", "visits-without-place", "无", "1 次"),
    (", basis: 目录}", "}", "fee-without-basis", "{name: 工本费", "工本费"),
    ("materials: [form]}]", "materials: [from]}]", "unknown-material", "[{id: v", "from"),
    ("items: [guide/a, 待补]", "items: [guide/a, guide/b]", "unknown-reference", "guide/b", "guide/b"),
    ("title: 消息\n", "title: 消息\n    related: [guide/old]\n", "link-to-withdrawn", "guide/old", "已经撤回或停用"),
    ("title: 消息\n", "title: 消息\n    related: [guide/draft]\n", "link-to-unpublished", "guide/draft", "没有发布"),
    ("items: [guide/a, 待补]", "items: [guide/a, guide/draft]", "bundle-gap", "guide/draft", "显示为待补"),
    ("items: [guide/a, 待补]", "items: [guide/a, guide/old]", "bundle-gap", "guide/old", "显示为待补"),
    ("{phone: 0635-1112222}", "{phone: 13912345678}", "mobile-number", "13912345678", "手机"),
    ("{phone: 0635-1112222}", "{phone: 0635-1234567}", "phone-typed-twice", "{phone", "org: spb"),
    ("ask: {org: spb}", "ask: （0635）1234567", "phone-typed-twice", "（0635", "登记表"),
    ("phone: 0635-7654321", "phone: 0635 1234567", "phone-typed-twice", "0635 1234567", "登记表"),
    ("hours: 周六上午", "hours: 周一至周五 09:00-17:00", "hours-typed-twice", "{counter", "政务大厅"),
    ("plain_title: 怎么办事", "plain_title: 事项", "plain-title-is-official", "事项", "一样"),
    ("plain_title: 怎么办事", "plain_title: 人员的资格的确认", "plain-title-not-plain", "人员", "2 个“的”"),
    ("review_by: 2026-12-01", "review_by: 2026-11-13", "review-overdue", "2026-11-13", "期限 2026-11-13"),
    ("credit: 赵立翠,", "credit: 赵立翠, faces: 儿童,", "photo-without-consent", "儿童", "同意"),
    ("caption: 孩子们在朗诵", "caption: 三年级二班张小明在朗诵", "pupil-named", "三年级", "姓名"),
    ("caption: 孩子们在朗诵", "caption: 五年级学生 李华、王小红", "pupil-named", "五年级", "姓名"),
]


@pytest.mark.parametrize(("old", "new", "code", "at", "words"), RULES)
def test_a_breach_is_told_in_words_and_at_its_place(make_site, old, new, code, at, words):
    assert old in SITE
    text = SITE.replace(old, new)
    if code == "visits-without-place":
        text = text.replace("places: [place/hall]", "places: 无")
    site = make_site(text)
    fault = next(each for each in site.build().diagnostics if each["code"] == code)
    assert words in fault["message"] + "".join(fault.get("help", ()))
    line = (site.root / fault["path"]).read_text("utf-8").splitlines()[fault["line"] - 1]
    assert line[fault["column"] - 1 :].startswith(at)


def test_what_keeps_the_rules_is_not_mentioned(make_site):
    result = make_site(SITE).build()
    assert (result.exit_code, set(result.codes)) == (0, {"pending-fields"})


@pytest.mark.parametrize(
    "caption",
    [
        "三年级学生表演合唱",
        "一班在校园表演",
        "二班全体同学",
        "三年级二班的教室",
        "记者张小明",
        "三年级二班方队走过操场",
    ],
)
def test_a_caption_without_a_pupil_s_name_is_fine(make_site, caption):
    result = make_site(SITE.replace("孩子们在朗诵", caption)).build()
    assert "pupil-named" not in result.codes


def test_a_pupil_may_be_named_with_consent(make_site):
    text = SITE.replace("caption: 孩子们在朗诵", "caption: 三年级二班张小明, faces: 儿童, consent: 已取得")
    assert make_site(text).build().exit_code == 0


def test_a_hotline_may_be_typed_although_it_is_registered(make_site):
    text = SITE.replace("phone: 0635-1234567}", "phone: 0635-1234567}\n    hot: {name: 热线, phone: 12345}")
    assert "phone-typed-twice" not in make_site(text).build().codes
