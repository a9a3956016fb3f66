"""Contexts for every template of the default theme: all fields filled, and as few as there can be."""

# ruff: noqa: E501 (tables of values read better unbroken)

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from ssg.model.card import Card
from ssg.model.config import Footer, NavItem
from ssg.model.contexts import (
    BodyRef,
    BundleContext,
    BundleItemView,
    BundleMembership,
    BundleSheetContext,
    BundleStepView,
    ChannelView,
    ContactView,
    Context,
    DayHours,
    Download,
    ElderHomeContext,
    FeedContext,
    FeedEntry,
    Group,
    GuideContext,
    GuideSheetContext,
    Head,
    HomeContext,
    LinkGroup,
    ListContext,
    MaterialUse,
    MaterialView,
    MergedMaterial,
    NewsContext,
    NewsSitemapContext,
    NotFoundContext,
    NoticeContext,
    PageAddress,
    PageContext,
    PhotoView,
    PlaceContext,
    PlaceView,
    RedirectContext,
    ServicePointView,
    SheetFit,
    Site,
    SitemapContext,
    SitemapEntry,
    StartButton,
    TitledLink,
)
from ssg.model.document import Content, Kind
from ssg.model.kinds.bundle import BundleMeta
from ssg.model.kinds.common import Change, Contact, Contacts, Publication
from ssg.model.kinds.guide import (
    Condition,
    CrossRegion,
    Delivery,
    Fee,
    GuideMeta,
    LegalBasis,
    Limit,
    Material,
    MaterialForm,
    Question,
    Result,
    Step,
    Variant,
    Visits,
)
from ssg.model.kinds.news import Byline, Correction, EventDate, Headline, Origin
from ssg.model.kinds.notice import NoticeMeta
from ssg.model.kinds.place import Hours, PlaceMeta
from ssg.model.picture import PictureView
from ssg.model.registers import Figure, Org
from ssg.model.stated import Nothing, Pending
from ssg.model.theme import Template, Theme

THEME_FOLDER = Path(__file__).parents[2] / "themes" / "default"
CHINA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)

SITE = Site(
    title="窗口与课堂（示例站）",
    description="政务新闻、校园消息、读书随笔和办事指南",
    language="zh-Hans",
    base_url="https://example.cn",
    base_path="",
    notice="本页为示例内容：事实取自一版报纸，标“待补”处须由主管单位确认后发布。",
    phone="0635-8512345",
    nav=(
        NavItem("新闻", "/news/"),
        NavItem("办事指南", "/guides/"),
        NavItem("一件事", "/bundles/"),
        NavItem("办事地点", "/places/"),
        NavItem("公告", "/notices/"),
        NavItem("搜索", "/search/"),
    ),
    footer=Footer(organiser="示例单位", report_url="https://example.org/report"),
    footer_is_government=True,
    paragraph="gap",
    noindex=False,
    has_search=True,
)
BARE_SITE = replace(
    SITE, description="", base_url="", notice="", phone=Pending(), nav=(), footer=Footer(), footer_is_government=False,
    has_search=False,
)  # fmt: skip
HEAD = Head(
    title="页名",
    description="一句说明",
    canonical="https://example.cn/x/",
    page_type="article",
    image="https://example.cn/x.jpg",
    json_ld=('{"@type":"WebPage"}',),
    metas=(("SiteName", "窗口与课堂"), ("ArticleTitle", "页名")),
    feeds=(TitledLink("全部新闻", "/feed.xml"),),
    crumbs=(TitledLink("首页", "/"), TitledLink("办事指南", "/guides/")),
    nav_url="/guides/",
    noindex=True,
)
BARE_HEAD = Head(title="页名", description="", canonical="")

