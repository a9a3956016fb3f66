"""A site of thirty invented pages, short enough to read, mixed enough to go wrong, with its index and search page."""

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from ssg.edge.theme import load_theme_files
from ssg.model.config import Footer
from ssg.model.contexts import (
    BodyRef,
    FilterGroup,
    FilterOption,
    Head,
    SearchContext,
    SearchRecord,
    Site,
    TitledLink,
)
from ssg.model.document import Content, Section
from ssg.model.stated import Pending
from ssg.plan.headers import content_security_policy
from ssg.plan.search_document import search_document
from ssg.read.theme import read_theme
from ssg.render.render import Renderer
from tests.search_index import build_index

NEWS, GUIDE, PLACE = "新闻", "办事指南", "办事地点"

NEWS_PAGES = (
    (
        "艺术节在实验小学开幕",
        "校园",
        "2026-10-13",
        ("赵立翠",),
        "第三届艺术节昨天开幕。孩子们唱歌、跳舞，也画家乡的湖。",
    ),
    ("护学岗迎来新伙伴", "校园", "2026-10-11", ("许海英",), "路口的护学岗多了三位退休教师，早晚各站40分钟。"),
    ("“6+N”课后服务上线", "校园", "2026-09-20", ("张伟",), "每周一到周五，学校推出“6+N”课程：6是基础，N由学生自己选。"),
    (
        "三家图书馆延长开放",
        "文化",
        "2026-09-02",
        ("张伟大",),
        "图书馆晚上九点关门，自习室开到十点；借书可用Wi-Fi登记。",
    ),
    ("读《湖上书》有感", "文化", "2025-12-30", ("林一",), "一本讲渔民的书，写法朴素。作者说：“先看水，再看人。”"),
    ("“同城同标”跨区通办启动", "政务", "2026-08-15", (), "首推“同城同标”跨区通办，631个事项不用再回户籍地。"),
    ("政务大厅窗口合并", "政务", "2026-07-01", ("记者",), "24个窗口合成8个，平均等候由45分钟减到15分钟。"),
    ("第9号台风天气提醒", "政务", "2026-08-20", (), "台风“白鹭”预计明天夜里经过，请关好门窗，不要下湖。"),
    ("K12阶段近视筛查", "校园", "2025-03-18", (), "近视筛查覆盖K12全部年级，结果三天内发到家长手机。"),
    ("青年夜校报名", "文化", "2025-05-06", (), "夜校开18门课，有Python入门、烘焙和书法；学费每门100元。"),
    ("社区食堂开到家门口", "政务", "2025-06-09", ("李静",), "老人刷卡享八折，每餐12.50元，送餐上门另加2元。"),
    ("食品安全抽检公布", "政务", "2026-03-15", (), "抽检1,204批次，合格率99.2%。不合格的7批已下架。"),
    ("立项评审会召开", "政务", "2026-02-11", (), "重点课题立项评审会昨日召开，专家看了十二份申报书。"),
    ("运动会上的三分钟", "校园", "2025-11-03", (), "接力赛只跑了三分钟，喊声却响了一下午。"),
)
GUIDE_PAGES = (
    ("养老金资格认证", "年审", "领取养老待遇的人每年做一次认证。", "带什么：身份证；不方便出门的可由社区上门。"),
    ("医师注册", "", "在本市医疗机构执业的医师办理注册。", "材料：医师资格证书\n聘用证明\n6个月内体检表"),
    ("营业执照办理", "", "个体工商户和公司都可以网上申请。", "步骤：登录平台，填表，等短信。办结后可邮寄执照。"),
    ("公共场所卫生许可", "", "理发店、旅馆等开业前办理。", "到哪办：政务大厅二楼32号窗口，电话0635-8512345"),
    ("居住证申领", "暂住证", "住满半年即可申领。", "收费：不收费"),
    ("不动产登记", "", "买卖、继承和赠与都在一个窗口办。", "材料：A3纸打印的合同 | 1份 | 原件"),
    ("社保卡补换", "", "丢了或坏了都可以立等可取。", "说明：补卡时带身份证。电子卡在App里领。"),
    ("婚姻登记", "", "双方带户口簿到场。", "预约：电话或网上预约，周六照常。"),
    ("公积金提取", "", "租房、购房、退休可以提取。", "额度：每月不超过1500元；以窗口答复为准。"),
    ("老年人优待证", "", "年满60周岁可以办理。", "好处：坐公交半价，公园免票。"),
    ("残疾人补贴", "", "两项补贴按月发放。", "标准：每人每月100元。"),
    ("新生儿一件事", "", "出生证明、落户、医保一次办好。", "先后：先开出生医学证明，再落户。"),
)
PLACE_PAGES = (
    ("市民服务中心", "湖东路6号。周一至周五 8:30-17:00，周六上午开门。大厅有轮椅和母婴室。"),
    ("自助服务区", "24小时开放，可用Windows自助机打印。机器在一楼南门内。"),
    ("湖西便民点", "只办社保和医保，带证件来即可。"),
    ("城南便民点", "Open daily. 可说English的引导员周三在岗。"),
)


