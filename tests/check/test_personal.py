"""Personal data is found wherever it stands and never repeated; numbers that look like it are left alone (R-85)."""

import pytest

from ssg.check.personal import check_names, check_personal
from ssg.source_findings import prose_of


@pytest.mark.parametrize(
    ("text", "code", "place", "shown"),
    [
        ("证号11010519491231002X。", "personal-identity-number", (1, 3, 18), "110***************"),
        ("证号11010519491231002x", "personal-identity-number", (1, 3, 18), "110***************"),
        ("证号１１０１０５１９４９１２３１００２Ｘ", "personal-identity-number", (1, 3, 18), "110***************"),
        ("证号110105 19491231 002X", "personal-identity-number", (1, 3, 20), "110***************"),
        ("电话13812341234。", "personal-mobile-number", (1, 3, 11), "138****1234"),
        ("电话138 1234 1234。", "personal-mobile-number", (1, 3, 13), "138****1234"),
        ("电话138-1234-1234。", "personal-mobile-number", (1, 3, 13), "138****1234"),
        ("电话+86 13812341234。", "personal-mobile-number", (1, 3, 15), "138****1234"),
        ("[拨打](tel:19912341234)", "personal-mobile-number", (1, 10, 11), "199****1234"),
        ("---\nphone: 13812341234\n---\n", "personal-mobile-number", (2, 8, 11), "138****1234"),
        ("<!-- 问13812341234 -->", "personal-mobile-number", (1, 7, 11), "138****1234"),
        ("![王先生13812341234](a.jpg)", "personal-mobile-number", (1, 6, 11), "138****1234"),
        ("`13812341234`", "personal-mobile-number", (1, 2, 11), "138****1234"),
        ("卡号6222021234567890128", "personal-bank-card", (1, 3, 19), "622************0128"),
        ("卡号6222 0212 3456 7894", "personal-bank-card", (1, 3, 19), "622*********7894"),
        ("卡号4111111111111111", "personal-bank-card", (1, 3, 16), "411*********1111"),
        ("住幸福小区3号楼2单元501室", "personal-home-address", (1, 4, 12), "小区*号楼*单元***室"),
        ("住振兴路8号院12栋3单元1102", "personal-home-address", (1, 8, 10), "**栋*单元****"),
        ("住阳光花园12号501室", "personal-home-address", (1, 4, 9), "花园**号***室"),
    ],
)
def test_personal_data_is_found_at_its_place_and_masked(text, code, place, shown):
    (finding,) = check_personal(prose_of("a.md", text))
    span = finding.diagnostic.span
    assert span is not None
    assert (finding.diagnostic.code, (span.line, span.column, span.length)) == (code, place)
    assert finding.diagnostic.args == (("found", shown),)
    assert finding.diagnostic.is_private


