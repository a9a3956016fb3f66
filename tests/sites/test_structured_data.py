"""JSON-LD: every type and property is one that schema.org has, and nothing unknown is claimed."""

import json
import re

import pytest

from tests.conftest import ROOT

VOCABULARY = json.loads((ROOT / "tests/fixtures/schema-org.json").read_text(encoding="utf-8"))
"""Types, properties, domains and ranges as schema.org's release 30.1 defines them; the part that the pages use."""
TEXTS = {"Text", "URL", "Date", "DateTime", "Time", "Duration", "Number", "Integer", "Boolean", "DayOfWeek"}
"""Types whose values are written as text: data types, and days of the week by name."""

SITE = """
    -- site.yaml --
    title: 样例站
    base_url: https://example.org
    -- content/registers/orgs.yaml --
    spb: {name: 审批服务部}
    -- content/places/hall.md --
    ---
    title: 政务大厅
    address: 东昌路 1 号
    phone: 0635-7654321
    geo: {lat: "36.45", lon: "115.98", datum: WGS-84}
    facilities: [母婴室]
    hours: [周一至周五 09:00-17:00, 周六、周日 10:00-12:00, 工作日 13:00-14:00]
    ---
    -- content/places/room.md --
    ---
    title: 自助大厅
    geo: {lat: "36.45", lon: "115.98", datum: GCJ-02}
    hours: 24小时
    address: 待补
    ---
    -- content/guides/a.md --
    ---
    title: 事项
    agency: spb
    audience: [自然人]
    topics: [登记]
    area: 开发区
    codes: {basic: "000131001000", business: 待补}
    promised_limit: 5 个工作日
    fee: [{name: 工本费, amount: 10, basis: 目录}, {name: 检测, amount: 3, unit: 元/件, basis: 目录}]
    result: {name: 登记证}
    channels:
      - online: {url: "https://zwfw.example.cn/a", continues_on: 某网}
      - counter: {place: place/hall}
      - phone: 0635-1234567
      - post: 待补
    faq: [{q: 可以代办吗？, a: 可以 <b>。}]
    ---
    -- content/guides/free.md --
    ---
    title: 免费事项
    promised_limit: 3 自然日
    fee: 无
    channels: [{online: "https://zwfw.example.cn/b"}]
    ---
    -- content/bundles/b.md --
    ---
    title: 一件事
    items: [guide/a, guide/free]
    ---
    -- content/news/n.md --
    ---
    title: 消息
    date: 2026-11-01 10:00
    bylines: [记者 谢晓丽, 通讯员 盛婷婷, 译者 王小红, 许海英（东昌路小学）]
    source: {name: 某报, url: "https://paper.example.cn/1", reprint: true}
    audience: [家长]
    dateline: 东昌府区
    tags: [大厅]
    corrections: [{date: 2026-11-05, kind: 更正, text: 数字有误}]
    ---
    -- content/news/r.md --
    ---
    title: 读书
    date: 2026-11-01
    kind: reading
    dateline: 东昌府区
    ---
    -- content/notices/g.md --
    ---
    title: 公告
    date: 2026-11-01
    issuer: 审批服务部
    doc_no: 聊开政发〔2026〕1号
    changes: [{date: 2026-11-09, note: 补附件}]
    ---
    """
URLS = ("/", "/guides/a/", "/guides/free/", "/bundles/b/", "/places/hall/", "/places/room/", "/news/n/", "/news/r/")


