"""News, bundles, places and notices with every field: what their readers see of it."""

import re

import pytest

SITE = """
    -- site.yaml --
    title: 样例站
    base_url: https://example.org
    -- content/registers/orgs.yaml --
    school: {name: 东昌路小学}
    -- content/guides/licence.md --
    ---
    title: 执照登记
    materials: [申请书, 身份证明]
    ---
    -- content/guides/draft.md --
    ---
    title: 还没写完的指南
    draft: true
    ---
    -- content/bundles/shop.md --
    ---
    title: 开店一件事
    items:
      - {ref: guide/licence, role: 必办, group: 先办}
      - {ref: guide/draft, when: 卖食品, group: 后办}
      - 待补
    steps: [{name: 递交, items: [guide/licence]}]
    channels: [{counter: 综合窗口}]
    same_city: {partners: [高新区], note: 打电话}
    saves: {time_cut: 一半}
    audience: [个体工商户]
    review_by: 2026-11-01
    ---
    -- content/places/hall.jpg --
    x
    -- content/places/hall.md --
    ---
    title: 政务大厅
    geo: {lat: "36.45", lon: "115.98", datum: WGS-84}
    hours: 周一至周五 09:00-17:00
    holiday_hours: 国庆节 10:00-12:00
    closures:
      - {from: 2026-11-20, to: 2026-11-24, reason: 搬家}
      - {from: 2026-10-01, reason: 早已过去}
    windows: [{name: 社保, no: 3 号, hours: 周六 09:00-11:00, guides: [guide/licence]}]
    photo: {src: hall.jpg, alt: 大厅正门, credit: 赵立翠}
    ---
    -- content/news/reading.md --
    ---
    title: 公告是怎么回事
    date: 2026-11-02
    lang: zh-Hant
    audience: [家长]
    bylines: {role: 作者, name: 许海英, org_ref: school}
    source: {name: 某报, url: "https://paper.example.cn/1", reprint: true}
    review: {first: 审核甲, final: 审核乙}
    ---
    正文。
    -- content/news/work.md --
    ---
    title: 大厅开张
    date: 2026-11-03
    related: [guide/licence]
    ---
    -- content/notices/old.md --
    ---
    title: 旧公告
    date: 2026-10-01
    ---
    -- content/notices/list.pdf --
    x
    -- content/notices/list.txt --
    x
    -- content/notices/new.md --
    ---
    title: 新公告
    date: 2026-11-01
    period: {from: 2026-11-01, to: 2026-11-22, phone: 0635-1234567, mail: office@example.gov.cn}
    applies_to: [个体工商户]
    interpretation: news/reading
    supersedes: notice/old
    attachments: [{file: list.pdf, title: 名单, alternative: list.txt}]
    privacy_checked_by: 核对人甲
    changes: [{date: 2026-11-05, note: 补了附件}]
    ---
    """


