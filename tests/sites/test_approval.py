"""三审三校: a site says which reviews each kind needs; who has done them stays in the office."""

import json

import pytest

SITE = """
    -- site.yaml --
    title: 样例站
    approval:
      news: 三审三校
      notice: [初审, 终审]
    -- content/news/a.md --
    ---
    title: 样例新闻
    date: 2026-11-20
    review:
      初审: 王芳 2026-11-17
      复审: 李强 2026-11-18
      终审: {name: 赵敏, date: 2026-11-19}
      一校: 钱丽 2026-11-18
      二校: 钱丽 2026-11-19
      三校: 孙悦 2026-11-19
    ---
    文字。
"""
A = "content/news/a.md"


@pytest.fixture
def site(make_site):
    return make_site(SITE)


def faults(result):
    return [(each["code"], each["path"], each["line"], each["column"]) for each in result.diagnostics]


def test_a_text_that_all_have_signed_is_published(site):
    assert (site.build().exit_code, faults(site.check())) == (0, [])


def test_nothing_is_asked_of_a_site_that_asks_for_nothing(site):
    site.write("site.yaml", "title: 样例站\n")
    site.edit(A, "      复审: 李强 2026-11-18\n".replace("      ", "  "), "")
    assert (site.build().exit_code, faults(site.check())) == (0, [])


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("  复审: 李强 2026-11-18\n", "", "approval-missing", (5, 3)),
        ("李强 2026-11-18", "待补", "approval-missing", (5, 3)),
        ("李强 2026-11-18", "李强", "approval-undated", (6, 7)),
        ("李强 2026-11-18", "李强 2026-11-16", "approval-out-of-order", (6, 7)),
        ("孙悦 2026-11-19", "孙悦 2026-11-18", "approval-out-of-order", (10, 7)),
        ("李强 2026", "王 芳 2026", "approval-same-person", (6, 7)),
        ("date: 2026-11-19", "date: 2026-11-21", "approval-too-late", (7, 7)),
        ("李强 2026-11-18", "李强 2026-11-32", "bad-approval", (6, 7)),
        ("李强 2026-11-18", "2026-11-18", "bad-approval", (6, 7)),
        ("复审:", "再审:", "unknown-key", (6, 3)),
    ],
)
def test_what_is_amiss_is_told_at_its_place_and_stops_the_build(site, old, new, code, place):
    site.edit(A, old, new)
    built = site.build()
    assert built.exit_code == 1
    assert (code, A, *place) in faults(built), built.text
    assert len(built.diagnostics) == (2 if code == "unknown-key" else 1)
    assert code in [found[0] for found in faults(site.check())]
    assert not site.output.exists()


def test_all_that_is_missing_is_told_at_once_at_the_beginning_of_the_file(site):
    site.write(A, "---\ntitle: 样例\ndate: 2026-11-20\n---\n文字。\n")
    built = site.build()
    assert faults(built) == [("approval-missing", A, 2, 1)]
    assert "“初审、复审、终审、一校、二校、三校”" in built.text


@pytest.mark.parametrize(
    ("distinct", "proofreader", "codes"),
    [
        ("reviews", "王芳", []),
        ("全部", "王芳", ["approval-same-person"]),
        ("all", "周凯", ["approval-same-person"]),
    ],
)
def test_a_site_says_who_may_sign_twice(site, distinct, proofreader, codes):
    site.edit("site.yaml", "approval:\n", f"approval:\n  distinct: {distinct}\n")
    site.edit(A, "孙悦", proofreader)
    # 钱丽 has proofread twice, which "all" forbids as well.
    assert sorted({fault[0] for fault in faults(site.build())}) == codes


def test_one_person_may_do_all_where_the_site_allows_it(site):
    site.edit("site.yaml", "approval:\n", "approval:\n  不同人: 不限\n")
    site.edit(A, "李强", "王芳")
    assert site.build().exit_code == 0


def test_each_kind_has_its_own_rule_and_a_kind_without_one_needs_nothing(site):
    site.write("content/pages/b.md", "---\ntitle: 页面\n---\n文字。\n")
    site.write(
        "content/notices/c.md", "---\ntitle: 公告\ndate: 2026-11-20\nreview: {初审: 王芳 2026-11-17}\n---\n文。\n"
    )
    told = [(each["code"], each["path"]) for each in site.build().diagnostics if each["severity"] == "error"]
    assert told == [("approval-missing", "content/notices/c.md")]