class SearchSite(Struct, frozen=True):
    folder: Path
    blocks_by_url: dict[str, tuple[str, ...]]
    """The blocks of text by which each page may be found, as written."""


@pytest.fixture(scope="session")
def search_site(tmp_path_factory: pytest.TempPathFactory) -> SearchSite:
    """A folder as a host would have it: the index, the search page, its assets and headers, and the pages' anchors."""
    folder = tmp_path_factory.mktemp("search")
    pairs = _records()
    outcome = build_index([search_document(*pair) for pair in pairs], folder / "pagefind/recent")
    assert outcome.diagnostics == ()
    _write_search_page(folder, [record for record, _ in pairs])
    for record, _ in pairs:
        target = folder / record.url.strip("/") / "index.html"
        target.parent.mkdir(parents=True)
        start = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,>"
        target.write_text(f"{start}<title>{record.title}</title><h1>{record.title}</h1>", "utf-8")
    return SearchSite(folder, {record.url: _blocks(record, content) for record, content in pairs})


@pytest.fixture
def search_url(search_site: SearchSite, serve_folder: Callable[[Path], str]) -> str:
    """The address of the search page, without the "/" at its end."""
    return serve_folder(search_site.folder) + "/search"


@pytest.fixture
def archived_url(tmp_path: Path, serve_folder: Callable[[Path], str]) -> str:
    """The search page of a site in two bundles: twelve pages of 2026 on 大坝, and six of 2024, one of them on 水库."""
    new = [_news(i, f"大坝通报{i}", "政务", f"2026-05-{i + 1:02}", (), "水位正常。") for i in range(12)]
    old = [_news(20 + i, f"大坝旧闻{i}", "文化", f"2024-05-{i + 1:02}", (), "当年的记录。") for i in range(5)]
    old.append(_news(30, "水库旧闻", "文化", "2024-06-01", (), "当年的记录。"))
    for name, pairs in (("recent", new), ("archive-1", old)):
        documents = [search_document(*pair) for pair in pairs]
        outcome = build_index(documents, tmp_path / "pagefind" / name)
        assert outcome.diagnostics == ()
    _write_search_page(tmp_path, [record for record, _ in (*new, *old)], ("recent", "archive-1"))
    return serve_folder(tmp_path) + "/search"


@pytest.fixture
def twice_archived_url(tmp_path: Path, serve_folder: Callable[[Path], str]) -> str:
    """The search page of a site in three bundles: two, six and six pages on 大坝; the oldest has one on 水库 too."""
    recent = [_news(i, f"大坝通报{i}", "政务", f"2026-05-{i + 1:02}", (), "水位正常。") for i in range(2)]
    old = [_news(20 + i, f"大坝旧闻{i}", "文化", f"2024-05-{i + 1:02}", (), "当年的记录。") for i in range(6)]
    oldest = [_news(40 + i, f"大坝奠基{i}", "文化", f"1999-05-{i + 1:02}", (), "开工了。") for i in range(6)]
    oldest.append(_news(50, "水库奠基", "文化", "1999-06-01", (), "开工了。"))
    bundles = {"recent": recent, "archive-2": old, "archive-1": oldest}
    for name, pairs in bundles.items():
        documents = [search_document(*pair) for pair in pairs]
        assert build_index(documents, tmp_path / "pagefind" / name).diagnostics == ()
    _write_search_page(tmp_path, [record for record, _ in (*recent, *old, *oldest)], tuple(bundles))
    return serve_folder(tmp_path) + "/search"