def text_of(html):
    """The words a reader sees, tags and runs of blanks gone."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html[html.index("<main") : html.index("</main>")]))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (
            "/bundles/shop/",
            ["个体工商户", "执照登记 必办 先办", "待补：事项 后办", "综合窗口", "同城通办", "高新区", "打电话", "一半"],
        ),
        ("/bundles/shop/", ["申请书", "身份证明", "本页应在2026年11月1日前复核，现已超过"]),
        ("/places/hall/", ["坐标（WGS-84）", "36.45, 115.98", "国庆节 10:00～12:00", "周六 09:00～11:00", "赵立翠"]),
        ("/places/hall/", ["暂停开放：2026年11月20日至2026年11月24日（搬家）"]),
        ("/news/reading/", ["许海英（东昌路小学）", "转载自：某报（外部网站）", "适合：家长", "解读的公告", "新公告"]),
        ("/news/work/", ["怎么办 执照登记"]),
        (
            "/notices/new/",
            ["适用对象", "个体工商户", "解读", "公告是怎么回事", "代替", "旧公告", "名单（PDF", "名单（TXT"],
        ),
        ("/notices/new/", ["0635-1234567", "office@example.gov.cn", "公示期已经结束", "补了附件"]),
        ("/notices/old/", ["这份公告已由新的公告代替：新公告"]),
    ],
)
def test_every_field_reaches_the_reader(make_site, html_errors, url, shown):
    site = make_site(SITE)
    result = site.build()
    assert result.exit_code == 0, result.text
    page = site.html(url)
    assert [phrase for phrase in shown if phrase not in text_of(page)] == []
    assert html_errors(page) == []


def test_what_the_office_keeps_for_itself_is_published_nowhere(make_site):
    site = make_site(SITE)
    site.build()
    published = b"".join(site.outputs().values()).decode("utf-8", "replace")
    assert [name for name in ("审核甲", "审核乙", "核对人甲", "还没写完") if name in published] == []


def test_a_closure_that_is_over_is_not_shown_and_ends_at_its_time(make_site):
    site = make_site(SITE)
    site.build()
    assert "早已过去" not in site.html("/places/hall/")
    report = site.build(now="2026-11-23T00:00:00+08:00").report
    assert report["next_change"].startswith("2026-11-25T00:00")
    site.build(now="2026-11-25T00:00:00+08:00")
    assert "搬家" not in site.html("/places/hall/")


def test_a_text_in_another_script_is_marked_as_such(make_site):
    site = make_site(SITE)
    site.build()
    assert '<h1 lang="zh-Hant">' in site.html("/news/reading/")


def test_a_bundle_names_its_gap_to_the_editor(make_site):
    (gap,) = [each for each in make_site(SITE).build().diagnostics if each["code"] == "bundle-gap"]
    assert (gap["severity"], gap["path"], gap["line"], gap["column"]) == ("warning", "content/bundles/shop.md", 5, 11)
    assert "还没写完" not in gap["message"] and "guide/draft" in gap["message"]


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("{name: 某报,", "{name: 待补,", "reprint-without-source", "{name: 待补"),
        ("lang: zh-Hant", "lang: 繁体", "bad-language", "繁体"),
        ("org_ref: school", "org_ref: scool", "unknown-org", "scool"),
        ('lat: "36.45"', 'lat: "北纬36"', "bad-coordinate", '"北纬36"'),
        (", datum: WGS-84", "", "missing-field", '{lat: "36.45"'),
        ("to: 2026-11-24", "to: 2026-11-19", "closure-backwards", "{from: 2026-11-20"),
        ("mail: office@example.gov.cn", "mail: office", "bad-mail", "office"),
        ("alternative: list.txt", "alternative: lists.txt", "missing-file", "lists.txt"),
        ("supersedes: notice/old", "supersedes: news/work", "wrong-reference-kind", "news/work"),
    ],
)
def test_a_mistake_is_told_at_its_place(make_site, old, new, code, at):
    assert old in SITE
    site = make_site(SITE.replace(old, new))
    (fault,) = [each for each in site.build().diagnostics if each["code"] == code]
    line = (site.root / fault["path"]).read_text("utf-8").splitlines()[fault["line"] - 1]
    assert line[fault["column"] - 1 :].startswith(at)


def test_a_guide_says_which_item_of_a_bundle_it_is_gaps_counted(make_site):
    site = make_site(SITE)
    site.build()
    assert "本事项属于开店一件事，第1项，共3项" in text_of(site.html("/guides/licence/"))


def test_what_the_system_checks_is_not_on_the_checklist_of_a_bundle(make_site):
    site = make_site(SITE)
    site.edit(
        "content/guides/licence.md",
        "[申请书, 身份证明]",
        "[{name: 申请书, form: 原件 2 份}, {name: 身份证明, shared: true}]",
    )
    site.build()
    text = text_of(site.html("/bundles/shop/"))
    assert "申请书 用于：执照登记（原件2份）" in text
    assert "不用带，由系统核验 身份证明" in text


def test_a_morning_and_an_afternoon_stand_in_one_row(make_site):
    site = make_site(SITE)
    site.edit(
        "content/places/hall.md",
        "hours: 周一至周五 09:00-17:00",
        'hours: [{days: 周一, from: "09:00", to: "12:00"}, {days: 周一, from: "13:30", to: "17:00"}]',
    )
    site.build()
    assert '<th scope="row">周一</th><td>09:00～12:00<br>13:30～17:00</td>' in site.html("/places/hall/")