def test_drafts_and_what_is_older_than_the_rule_need_nothing(site):
    site.edit("site.yaml", "approval:\n", "approval:\n  since: 2026-11-01\n")
    site.write("content/news/old.md", "---\ntitle: 旧闻\ndate: 2026-10-31\n---\n文字。\n")
    site.write("content/news/draft.md", "---\ntitle: 草稿\ndate: 2026-11-20\ndraft: true\n---\n文字。\n")
    assert faults(site.build()) == []
    site.edit("content/news/old.md", "date: 2026-10-31", "date: 2026-10-31\nupdated: 2026-11-02")
    assert faults(site.build()) == [("approval-missing", "content/news/old.md", 2, 1)]


def test_a_text_that_is_changed_later_is_approved_again(site):
    site.edit(A, "date: 2026-11-19}", "date: 2026-11-22}")
    site.edit(A, "date: 2026-11-20\n", "date: 2026-11-20\nupdated: 2026-11-22\n")
    assert faults(site.build()) == []


def test_the_check_can_be_a_warning_or_off_and_has_exceptions_with_a_reason(site):
    site.edit(A, "  复审: 李强 2026-11-18\n", "")
    site.edit("site.yaml", "approval:\n", "checks: {approval: warn}\napproval:\n")
    built = site.build()
    assert [(each["severity"], each["code"]) for each in built.diagnostics] == [("warning", "approval-missing")]
    site.edit("site.yaml", "approval: warn", "approval: off")
    assert site.build().diagnostics == []
    exception = "exceptions: [{check: 审核, path: content/news/a.md, text: 复审, reason: 总编辑一人值班，次日补审}]"
    site.edit("site.yaml", "approval: off", exception)
    assert (site.build().exit_code, site.build().diagnostics) == (0, [])
    site.edit(A, "  终审:", "  复审: 李强 2026-11-18\n  终审:")
    assert site.build().codes == ["unused-exception"]


def test_a_change_of_the_rule_asks_all_texts_anew(site):
    site.build()
    site.edit("site.yaml", "notice:", "page: [终审]\n  notice:")
    site.write("content/pages/b.md", "---\ntitle: 页面\n---\n文字。\n")
    assert faults(site.build()) == [("approval-missing", "content/pages/b.md", 2, 1)]


def test_readers_never_see_who_has_approved_a_text(site):
    site.edit("site.yaml", "approval:\n", "build_record: public\napproval:\n")
    assert site.build(search=True).exit_code == 0
    for name in ("王芳", "李强", "赵敏", "钱丽", "孙悦"):
        for path, data in site.outputs().items():
            assert name.encode() not in data, path


def test_a_private_record_tells_who_has_approved_each_page(site):
    site.edit("site.yaml", "approval:\n", "build_record: private\napproval:\n")
    assert site.build().exit_code == 0
    record = json.loads((site.root / ".ssg/build.json").read_text(encoding="utf-8"))
    page = next(page for page in record["pages"] if page["url"] == "/news/a/")
    assert page["approvals"][:3] == [
        {"stage": "first", "name": "王芳", "date": "2026-11-17"},
        {"stage": "second", "name": "李强", "date": "2026-11-18"},
        {"stage": "final", "name": "赵敏", "date": "2026-11-19"},
    ]
    content = page["content"]
    site.edit(A, "赵敏", "周凯")
    site.build()
    record = json.loads((site.root / ".ssg/build.json").read_text(encoding="utf-8"))
    page = next(page for page in record["pages"] if page["url"] == "/news/a/")
    assert (page["approvals"][2]["name"], page["content"]) == ("周凯", content)


def test_the_rule_of_a_site_is_read_strictly(site):
    site.edit("site.yaml", "三审三校", "[初审, 四审]")
    assert [(fault[0], fault[1], fault[2]) for fault in faults(site.build())] == [("not-a-choice", "site.yaml", 3)]


def test_another_reviewer_changes_no_byte_of_the_site(site):
    site.build()
    before = site.outputs()
    site.edit(A, "赵敏", "周凯")
    assert site.build().exit_code == 0
    assert site.outputs() == before


def test_the_front_of_a_section_needs_what_its_kind_needs(site):
    site.write("content/news/index.md", "---\ntitle: 新闻\n---\n文字。\n")
    assert faults(site.build()) == [("approval-missing", "content/news/index.md", 2, 1)]
