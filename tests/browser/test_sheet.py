"""The one-page sheet: what comes out of the printer, and what a telephone reads off it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.pages import SHEETS
from tests.browser.paper import plain, print_page, scan, text_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

A4_POINTS = (595, 842)
LEAST_QR_MM = 25.0
"""Without its quiet zone."""

SITE = """
    -- site.yaml --
    title: 样例站
    base_url: https://example.org
    -- content/registers/orgs.yaml --
    hall: {name: 开发区行政审批服务部, phone: 0635-8512345}
    -- content/places/hall.md --
    ---
    title: 政务服务大厅
    address: 黄山南路1号
    phone: 0635-8512345
    hours: [{days: 周一至周五, from: "09:00", to: "17:00"}]
    ---
    -- content/guides/full.md --
    ---
    title: 食品经营许可（新办）
    plain_title: 开饭店先办食品经营许可
    item_type: 行政许可
    agency: hall
    audience: [企业法人]
    topics: [餐饮]
    summary: 想开饭店、食堂的人，先在网上或到窗口办食品经营许可，五个工作日拿证。
    eligibility:
      - 有营业执照。
      - 有同经营的食品相适应的场所和设备。
      - 有食品安全管理人员。
      - {text: 三年内被吊销过许可证的。, kind: 不予受理}
    case_type: 承诺件
    statutory_limit: 20 个工作日
    promised_limit: {n: 5, unit: 工作日, note: 从受理算起}
    time_excluded: [{step: 现场核查, limit: 10个工作日}]
    visits: {n: 1, reason: 领证}
    materials:
      - {name: 食品经营许可申请书, form: 原件 1 份, source: 申请人自备}
      - {name: 营业执照, form: [{kind: 复印件, copies: 1}], source: 政府部门核发, issuer: 市场监督管理局}
      - {name: 经营场所平面图, form: 原件 1 份, source: 申请人自备}
      - {name: 食品安全管理制度, form: 复印件 1 份, source: 申请人自备, necessity: 容缺, deadline: 3个工作日内补}
      - {name: 从业人员健康证明, form: 复印件 1 份, source: 申请人自备, when: 有员工的}
      - {name: 法定代表人身份证, shared: true, source: 政府部门核发, issuer: 公安机关}
    steps:
      - {name: 提出申请, who: 申请人, do: 在网上填表，或把材料交到窗口}
      - {name: 受理, who: 窗口人员, do: 材料齐全的当场受理，不齐的一次告知}
      - {name: 现场核查, who: 审批人员, do: 到经营场所核对布局和设备}
      - {name: 领证, who: 申请人, do: 到窗口领取，或等邮寄到家}
    channels:
      - {kind: online, depth: 预审, url: "https://www.example.org/permit", continues_on: 政务服务网, login: true}
      - {kind: counter, place: place/hall, window: 12号窗口, booking: 提前一天打电话}
    fee: {无: 按规定不收费}
    result: {name: 食品经营许可证, valid_for: 五年}
    delivery: [现场, {way: 邮寄, days: 3天}]
    places: [place/hall]
    contacts: {ask: {phone: 0635-8512345}, complain: {phone: "12345"}}
    legal_basis:
      - {title: 中华人民共和国食品安全法, doc_no: 主席令第二十一号, article: 第三十五条}
    owner: 行政审批服务部企业科
    review_by: 2027-06-30
    version: 3
    ---
    -- content/guides/pending.md --
    ---
    title: 还没有确认的事项
    ---
    -- content/guides/ways.md --
    ---
    title: 养老保险待遇领取资格确认
    variants:
      - {id: a, title: 静默认证, rank: 为主, who: 有就医或乘车记录的人, do: 什么也不用做}
      - {id: b, title: 自助认证, rank: 为辅, who: 会用智能手机的人, do: 在手机上刷脸}
    ---
    -- content/bundles/shop.md --
    ---
    title: 开饭店一件事
    event: 开饭店
    items: [{ref: guide/full, role: 必办}, {ref: guide/ways, role: 可选}, {待补: 消防手续}]
    steps: [{name: 取名, text: 在网上查重名}, {name: 办许可, logic: 同时}]
    ---
"""
FULL_TEXTS = """
    开饭店先办食品经营许可 食品经营许可（新办） 五个工作日拿证 行政许可 承诺件 企业法人 餐饮 开发区行政审批服务部
    有营业执照。 有同经营的食品相适应的场所和设备。 有食品安全管理人员。 不予受理：三年内被吊销过许可证的。
    食品经营许可申请书 经营场所平面图 由市场监督管理局核发 复印件1份 3个工作日内补 情形：有员工的 法定代表人身份证
    在网上填表，或把材料交到窗口 材料齐全的当场受理，不齐的一次告知 到经营场所核对布局和设备 到窗口领取，或等邮寄到家
    5个工作日（从受理算起） 20个工作日 现场核查10个工作日 1次（领证） 不收费（按规定不收费）
    预审 政务服务网 https://www.example.org/permit 12号窗口 提前一天打电话 政务服务大厅 黄山南路1号 09:00
    食品经营许可证 五年 邮寄（3天） 中华人民共和国食品安全法 主席令第二十一号 第三十五条
    0635-8512345 12345 行政审批服务部企业科 2027年6月30日 第3版
    以现场和官网最新公布为准 https://example.org/guides/full/ 申请人签收： 申请人和窗口各留一份