@pytest.mark.parametrize(
    "text",
    [
        "证号110105194912310021，110105194913310029，210105194912310029。",
        "手机138****1234，证号110***************。",
        "热线12345，110，96777，0635-8512345，400-812-3456，010-12345678。",
        "实施编码11371500004387000113812341234000，37150000000000000000000000000000。",
        "编码MB138123412340，138123412340，v1.13812341234，3.13812341234，0.1381234.",
        "https://example.test/13812341234?id=6222021234567890128",
        "卡号6222021234567890129，订单7222021234567890128，2026112310000000。",
        "地址：东昌路1号政务大厅3号楼201室，花园路3号201室，文苑大厦12号501室。",
        "第2单元101页，幸福小区，3号楼，公寓服务中心3号楼201室。",
        "电话 12812341234，10012341234。",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert list(check_personal(prose_of("a.md", text))) == []


def test_two_numbers_beside_each_other_are_both_found():
    found = check_personal(prose_of("a.md", "13812341234 13912341234、13712341234"))
    assert [finding.text for finding in found] == ["138****1234", "139****1234", "137****1234"]


def test_the_name_of_a_file_is_looked_at_and_not_repeated():
    (finding,) = check_names(("content/news/13812341234.jpg", "content/news/20261123100000.jpg"))
    assert finding.diagnostic.span is None
    assert dict(finding.diagnostic.args)["file"] == "content/news/138****1234.jpg"


def test_a_check_shows_the_place_and_nowhere_the_number(make_site):
    site = make_site("""
        -- content/news/a.md --
        ---
        title: 样例新闻
        date: 2026-11-20
        ---
        你好,请打13812341234。
        -- content/news/list.csv --
        姓名,证号
        王,11010519491231002X
        -- content/registers/orgs.yaml --
        hall:
          name: 大厅
          short: 卡6222021234567890128
    """)
    checked = site.check()
    assert [(each["code"], each["path"], each["line"], each["column"]) for each in checked.diagnostics] == [
        ("half-width-punctuation", "content/news/a.md", 5, 3),
        ("personal-mobile-number", "content/news/a.md", 5, 6),
        ("unused-file", "content/news/list.csv", None, None),
        ("personal-identity-number", "content/news/list.csv", 2, 3),
        ("personal-bank-card", "content/registers/orgs.yaml", 3, 11),
    ]
    assert checked.exit_code == 1
    for number in ("13812341234", "11010519491231002X", "6222021234567890128"):
        assert number not in checked.text


def test_a_public_duty_phone_is_an_exception_that_quotes_it_masked(make_site):
    site = make_site("""
        -- site.yaml --
        title: 样例站
        checks:
          exceptions:
            - {check: personal-data, path: content/pages/a.md, text: 138****1234, reason: 公开的值班手机}
        -- content/pages/a.md --
        ---
        title: 值班
        ---
        值班手机13812341234。
    """)
    assert site.check().diagnostics == []


def test_long_runs_of_digits_take_no_longer_than_their_length():
    assert list(check_personal(prose_of("a.md", "1" * 200_000 + "4 " * 50_000 + "小区" * 50_000))) == []


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [
        ("![三年级二班王小明在领奖](a.jpg)", (1, 8, 3), "王**"),
        ("![四（2）班学生李强](a.jpg)", (1, 10, 2), "李*"),
        ('![学生](a.jpg "五年级三班钱小美在跳远")', (1, 19, 3), "钱**"),
        ('<img src="a.jpg" alt="三年级二班张小强在领奖">', (1, 28, 3), "张**"),
        ("<figcaption>四年级一班赵小刚在跑步</figcaption>", (1, 18, 3), "赵**"),
    ],
)
def test_a_child_named_with_a_class_below_a_picture_is_found(text, place, shown):
    (finding,) = check_personal(prose_of("a.md", text))
    span = finding.diagnostic.span
    assert (finding.diagnostic.code, finding.text) == ("pupil-named-in-alt", shown)
    assert (span.line, span.column, span.length) == place
    assert finding.diagnostic.is_private


@pytest.mark.parametrize(
    "text",
    [
        "![三年级二班的学生在领奖](a.jpg)",
        "![王小明在领奖](a.jpg)",
        "三年级二班王小明在领奖。",
        "![三年级二班班主任](a.jpg)",
        '<img src="a.jpg" alt="三年级二班的学生在领奖"><figcaption>王小明在领奖</figcaption>',
        '[三年级二班](b.md "看三年级二班王小明的作文")',
    ],
)
def test_a_class_without_a_name_and_a_name_without_a_class_are_left_alone(text):
    assert list(check_personal(prose_of("a.md", text))) == []


@pytest.mark.parametrize(("field", "column"), [("alt", 28), ("caption", 32)])
def test_a_child_named_in_the_fields_of_a_photo_is_found_and_not_repeated(make_site, field, column):
    words = {"alt": "学生在领奖", "caption": "", "credit": "某人", field: "三年级二班王小明在领奖"}
    fields = ", ".join(
        f"{name}: {text}" for name, text in sorted(words.items(), key=lambda each: each[0] != field) if text
    )
    site = make_site()
    site.write("content/news/a.jpg", "x")
    site.write(
        "content/news/a.md", f"---\ntitle: 样例\ndate: 2026-11-20\nphotos: [{{src: a.jpg, {fields}}}]\n---\n文。\n"
    )
    checked = site.check()
    assert [(each["code"], each["line"], each["column"]) for each in checked.diagnostics] == [
        ("pupil-named", 4, column)
    ]
    assert "王小明" not in checked.text
    site.edit("content/news/a.md", "src: a.jpg", "src: a.jpg, consent: 已取得")
    assert site.check().codes == []