BODY = BodyRef(
    "body",
    replacements=("/guides/pension/",),
    headings=(TitledLink("从窗口到机器", "#jiqi"), TitledLink("帮手有三种", "#bangshou")),
    is_empty=False,
)
NO_BODY = BodyRef("")
CONTENTS = {
    "body": Content(
        '<h2 id="jiqi">从窗口到机器</h2>\n<p>大厅推行“自助＋引导”，各类事项都能<a href="\ue0000\ue001">自助办理</a>，'
        "<em>请务必</em>本人到场。前后共631项，涉及15042人，API接口由平台统一提供——“同城同标”……</p>\n"
        '<h2 id="bangshou">帮手有三种</h2>\n<ul>\n<li>自己在设备上从头办到尾；</li>\n'
        "<li>遇到难处，由工作人员帮忙。</li>\n</ul>\n"
        '<table>\n<thead><tr><th scope="col">窗口</th><th scope="col">原来</th><th scope="col">现在</th></tr></thead>'
        "<tbody><tr><td>税务</td><td>24个</td><td>8个</td></tr></tbody>\n</table>\n"
        "<blockquote><p>窗口少了，办事的人不能更累。</p></blockquote>",
        (),
    )
}


def card_of(kind: Kind, title: str, name: str, **changes: object) -> Card:
    """Return a card of ``kind`` at ``/<name>/``."""
    plain = Card(
        kind, f"content/{name}.md", f"/{name}/", title, title, "用一句话说明给谁办、办什么、办完拿到什么。", None
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


GUIDE_CARD = card_of(
    Kind.GUIDE,
    "领养老金要确认资格，怎么办",
    "guides/pension",
    short_title="养老金资格确认",
    summary="领取养老金的人每年确认一次资格；可以等系统静默认证，也可以自助或到现场办。",
    audience=("个人",),
    topics=("社会保障",),
)
OTHER_GUIDE = card_of(Kind.GUIDE, "办理医师执业注册", "guides/physician")
BUNDLE_CARD = card_of(Kind.BUNDLE, "企业开办一件事", "bundles/start-business")
PLACE_CARD = card_of(Kind.PLACE, "开发区政务服务大厅", "places/hall", place_kind="政务服务大厅", area="东城街道")


def news_card(number: int, **changes: object) -> Card:
    titles = ("大厅窗口做减法 自助和帮办做加法", "校园艺术节开幕", "护学岗守在校门口", "读经典的一点体会", "在家学拼音")
    day = datetime(2026, 11, 23 - number, 9, 30, tzinfo=CHINA)
    plain = card_of(Kind.NEWS, titles[number % 5], f"news/{number}", date=day, column="zw", column_title="政务")
    return replace(plain, **changes)  # type: ignore[arg-type]


PUBLICATION = Publication(title="养老保险待遇领取资格确认")
ASK = ContactView("0635-8512345", "开发区行政审批服务部", "工作日")
FULL_GUIDE_META = GuideMeta(
    publication=PUBLICATION,
    official_title="养老保险待遇领取资格确认",
    item_type="公共服务",
    agency=Pending(),
    level="县级",
    codes=(("basic", "371500000000000000000000000000ab"), ("implementation", Pending())),
    co_agencies=("高新区", "东昌府区"),
    area="聊城经济技术开发区",
    eligibility=(Condition("正在领取养老保险待遇。", law="《社会保险法》第十六条"), Condition("已经去世。", "不予受理")),
    quantity_limit=Nothing(),
    case_type="即办件",
    statutory_limit=Limit(20),
    promised_limit=Limit(5, note="从受理算起"),
    time_excluded=(("听证", "20个工作日"),),
    visits=Visits(1, "需要本人到场刷脸"),
    materials=Pending(),
    steps=(
        Step("提出申请", "申请人", "在网上或到窗口提出。", Limit(0), "online", "受理通知"),
        Step("核验身份", "工作人员", "核对本人和身份证。", Pending()),
    ),
    channels=Pending(),
    cross_region=CrossRegion("跨省", "全程网办", ("济南市", "郑州市"), "先打电话问清楚。"),
    fee=(Fee("工本费", "10.00", basis="某号文件", reduce="60岁以上免收"),),
    result=Result("资格确认结果", "电子结果", "一年"),
    delivery=(Delivery("现场"), Delivery("邮寄", "3天")),
    places=(),
    contacts=Contacts(Contact("12345"), Contact("12345")),
    legal_basis=(
        LegalBasis("中华人民共和国社会保险法", "主席令第三十五号", "第十六条", "原文一句。", "https://example.org/law"),
        LegalBasis("某办法", article=Pending()),
    ),
    rights="对结果有意见的，可以在60日内申请行政复议。",
    faq=(Question("忘了确认怎么办？", "补办以后，停发的待遇会补发。"), Question("别人能代办吗？", "可以，先打电话。")),
    owner="社会保险科",
    reviewed=date(2026, 10, 1),
    review_by=date(2026, 11, 1),
    version=3,
    effective_from=date(2026, 1, 1),
    status="停用",
    variants=(Variant("silent", "静默认证", "首选", "有就医或乘车记录的人", "什么也不用做。"), Variant("b", "自助", "", Pending(), Pending())),
    warning="不要把身份证交给陌生人。",
    pending=(),
)  # fmt: skip
BARE_GUIDE_META = GuideMeta(
    publication=PUBLICATION, official_title="养老保险待遇领取资格确认", item_type=Pending(), agency=Pending(), level=None,
    codes=(), co_agencies=(), area="", eligibility=Pending(), quantity_limit=None, case_type=Pending(),
    statutory_limit=Pending(), promised_limit=Pending(), time_excluded=(), visits=Pending(), materials=Pending(),
    steps=Pending(), channels=Pending(), cross_region=None, fee=Pending(), result=Pending(), delivery=Pending(),
    places=Pending(), contacts=Contacts(Pending(), Pending()), legal_basis=Pending(), rights="", faq=(), owner=Pending(),
    reviewed=None, review_by=Pending(), version=None, effective_from=None, status="有效", variants=(), warning="", pending=(),
)  # fmt: skip
NO_FEE_GUIDE_META = replace(
    FULL_GUIDE_META, promised_limit=Limit(0), visits=Visits(0), fee=Nothing(), status="有效", warning="", variants=(),
)  # fmt: skip

PDF = Download("/guides/form.pdf", "申请表", "PDF", "128 KB")
MATERIALS = (
    MaterialView(
        Material("身份证", form=(MaterialForm("原件"), MaterialForm("复印件", 2)), source="政府部门核发", issuer="公安机关"),
        None,
        None,
    ),
    MaterialView(
        Material("申请表", form=(MaterialForm("原件"),), source="申请人自备", when="由家人代办", necessity="容缺", deadline="3天内"),
        PDF,
        PDF,
    ),
    MaterialView(Material("社保卡", shared=True, note="系统核验"), None, None),
    MaterialView(Material("照片", form=Pending(), source=Pending(), note="近期免冠"), None, None),
)  # fmt: skip
CHANNELS = (
    ChannelView("online", "https://example.org/", "山东政务服务网", "全程网办", True, None, "", "", "", "", ""),
    ChannelView("online", Pending(), "", "", False, None, "", "", "", "", "手机应用"),
    ChannelView("counter", "", "", "", False, PLACE_CARD, "3号窗口", "", "", "提前一天", "工作日都可以办。"),
    ChannelView("phone", "", "", "", False, None, "", "", "0635-8512345", "", ""),
)
ONLINE = PageAddress("https://example.cn/guides/pension/", is_scannable=True)
NOWHERE = PageAddress("/guides/pension/", is_scannable=False)
FULL_GUIDE = GuideContext(
    site=SITE,
    head=HEAD,
    card=GUIDE_CARD,
    sheet_url="/guides/pension/sheet/",
    guide=FULL_GUIDE_META,
    agency=Org("approval", "开发区行政审批服务部", short="审批部"),
    materials=MATERIALS,
    channels=CHANNELS,
    start=StartButton("https://example.org/start", "在线办理（转到山东政务服务网）", True),
    places=(
        PlaceView(PLACE_CARD, "黄山南路1号", "0635-8512345", "周一至周五 9:00～17:00"),
        PlaceView(PLACE_CARD, Pending(), Pending(), ""),
    ),
    ask=ASK,
    complain=ContactView("12345", "", ""),
    variants=FULL_GUIDE_META.variants,
    is_review_overdue=True,
    body=BODY,
    topics=(TitledLink("社会保障", "/topics/social/"),),
    bundles=(BundleMembership(BUNDLE_CARD, 2, 4, OTHER_GUIDE, OTHER_GUIDE),),
    related=(OTHER_GUIDE,),
    news=(news_card(0),),
    changes=(Change(date(2026, 10, 1), "补上电话。"),),
    updated=MORNING,
    online=ONLINE,
)
BARE_GUIDE = GuideContext(
    site=BARE_SITE, head=BARE_HEAD, card=GUIDE_CARD, sheet_url="/guides/pension/sheet/", guide=BARE_GUIDE_META, agency=Pending(), materials=Pending(),
    channels=Pending(), start=None, places=Pending(), ask=Pending(), complain=Pending(), variants=(),
    is_review_overdue=False, body=NO_BODY, topics=(), bundles=(), related=(), news=(), changes=(), updated=None, online=NOWHERE,
)  # fmt: skip
CALM_GUIDE = replace(
    FULL_GUIDE, guide=NO_FEE_GUIDE_META, variants=(), is_review_overdue=False, materials=Nothing("系统核验")
)
PENDING_GUIDE = replace(BARE_GUIDE, site=SITE, head=HEAD)

PICTURE = PictureView("/news/art.svg", "舞台的红幕拉开", 960, 640, (), True)
PHOTO = PhotoView("/news/art.svg", "舞台的红幕拉开", "校园艺术节（示意画，不画真人）", "本站绘制", PICTURE)
FULL_NEWS = NewsContext(
    site=SITE,
    head=replace(HEAD, nav_url="/news/"),
    card=news_card(0, is_expired=True, genre="feature"),
    headline=Headline(
        ("大厅窗口做减法", "自助和帮办做加法"), "开发区行政审批服务部的大厅改造", ("先自助办，再有人帮",)
    ),
    bylines=(Byline("谢晓丽", "记者"), Byline("许海英", org="东昌路小学")),
    source=Origin("聊城日报", "https://example.org/", date(2022, 10, 13), "第3版", "文字由本站重写"),
    dateline="东昌府区",
    event_date=EventDate("10-13", "10-19"),
    published=MORNING,
    updated=MORNING,
    expires=MORNING,
    corrections=(Correction(date(2026, 11, 24), "更正", "地名写错了。", "在平区", "茌平区"),),
    changes=(Change(date(2026, 11, 24), "改正地名。"),),
    photos=(PHOTO, PHOTO, replace(PHOTO, alt="", caption="", credit="")),
    summary="税务、公积金窗口已经减少，大厅改推“先自助、再引导”。",
    body=BODY,
    pinyin="ruby",
    column=TitledLink("政务", "/news/columns/zw/"),
    tags=(TitledLink("政务大厅", "/tags/hall/", 3),),
    guides=(GUIDE_CARD, PLACE_CARD),
    related=(news_card(1), news_card(2)),
    older=news_card(3),
    newer=news_card(4),
)
BARE_NEWS = NewsContext(
    site=BARE_SITE, head=BARE_HEAD, card=news_card(0), headline=Headline(("一条短消息",)), bylines=Nothing(), source=None,
    dateline="", event_date=None, published=datetime(2026, 11, 23, tzinfo=CHINA), updated=None, expires=None,
    corrections=(), changes=(), photos=(), summary="", body=NO_BODY, pinyin="", column=None, tags=(), guides=(),
    related=(), older=None, newer=None,
)  # fmt: skip
PENDING_NEWS = replace(
    BARE_NEWS, bylines=Pending(), source=Origin(Pending(), date=Pending()), event_date=EventDate("2022-10-13")
)

FULL_BUNDLE = BundleContext(
    site=SITE,
    head=HEAD,
    card=BUNDLE_CARD,
    sheet_url="/bundles/start-business/sheet/",
    bundle=BundleMeta(
        PUBLICATION, "开一家新企业", (), (), (), (("少跑", "从5次减到1次"),), "一张表", "一窗", "营业执照",
        Contacts(Pending(), Pending()), "企业科", date(2027, 1, 1), (),
    ),
    items=(BundleItemView(GUIDE_CARD, "有员工时", "必办"), BundleItemView(Pending(), "", Pending())),
    steps=(
        BundleStepView("设立登记", "然后", "先取得执照。", "1天", (OTHER_GUIDE,)),
        BundleStepView("刻章", "同时", "", "", ()),
        BundleStepView("自己报送", "或者", "", "", ()),
    ),
    materials=(MergedMaterial("身份证", (MaterialUse(GUIDE_CARD, Material("身份证")), MaterialUse(OTHER_GUIDE, Material("身份证"))), False),),
    materials_missing=(OTHER_GUIDE,),
    figures=(Figure("f", "15042", "人", "惠及", "2022年"),),
    ask=ASK,
    complain=Pending(),
    body=BODY,
    topics=(TitledLink("企业开办", "/topics/start/"),),
    related=(OTHER_GUIDE,),
    news=(news_card(0),),
    changes=(Change(date(2026, 10, 1), "新设。"),),
    updated=MORNING, online=ONLINE,
)  # fmt: skip
BARE_BUNDLE = BundleContext(
    site=BARE_SITE, head=BARE_HEAD, card=BUNDLE_CARD, sheet_url="/bundles/start-business/sheet/",
    bundle=BundleMeta(
        PUBLICATION, Pending(), Pending(), Pending(), (), (), None, None, None, Contacts(Pending(), Pending()),
        Pending(), Pending(), (),
    ),
    items=Pending(), steps=Pending(), materials=(), materials_missing=(), figures=(), ask=Pending(), complain=Pending(),
    body=NO_BODY, topics=(), related=(), news=(), changes=(), updated=None, online=NOWHERE,
)  # fmt: skip


def shared_fields(page: Context, sheet: type[Context]) -> dict[str, object]:
    """Return the fields that a page and its sheet have in common."""
    names = set(sheet.__struct_fields__) & set(page.__struct_fields__)
    return {name: getattr(page, name) for name in names}


FIT = SheetFit("small")
FULL_GUIDE_SHEET = GuideSheetContext(**shared_fields(FULL_GUIDE, GuideSheetContext), fit=FIT)  # type: ignore[arg-type]
BARE_GUIDE_SHEET = GuideSheetContext(**shared_fields(BARE_GUIDE, GuideSheetContext), fit=FIT)  # type: ignore[arg-type]
FULL_BUNDLE_SHEET = BundleSheetContext(**shared_fields(FULL_BUNDLE, BundleSheetContext), fit=FIT)  # type: ignore[arg-type]
BARE_BUNDLE_SHEET = BundleSheetContext(**shared_fields(BARE_BUNDLE, BundleSheetContext), fit=FIT)  # type: ignore[arg-type]

FULL_PLACE = PlaceContext(
    site=SITE,
    head=HEAD,
    card=PLACE_CARD,
    place=PlaceMeta(
        PUBLICATION, "政务服务大厅", "东城街道", "黄山南路1号",
        (Hours("周一至周五", "9:00", "17:00"), Hours("每天", "", "", "24小时")), "0635-8512345", None, None,
        ("母婴室", "图书借阅"), "东门有坡道", Pending(), Nothing(), None, "大厅办公室", date(2027, 1, 1), (),
    ),
    hours=(DayHours("周一至周五", (Hours("周一至周五", "9:00", "17:00"),)), DayHours("每天", (Hours("每天", "", "", "24小时"),))),
    org=Org("approval", "开发区行政审批服务部"),
    windows=(ServicePointView("综合窗口", "3号", "工作日开放。", (GUIDE_CARD,)),),
    machines=Pending(),
    guides=(GUIDE_CARD, OTHER_GUIDE),
    body=BODY,
    related=(OTHER_GUIDE,),
    news=(news_card(0),),
    changes=(Change(date(2026, 10, 1), "改时间。"),),
    updated=MORNING,
)  # fmt: skip
BARE_PLACE = PlaceContext(
    site=BARE_SITE, head=BARE_HEAD, card=PLACE_CARD,
    place=PlaceMeta(
        PUBLICATION, Pending(), "", Pending(), Pending(), Pending(), None, None, (), None, None, None, None, None, None, (),
    ),
    hours=Pending(),
    org=None, windows=None, machines=None, guides=(), body=NO_BODY, related=(), news=(), changes=(), updated=None,
)  # fmt: skip

NOTICE_CARD = card_of(Kind.NOTICE, "关于调整大厅开放时间的公告", "notices/hours")
FULL_NOTICE = NoticeContext(
    site=SITE,
    head=HEAD,
    card=NOTICE_CARD,
    notice=NoticeMeta(
        PUBLICATION, "371500-2026-001", Pending(), "开发区行政审批服务部", date(2026, 11, 20), "聊开审〔2026〕3号", "有效",
        date(2026, 11, 23), date(2026, 11, 30), "请在公示期内来电。", (),
    ),
    published=MORNING,
    period_is_over=True,
    attachments=(PDF,),
    body=BODY,
    related=(OTHER_GUIDE,),
    older=NOTICE_CARD,
    newer=None,
)  # fmt: skip
BARE_NOTICE = NoticeContext(
    site=BARE_SITE, head=BARE_HEAD, card=NOTICE_CARD,
    notice=NoticeMeta(PUBLICATION, None, None, None, None, None, None, None, date(2026, 11, 30), None, ()),
    published=MORNING, period_is_over=False, attachments=(), body=NO_BODY, related=(), older=None, newer=None,
)  # fmt: skip

ELDER_HEAD = replace(BARE_HEAD, home_url="/zl/", normal_url="/")
FULL_ELDER_HOME = ElderHomeContext(SITE, ELDER_HEAD, (TitledLink("办事指南", "/zl/guides/"),))
BARE_ELDER_HOME = ElderHomeContext(BARE_SITE, ELDER_HEAD, ())

NEWS_CARDS = tuple(news_card(number) for number in range(9))
FULL_HOME = HomeContext(
    site=SITE,
    head=replace(HEAD, title=SITE.title, crumbs=(), nav_url="/"),
    search_example="医师注册",
    lead=news_card(0),
    lead_picture=PICTURE,
    news=(
        Group("政务", "/news/columns/zw/", NEWS_CARDS[1:4]),
        Group("校园", "/news/columns/xy/", NEWS_CARDS[4:7]),
        Group("读书", "", NEWS_CARDS[7:9]),
    ),
    featured=(GUIDE_CARD, OTHER_GUIDE, replace(GUIDE_CARD, short_title="原产地证书"), replace(OTHER_GUIDE, short_title="同城登记")),
    doors=(Group("个人办事", "", (GUIDE_CARD, OTHER_GUIDE)), Group("企业办事", "/guides/", (BUNDLE_CARD, OTHER_GUIDE))),
    bundles=(BUNDLE_CARD,),
    places=(PLACE_CARD, replace(PLACE_CARD, title="“聊开智慧”自助大厅", area="")),
)  # fmt: skip
BARE_HOME = HomeContext(BARE_SITE, replace(BARE_HEAD, title=SITE.title), "", None, None, (), (), (), (), ())

LINKS = (
    LinkGroup("栏目", (TitledLink("政务", "/news/columns/zw/", 12), TitledLink("校园", "/news/columns/xy/", 3))),
    LinkGroup("归档", (TitledLink("2026年", "/news/2026/", 15),)),
)
FULL_LIST = ListContext(
    site=SITE,
    head=replace(HEAD, nav_url="/news/"),
    kicker="栏目",
    heading="政务",
    intro=BODY,
    description="大厅和项目的消息。",
    cards=NEWS_CARDS,
    groups=(Group("C", "", (GUIDE_CARD, PLACE_CARD)), Group("L", "/l/", (OTHER_GUIDE,)), Group("Y", "", (BUNDLE_CARD,))),
    links=LINKS,
    older=TitledLink("第2页", "/news/columns/zw/2/"),
    newer=TitledLink("最新", "/news/columns/zw/"),
    page_label="第3页",
)  # fmt: skip
BARE_LIST = ListContext(BARE_SITE, BARE_HEAD, "", "新闻", None, "")

FEED_ENTRY = FeedEntry(
    "https://example.cn/news/0/", "窗口<减法>&加法", "一句话。", MORNING, MORNING, ("谢晓丽", "盛婷婷"), "政务"
)

PAGES: dict[str, tuple[str, Context]] = {
    "home": ("home.html", FULL_HOME),
    "home-bare": ("home.html", BARE_HOME),
    "elder-home": ("elder-home.html", FULL_ELDER_HOME),
    "elder-home-bare": ("elder-home.html", BARE_ELDER_HOME),
    "news": ("news.html", FULL_NEWS),
    "news-bare": ("news.html", BARE_NEWS),
    "news-pending": ("news.html", PENDING_NEWS),
    "guide": ("guide.html", FULL_GUIDE),
    "guide-calm": ("guide.html", CALM_GUIDE),
    "guide-pending": ("guide.html", PENDING_GUIDE),
    "guide-bare": ("guide.html", BARE_GUIDE),
    "bundle": ("bundle.html", FULL_BUNDLE),
    "bundle-bare": ("bundle.html", BARE_BUNDLE),
    "guide-sheet": ("guide-sheet.html", FULL_GUIDE_SHEET),
    "guide-sheet-bare": ("guide-sheet.html", BARE_GUIDE_SHEET),
    "bundle-sheet": ("bundle-sheet.html", FULL_BUNDLE_SHEET),
    "bundle-sheet-bare": ("bundle-sheet.html", BARE_BUNDLE_SHEET),
    "place": ("place.html", FULL_PLACE),
    "place-bare": ("place.html", BARE_PLACE),
    "notice": ("notice.html", FULL_NOTICE),
    "notice-bare": ("notice.html", BARE_NOTICE),
    "page": ("page.html", PageContext(SITE, HEAD, NOTICE_CARD, BODY, MORNING)),
    "page-bare": ("page.html", PageContext(BARE_SITE, BARE_HEAD, NOTICE_CARD, NO_BODY, None)),
    "listing": ("listing.html", replace(FULL_LIST, groups=())),
    "listing-bare": ("listing.html", BARE_LIST),
    "directory": ("directory.html", replace(FULL_LIST, cards=(), page_label="")),
    "directory-bare": ("directory.html", BARE_LIST),
    "terms": ("terms.html", FULL_LIST),
    "terms-bare": ("terms.html", BARE_LIST),
    "404": ("404.html", NotFoundContext(SITE, HEAD, (TitledLink("办事指南", "/guides/"),))),
    "404-bare": ("404.html", NotFoundContext(BARE_SITE, BARE_HEAD, ())),
    "redirect": ("redirect.html", RedirectContext(SITE, "/news/0/", "https://example.cn/news/0/")),
    "redirect-bare": ("redirect.html", RedirectContext(BARE_SITE, "/news/0/", "")),
}
"""By name: the template and what it is given."""

XML_PAGES: dict[str, tuple[str, Context]] = {
    "feed": ("feed.xml", FeedContext(SITE, "全部 & 新闻", "https://example.cn/", "https://example.cn/feed.xml", MORNING, (FEED_ENTRY,))),
    "feed-bare": ("feed.xml", FeedContext(BARE_SITE, "新闻", "/", "/feed.xml", MORNING, ())),
    "sitemap": ("sitemap.xml", SitemapContext((SitemapEntry("https://example.cn/?a&b", date(2026, 1, 3)), SitemapEntry("https://example.cn/", None)))),
    "sitemap-index": ("sitemap-index.xml", SitemapContext((SitemapEntry("https://example.cn/sitemap-1.xml", None),))),
    "news-sitemap": ("news-sitemap.xml", NewsSitemapContext(SITE, (FEED_ENTRY,))),
}  # fmt: skip


def load_theme(language: str) -> Theme:
    """Return the default theme with the strings of ``language`` and assets under plain names."""
    templates = tuple(
        Template(name, path.read_text(encoding="utf-8"), f"themes/default/templates/{name}")
        for path in sorted((THEME_FOLDER / "templates").rglob("*"))
        if path.is_file() and (name := path.relative_to(THEME_FOLDER / "templates").as_posix())
    )
    strings = yaml.safe_load((THEME_FOLDER / "i18n" / f"{language}.yaml").read_text(encoding="utf-8"))
    assets = tuple((path.name, f"/assets/{path.name}") for path in sorted((THEME_FOLDER / "assets").iterdir()))
    return Theme(templates, tuple(strings.items()), assets)


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme("zh-Hans")


@pytest.fixture(scope="session")
def english_theme() -> Theme:
    return load_theme("en")


@pytest.fixture
def pages() -> dict[str, tuple[str, Context]]:
    return PAGES


@pytest.fixture
def xml_pages() -> dict[str, tuple[str, Context]]:
    return XML_PAGES


@pytest.fixture
def contents() -> dict[str, Content]:
    return CONTENTS


@pytest.fixture
def site() -> Site:
    return SITE


@pytest.fixture
def head() -> Head:
    return HEAD


@pytest.fixture
def card() -> Card:
    return NOTICE_CARD