"""
STAR_LABELS = """
    事项类型 实施主体 服务对象 主题 受理条件 办件类型 法定时限 承诺时限 到场次数 申请材料 办理流程
    办理渠道 收费标准 结果名称 送达方式 办理地点 咨询电话 监督投诉电话 设定依据 内容负责 下次复核
"""


@pytest.fixture
def base(make_site: Callable[[str], Any], serve_folder: Callable[[Path], str]) -> str:
    site = make_site(SITE)
    assert site.build().exit_code == 0
    return serve_folder(site.output)


def test_every_sheet_of_the_sample_site_is_one_page(page: Page, sample: Path, serve_folder: Callable[[Path], str]):
    base = serve_folder(sample)
    folders = sorted(path.parent.relative_to(sample).as_posix() for path in sample.glob("*/*/sheet/index.html"))
    pages = {folder: len(print_page(page, f"{base}/{folder}/").pages) for folder in folders}
    assert len(pages) >= 13
    assert set(pages.values()) == {1}, pages


@pytest.mark.parametrize("url", ["/guides/full/", "/guides/pending/", "/guides/ways/", "/bundles/shop/"])
def test_a_sheet_is_one_page_of_a4(page: Page, base: str, url: str):
    printed = print_page(page, f"{base}{url}sheet/")
    box = printed.pages[0].mediabox
    assert (len(printed.pages), round(box.width), round(box.height)) == (1, *A4_POINTS)


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_of_the_counter_is_one_page_whose_code_leads_to_its_guide(
    page: Page, url_of: Callable[[str], str], name: str
):
    path = SHEETS[name].partition(":")[2]
    assert len(print_page(page, url_of(SHEETS[name])).pages) == 1
    assert scan(page) == "https://example.org" + path.removesuffix("sheet/")


def test_a_sheet_holds_all_that_the_rule_asks_for(page: Page, base: str):
    text = text_of(print_page(page, f"{base}/guides/full/sheet/"))
    assert [wanted for wanted in FULL_TEXTS.split() if plain(wanted) not in text] == []


def test_a_sheet_says_of_each_key_element_that_it_is_not_confirmed(page: Page, base: str):
    text = text_of(print_page(page, f"{base}/guides/pending/sheet/"))
    assert [label for label in STAR_LABELS.split() if plain(f"待补：{label}") not in text] == []


def test_the_sheet_of_a_bundle_lists_its_items_steps_and_materials(page: Page, base: str):
    text = text_of(print_page(page, f"{base}/bundles/shop/sheet/"))
    wanted = (
        "开饭店先办食品经营许可（必办）",
        "待补：事项",
        "在网上查重名",
        "营业执照 用于：开饭店先办食品经营许可（复印件1份；由市场监督管理局核发）",
        "待补：申请材料",
    )
    assert [part for part in wanted if plain(part) not in text] == []


@pytest.mark.parametrize("url", ["/guides/full/", "/guides/pending/", "/guides/ways/", "/bundles/shop/"])
def test_the_code_leads_to_the_page(page: Page, base: str, url: str):
    page.goto(f"{base}{url}sheet/")
    assert scan(page) == f"https://example.org{url}"


def test_the_code_is_wide_enough_on_paper_and_has_a_name(page: Page, base: str):
    page.emulate_media(media="print")
    page.goto(f"{base}/guides/full/sheet/")
    code = page.get_by_role("img", name="二维码：开饭店先办食品经营许可的网页")
    box = code.bounding_box()
    modules = int((code.get_attribute("viewBox") or "").split()[-1])
    assert box is not None
    assert box["width"] / 96 * 25.4 * (modules - 8) / modules >= LEAST_QR_MM


def test_nothing_on_a_sheet_is_smaller_than_twelve_points(page: Page, base: str):
    page.emulate_media(media="print")
    page.goto(f"{base}/guides/full/sheet/")
    sizes = page.evaluate("[...document.querySelectorAll('main *')].map(e => parseFloat(getComputedStyle(e).fontSize))")
    assert min(sizes) >= 16


def test_a_site_without_an_address_prints_the_path_and_no_code(page: Page, make_site: Any, serve_folder: Any):
    site = make_site(SITE.replace("base_url: https://example.org", "description: 样例"))
    assert site.build().exit_code == 0
    page.goto(f"{serve_folder(site.output)}/guides/full/sheet/")
    assert page.locator(".qr").count() == 0
    assert page.locator(".sheet-online .address").inner_text() == "/guides/full/"


def test_a_guide_leads_to_its_sheet_and_back(page: Page, base: str):
    page.goto(f"{base}/guides/full/")
    page.get_by_role("link", name="打印一次性告知单").click()
    assert page.url == f"{base}/guides/full/sheet/"
    page.get_by_role("link", name="返回办理说明").click()
    assert page.url == f"{base}/guides/full/"


def test_no_search_engine_keeps_a_sheet(make_site: Any):
    site = make_site(SITE)
    assert site.build().exit_code == 0
    html = site.html("/guides/full/sheet/")
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://example.org/guides/full/">' in html
    assert "sheet" not in site.read_output("/sitemap.xml")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_sheet_can_be_read_on_any_screen(
    page: Page, base: str, accessibility_faults: Callable[[Page], list[str]], width: int
):
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"{base}/guides/full/sheet/")
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
