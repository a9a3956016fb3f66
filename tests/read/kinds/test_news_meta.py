"""Front matter of news."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from ssg.model.kinds.news import EventDate, Headline, Origin
from ssg.model.stated import Nothing, Pending
from ssg.read.kinds.news import read_news
from ssg.read.reader import Scope
from ssg.read.strict_yaml import parse_yaml


def read(text):
    return read_news(parse_yaml("a.md", text, 2).value, Scope("a.md", ZoneInfo("Asia/Shanghai")))


def faults(text):
    return [(each.severity.value, each.code, each.span.line, each.span.column) for each in read(text).diagnostics]


def test_title_and_date_are_enough():
    outcome = read("title: 艺术节\ndate: 2026-10-13\n")
    assert outcome.diagnostics == ()
    assert outcome.value.publication.title == "艺术节"
    assert outcome.value.publication.date.isoformat() == "2026-10-13T00:00:00+08:00"
    assert (outcome.value.headline, outcome.value.genre) == (Headline(("艺术节",)), "news")


def test_every_field_has_a_chinese_name():
    meta = read(
        "标题: [第一行, 第二行]\n短标题: 短\n发布日期: 2026年10月13日\n更新: 2026-10-14\n失效: 2027-01-01\n草稿: true\n"
        "网址名: art-festival\n旧网址: /old/\n摘要: 一句话\n标签: 教育、艺术\n主题: 校园\n读者: 家长\n搜索词: 汇演\n"
        "相关: guide/a\n事实编号: A-1\n拼音: ruby\n排序: yi\n修改记录:\n  - {日期: 2026-10-14, 说明: 改字}\n"
        "体裁: 特写\n栏目: 校园\n署名: 记者 赵立翠\n来源: 本网\n电头: 东昌府区\n事件日期: 10-13\n图片:\n"
        "  - {文件: a.jpg, 替代文字: 舞台, 图说: 演出, 摄影: 李军}\n"
        "更正:\n  - {日期: 2026-10-14, 类型: 更正, 说明: 改字}\n"
    )
    assert meta.diagnostics == ()
    publication = meta.value.publication
    assert publication.title == "第一行 第二行"
    assert (publication.slug, publication.pinyin, publication.tags) == ("art-festival", "ruby", ("教育", "艺术"))
    assert [alias.target for alias in publication.aliases] == ["/old/"]
    assert (meta.value.genre, meta.value.column.target, meta.value.dateline) == ("feature", "校园", "东昌府区")
    assert meta.value.photos[0].credit == "李军"


@pytest.mark.parametrize("key", ["date", "published", "日期", "发布", "发布日期", "发布时间"])
def test_the_date_has_several_names(key):
    assert faults(f"title: 一\n{key}: 2026-10-13\n") == []


def test_a_missing_title_or_date_is_an_error_at_the_start():
    assert faults("date: 2026-10-13\n") == [("error", "missing-field", 2, 1)]
    assert faults("title: 一\n") == [("error", "missing-field", 2, 1)]
    assert read("title: 一\n").value is None


@pytest.mark.parametrize("written", ["待补", "无", "{待补: 问编辑部}"])
def test_a_date_to_be_confirmed_holds_up_publishing(written):
    assert faults(f"title: 一\ndate: {written}\n") == [("error", "date-pending", 3, 7)]


def test_a_draft_may_wait_for_its_date():
    outcome = read("title: 一\ndate: 待补\ndraft: true\n")
    assert outcome.diagnostics == ()
    assert outcome.value.publication.date is None


def test_a_bad_date_is_told_once():
    assert faults("title: 一\ndate: 2024-02-30\n") == [("error", "bad-date", 3, 7)]


def test_an_embargo_moves_the_date():
    publication = read("title: 一\ndate: 2026-10-13\nembargo: 2026-10-15 08:00\n").value.publication
    assert publication.date.isoformat() == "2026-10-15T08:00:00+08:00"


def test_expiry_comes_after_publication():
    assert faults("title: 一\ndate: 2026-10-13\nexpires: 2026-10-12\n") == [("error", "expires-too-early", 4, 10)]


def test_a_headline_group_is_kept_in_its_parts():
    headline = read("date: 2026-10-13\nheadline: {kicker: 肩, main: [主一, 主二], deck: 副}\n").value.headline
    assert headline == Headline(("主一", "主二"), "肩", ("副",))


def test_one_title_is_enough():
    assert faults("title: 一\ndate: 2026-10-13\nheadline: {main: 二}\n") == [("error", "two-titles", 4, 11)]


def test_a_long_title_or_summary_is_a_warning():
    assert faults(f"title: {'长' * 61}\ndate: 2026-10-13\n") == [("warning", "long-title", 2, 8)]
    assert faults(f"title: 一\ndate: 2026-10-13\nsummary: {'长' * 121}\n") == [("warning", "long-summary", 4, 10)]
    assert faults(f"title: {'长' * 60}\ndate: 2026-10-13\nsummary: {'长' * 120}\n") == []


@pytest.mark.parametrize("slug", ["艺术节", "Art-Festival", "art--festival", "-a", "a_b", "a/b", "../a"])
def test_a_slug_is_small_latin_letters_digits_and_hyphens(slug):
    assert faults(f"title: 一\ndate: 2026-10-13\nslug: {slug}\n") == [("error", "bad-slug", 4, 7)]


def test_a_chinese_slug_is_offered_in_pinyin():
    (fault,) = read("title: 一\ndate: 2026-10-13\nslug: 艺术节 2026\n").diagnostics
    assert dict(fault.args)["suggestion"] == "yi-shu-jie-2026"


def test_break_points_in_a_headline_are_no_part_of_the_title():
    news = read("headline: {main: [开发区|服务部, 推动改革|攻坚突破]}\ndate: 2026-10-13\n").value
    assert news.headline.main == ("开发区|服务部", "推动改革|攻坚突破")
    assert news.publication.title == "开发区服务部 推动改革攻坚突破"


@pytest.mark.parametrize(("written", "genre"), [("essay", "essay"), ("随笔", "essay"), ("活动", "event")])
def test_kind_is_the_genre(written, genre):
    assert read(f"title: 一\ndate: 2026-10-13\nkind: {written}\n").value.genre == genre


def test_a_kind_of_another_folder_is_refused():
    assert faults("title: 一\ndate: 2026-10-13\ntype: guide\n") == [("error", "wrong-kind", 4, 7)]
    assert faults("title: 一\ndate: 2026-10-13\nkind: guide\n") == [("error", "not-a-choice", 4, 7)]


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("本网", Origin("本网")),
        ("{name: 待补, date: 待补, page: 二版, note: 改写}", Origin(Pending(), "", Pending(), "二版", "改写")),
        (
            "{name: 日报, url: https://example.org/, date: 2026-10-12}",
            Origin("日报", "https://example.org/", date(2026, 10, 12)),
        ),
        ("待补", Origin(Pending())),
    ],
)
def test_the_source_is_a_name_or_a_mapping(written, source):
    assert read(f"title: 一\ndate: 2026-10-13\nsource: {written}\n").value.source == source


@pytest.mark.parametrize(
    ("written", "event"),
    [
        ("10-13", EventDate("10-13")),
        ("2026-10-13", EventDate("2026-10-13")),
        ("10月13日", EventDate("10-13")),
        ("02-29", EventDate("02-29")),
        ("10-13 至 10-15", EventDate("10-13", "10-15")),
        ("2026-10-13/2026-10-15", EventDate("2026-10-13", "2026-10-15")),
        ("{from: 10-13, to: 10-15}", EventDate("10-13", "10-15")),
    ],
)
def test_an_event_may_lack_its_year_and_may_last(written, event):
    assert read(f"title: 一\ndate: 2026-10-13\nevent_date: {written}\n").value.event_date == event


@pytest.mark.parametrize("written", ["13-10", "2026-02-29", "10-13 至", "某天", "10-13 至 10-15 至 10-17"])
def test_an_event_on_no_day_is_refused(written):
    assert faults(f"title: 一\ndate: 2026-10-13\nevent_date: {written}\n") == [("error", "bad-event-date", 4, 13)]


def test_a_photo_says_what_it_shows_and_who_made_it():
    text = "title: 一\ndate: 2026-10-13\nphotos:\n  - {src: a.jpg}\n"
    assert faults(text) == [("error", "photo-without-alt", 5, 11), ("warning", "photo-without-credit", 5, 11)]


def test_a_decorative_photo_needs_neither():
    assert faults("title: 一\ndate: 2026-10-13\nphotos:\n  - {src: a.jpg, decorative: true}\n") == []


def test_a_photo_of_children_needs_consent():
    photo = "title: 一\ndate: 2026-10-13\nphotos:\n  - {src: a.jpg, alt: 孩子, credit: 甲乙, faces: children%s}\n"
    assert faults(photo % "") == [("error", "photo-without-consent", 5, 46)]
    assert faults(photo % ", consent: 已取得") == []


def test_a_bare_file_name_is_no_photo():
    assert faults("title: 一\ndate: 2026-10-13\nphotos: a.jpg\n") == [("error", "photo-not-fields", 4, 9)]


def test_corrections_stand_newest_first():
    meta = read(
        "title: 一\ndate: 2026-10-13\ncorrections:\n"
        "  - {date: 2026-10-14, kind: 更正, text: 先}\n  - {date: 2026-10-20, kind: 补充, text: 后}\n"
    )
    assert [each.text for each in meta.value.corrections] == ["后", "先"]


def test_bylines_may_be_stated_as_none():
    assert read("title: 一\ndate: 2026-10-13\nbylines: 无\n").value.bylines == Nothing()


def test_names_of_reviewers_are_accepted_and_kept_private():
    assert faults("title: 一\ndate: 2026-10-13\nreview: {first: 甲乙, final: 丙丁}\n") == []


def test_a_summary_to_be_confirmed_is_told_as_no_page_shows_it():
    assert faults("title: 一\ndate: 2026-10-13\nsummary: 待补\n") == [("warning", "pending-not-shown", 4, 10)]