def _write_search_page(folder: Path, records: list[SearchRecord], bundles: tuple[str, ...] = ("recent",)) -> None:
    files = load_theme_files(folder, "default")
    for copy in files.copies:
        target = folder / copy.route.output_path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copy.source, target)
    theme = read_theme(files.layers, files.assets, "zh-Hans").value
    rendered = Renderer(theme, "", "zh-Hans").render("search.html", replace(_context(records), bundles=bundles), {})
    assert rendered.value is not None, rendered.diagnostics
    (folder / "search").mkdir()
    (folder / "search" / "index.html").write_bytes(rendered.value)
    (folder / "_headers").write_text(f"/*\n  Content-Security-Policy: {content_security_policy(theme)}\n", "utf-8")


def _context(records: list[SearchRecord]) -> SearchContext:
    values = {
        "kind": Counter(record.kind_label for record in records),
        "column": Counter(record.column for record in records if record.column),
        "year": Counter(record.date[:4] for record in records if record.date),
    }
    titles = {"kind": "类型", "column": "栏目", "year": "年份"}
    site = Site("样例站", "", "zh-Hans", "", "", "", Pending(), (), Footer(), False, "gap", False, True)
    return SearchContext(
        site=site,
        head=Head(title="搜索", description="", canonical=""),
        search_example="医师注册",
        filters=tuple(
            FilterGroup(name, titles[name], tuple(FilterOption(value, value, n) for value, n in counts.items()))
            for name, counts in values.items()
        ),
        bundles=("recent",),
        links=(TitledLink("按拼音查找", "/guides/a-z/"), TitledLink("归档", "/news/archive/")),
    )


def _blocks(record: SearchRecord, content: Content) -> tuple[str, ...]:
    sections = (*record.sections, *content.sections)
    bodies = tuple(part for section in sections for part in (section.heading, *section.text.split("\n")) if part)
    return (record.title, *bodies, *record.names, *record.hidden_terms)


def _records() -> tuple[tuple[SearchRecord, Content], ...]:
    return (
        *(_news(i, *fields) for i, fields in enumerate(NEWS_PAGES)),
        *(_guide(i, *fields) for i, fields in enumerate(GUIDE_PAGES)),
        *(_record(f"/places/p{i}/", "place", PLACE, t, (Section("", "", x),)) for i, (t, x) in enumerate(PLACE_PAGES)),
    )


def _news(
    i: int, title: str, column: str, date: str, names: tuple[str, ...], text: str
) -> tuple[SearchRecord, Content]:
    sections = (Section("", "", text),)
    return _record(f"/news/n{i}/", "news", NEWS, title, sections, column=column, date=date, names=names)


def _guide(i: int, title: str, hidden: str, summary: str, part: str) -> tuple[SearchRecord, Content]:
    heading, _, text = part.partition("：")
    sections = (Section("part", heading, text),)
    return _record(f"/guides/g{i}/", "guide", GUIDE, title, sections, summary=summary, hidden=tuple(hidden.split()))


def _record(
    url: str, kind: str, label: str, title: str, sections: tuple[Section, ...], *, column: str = "", date: str = "",
    names: tuple[str, ...] = (), summary: str = "", hidden: tuple[str, ...] = (),
) -> tuple[SearchRecord, Content]:  # fmt: skip
    typed = (Section("", "", summary),) if summary else ()
    record = SearchRecord(url, title, kind, label, column, date, (), names, hidden, typed, BodyRef("", is_empty=False))
    return record, Content("", sections)