def data_of(site, url):
    """The objects of a page by their types."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.html(url))
    return {each["@type"]: each for each in map(json.loads, found)}


def faults_of(value, where):
    """What schema.org does not define so, as paths: unknown types, properties of other types, values out of range."""
    if value["@type"] not in VOCABULARY["parents"]:
        return [f"{where}: no type {value['@type']}"]
    return [
        fault
        for name, held in value.items()
        if not name.startswith("@")
        for each in (held if isinstance(held, list) else [held])
        for fault in _property_faults(value["@type"], name, each, f"{where}.{name}")
    ]


def _property_faults(type_name, name, value, where):
    if not kinds_of(type_name) & set(VOCABULARY["domains"].get(name, ())):
        return [f"{where} is no property of {type_name}"]
    ranges = set(VOCABULARY["ranges"][name])
    if isinstance(value, dict):
        return faults_of(value, where) + ([] if kinds_of(value["@type"]) & ranges else [f"{where} must be {ranges}"])
    is_address = str(value).startswith("https://")  # Stands for the thing it leads to, whatever its type.
    return (
        []
        if is_address or (value not in ("", None) and ranges & TEXTS)
        else [f"{where} must be {ranges}, not {value!r}"]
    )


def kinds_of(type_name):
    """A type and all that it is a kind of."""
    parents = VOCABULARY["parents"].get(type_name, ())
    return {type_name}.union(*(kinds_of(parent) for parent in parents))


@pytest.fixture
def site(make_site):
    made = make_site(SITE)
    result = made.build()
    assert result.exit_code == 0, result.text
    return made


def test_every_type_and_property_is_one_of_schema_org(site):
    for url in (*URLS, "/notices/g/"):
        data = data_of(site, url)
        assert data, url
        assert [fault for type_name, each in data.items() for fault in faults_of(each, type_name)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "GovernmentOffise"},
        {"@type": "GovernmentOffice", "dateline": "东昌府区"},
        {"@type": "GovernmentOffice", "geo": {"@type": "Person"}},
        {"@type": "GovernmentOffice", "geo": "36.45"},
        {"@type": "GovernmentOffice", "telephone": ""},
    ],
)
def test_what_schema_org_does_not_define_is_found(wrong):
    assert len(faults_of(wrong, "it")) == 1


@pytest.mark.slow
def test_the_two_whole_sites_claim_only_what_schema_org_defines(sample, counter):
    faults, count = [], 0
    for page in (*sample.rglob("*.html"), *counter.rglob("*.html")):
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8")):
            faults += faults_of(json.loads(text), page.parent.name)
            count += 1
    assert (faults, count > 100) == ([], True)


def test_what_is_pending_is_not_claimed(site):
    for url in URLS:
        assert "待补" not in json.dumps(data_of(site, url), ensure_ascii=False)


def test_an_article_without_a_photo_claims_no_image(site):
    """The address of the site was given as the picture of every article that has none."""
    assert "image" not in data_of(site, "/news/n/")["NewsArticle"]


def test_working_days_are_no_duration_and_calendar_days_are(site):
    assert "P5D" not in site.html("/guides/a/")
    assert data_of(site, "/guides/free/")["GovernmentService"]["availableChannel"][0]["processingTime"] == "P3D"


def test_fees_are_prices_only_in_plain_yuan(site):
    offers = data_of(site, "/guides/a/")["GovernmentService"]["offers"]
    assert offers == [{"@type": "Offer", "name": "工本费", "price": "10", "priceCurrency": "CNY"}]
    assert data_of(site, "/guides/free/")["GovernmentService"]["offers"][0]["price"] == "0"


def test_ways_to_apply_are_channels(site):
    channels = data_of(site, "/guides/a/")["GovernmentService"]["availableChannel"]
    assert [sorted(set(each) - {"@type", "availableLanguage"}) for each in channels] == [
        ["serviceUrl"],
        ["serviceLocation"],
        ["servicePhone"],
    ]


def test_hours_are_days_of_the_week_and_words_are_not_guessed(site):
    hall = data_of(site, "/places/hall/")["GovernmentOffice"]["openingHoursSpecification"]
    week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert [(each["dayOfWeek"], each["opens"], each["closes"]) for each in hall] == [
        (week, "09:00", "17:00"),
        (["Saturday", "Sunday"], "10:00", "12:00"),
    ]
    (room,) = data_of(site, "/places/room/")["GovernmentOffice"]["openingHoursSpecification"]
    assert (len(room["dayOfWeek"]), room["opens"], room["closes"]) == (7, "00:00", "23:59")


def test_coordinates_of_another_datum_are_left_out(site):
    assert data_of(site, "/places/hall/")["GovernmentOffice"]["geo"]["latitude"] == "36.45"
    assert "geo" not in data_of(site, "/places/room/")["GovernmentOffice"]


def test_questions_are_a_faq_page_and_cannot_end_the_script(site):
    (question,) = data_of(site, "/guides/a/")["FAQPage"]["mainEntity"]
    assert (question["name"], question["acceptedAnswer"]["text"]) == ("可以代办吗？", "可以 <b>。")


def test_a_correction_is_a_modification_in_page_feed_and_sitemap(site):
    assert data_of(site, "/news/n/")["NewsArticle"]["dateModified"] == "2026-11-05T00:00:00+08:00"
    assert data_of(site, "/notices/g/")["DigitalDocument"]["dateModified"] == "2026-11-09T00:00:00+08:00"
    assert "<updated>2026-11-05T00:00:00+08:00</updated>" in site.read_output("/feed.xml")
    assert "<loc>https://example.org/news/n/</loc><lastmod>2026-11-05" in site.read_output("/sitemap.xml")
