"""Guides as their readers see them: complete, unconfirmed, expired, in several ways."""

import re

import pytest

SITE = """
    -- site.yaml --
    title: 样例站
    base_url: https://example.org
    -- content/registers/orgs.yaml --
    spb: {name: 审批服务部, phone: 0635-1234567, address: 黄山路 9 号, url: "https://spb.example.cn/"}
    hall: {name: 政务大厅综合窗口}
    -- content/places/hall.md --
    ---
    title: 政务大厅
    address: 东昌路 1 号
    hours: 周一至周五 09:00-17:00
    phone: 0635-7654321
    ---
    -- content/places/room.md --
    ---
    title: 自助大厅
    hours: 24小时
    ---
    -- content/guides/form.pdf --
    x
    -- content/guides/licence.pdf --
    x
    -- content/guides/full.md --
    ---
    title: 小餐饮登记
    plain_title: 开小饭店要办哪些手续
    item_type: 行政许可
    codes: {basic: "000131001000", implementation: "11371500004512345637100000000001"}
    agency: spb
    agency_nature: 法定机关
    accept_agency: hall
    co_agencies: [高新区, 茌平区]
    level: 县级
    area: 开发区
    audience: [个体工商户]
    topics: [开店]
    life_stage: [创业]
    summary: 开小饭店的人在开张前办这一项，办完拿到登记证。
    eligibility:
      - 有固定的店面
      - {text: 店面在禁止区域内, kind: 不予受理, law: 条例第八条}
    quantity_limit: 无
    case_type: 承诺件
    statutory_limit: 20 个工作日
    promised_limit: {n: 5, unit: 工作日, note: 不含邮寄}
    time_excluded: [{step: 现场核查, limit: 3 个工作日}]
    visits: 1
    once: true
    materials:
      - {id: form, name: 登记申请表, form: 原件 1 份, source: 申请人自备, sign: true, seal: true, blank: form.pdf}
      - {id: id, name: 身份证明, shared: 居民身份证电子证照}
      - {name: 健康证明, form: 复印件 1 份, source: 政府部门核发, issuer: 卫生部门, necessity: 容缺, deadline: 领证前}
    steps:
      - {name: 递交, who: 申请人, do: 交齐材料, time: 当场办结, channel: 综合窗口, result: 受理单}
      - {name: 核查, who: 审批服务部}
    channels:
      - online: {url: "https://zwfw.example.cn/a", continues_on: 省政务服务网, depth: 预审, login: true, apps: [爱山东]}
      - counter: {place: place/hall, window: 3 号窗口, hours: 周六上午也开, booking: 可电话预约}
      - self_service: {machine: 登记自助机, places: [place/room]}
      - post: 可以寄来
      - agent: 有人帮办
      - phone: 0635-12345678
    cross_region: {scope: 全省, mode: 异地代收代办, partners: [济南], note: 先打电话}
    fee:
      - {name: 工本费, amount: 10, basis: 收费目录, basis_url: "https://law.example.cn/fee", reduce: 残疾人免收}
    pay_online: true
    result: {name: 登记证, kind: 证照, valid_for: 3 年, sample: licence.pdf}
    delivery: [{way: 邮寄, days: 3 天}, 现场]
    places: [place/hall]
    contacts: {ask: {org: spb, note: 工作日}, complain: "12345"}
    legal_basis:
      - {title: 小餐饮条例, doc_no: 省人大公告第 1 号, article: 第五条, text: 应当登记, url: "https://law.example.cn/1"}
      - {title: 旧办法, article: 第二条, valid: 废止}
    rights: 可以在六十日内申请复议。
    faq: [{q: 可以代办吗？, a: 可以。}]
    agency_services: [店面检测]
    owner: 审批服务部
    reviewed: 2026-11-01
    review_by: 2027-11-01
    version: 3
    effective_from: 2026-01-01
    effective_until: 2027-12-31
    warning: 先办证后开张。
    changes: [{date: 2026-11-01, note: 缩短了时限}]
    variants:
      - {id: a, title: 网上办, order: 1, who: 有电子签名的人, do: 在网上填表, channel: online, materials: [form]}
      - {id: b, title: 窗口办, order: 2, channel: 周六专窗}
    ---
    补充一句。
    """

SHOWN = """
    开小饭店要办哪些手续 | 小餐饮登记 | 先办证后开张。 | 个体工商户 | 预审 | 承诺件 | 一次办好
    5个工作日 | 20个工作日 | 不含邮寄 | 现场核查 3 个工作日 | 1次
    有固定的店面 | 店面在禁止区域内 | 条例第八条 | 数量限制
    登记申请表 | 原件1份 | 要签字、盖章 | 空白表（PDF | 居民身份证电子证照 | 由卫生部门核发 | 可以后补（领证前）
    交齐材料 | 由谁办：申请人 | 当场办结 | 在哪里办：综合窗口 | 得到：受理单
    网上办 | 适合：有电子签名的人 | 在网上填表 | 带这些：登记申请表 | 在哪里办：周六专窗
    在线办理（转到省政务服务网） | 需要登录 | 也可以在爱山东里办 | 3 号窗口 | 时间：周六上午也开 | 可电话预约
    登记自助机 | 自助大厅 | 可以寄来 | 有人帮办 | 0635-12345678
    东昌路 1 号 | 周一至周五 09:00～17:00 | 0635-7654321
    全省通办 | 异地代收代办 | 济南 | 先打电话
    工本费 | 10元 | 收费目录 | 残疾人免收 | 可以网上支付 | 店面检测
    登记证 | 证照 | 3 年 | licence.pdf | 邮寄（3 天）、现场
    小餐饮条例 | 省人大公告第 1 号 | 第五条 | 应当登记 | 旧办法 第二条（废止） | 可以在六十日内申请复议。 | 可以代办吗？
    0635-1234567 | 12345 | 审批服务部（外部网站）黄山路 9 号 | 法定机关
    政务大厅综合窗口 | 高新区、茌平区 | 行政许可 | 县级 | 开发区 | 创业
    开店 | 000131001000 | 11371500004512345637100000000001 | 2026年11月1日 | 2027年11月1日 | 2026年1月1日
    2027年12月31日 | 第3版 | 缩短了时限 | 补充一句。
    """


def text_of(html):
    """The words a reader sees, tags and runs of blanks gone."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main))


def test_a_full_guide_shows_every_field(make_site, html_errors):
    site = make_site(SITE)
    result = site.build()
    assert result.exit_code == 0, result.text
    page = site.html("/guides/full/")
    text = text_of(page)
    wanted = [phrase for line in SHOWN.strip().splitlines() for phrase in line.strip().split(" | ")]
    assert [phrase for phrase in wanted if phrase not in text] == []
    assert "待补" not in text
    assert html_errors(page) == []


def test_a_full_guide_has_no_warning_of_its_own(make_site):
    result = make_site(SITE).build()
    assert [each["code"] for each in result.diagnostics if each["path"] == "content/guides/full.md"] == []


def test_a_guide_without_any_answer_shows_each_gap_and_no_dead_button(make_site, html_errors):
    site = make_site("""
        -- content/guides/a.md --
        ---
        title: 待定事项
        ---
        """)
    result = site.build()
    assert (result.exit_code, result.codes) == (0, ["pending-fields"])
    page = site.html("/guides/a/")
    gaps = (
        "受理条件",
        "申请材料",
        "办理流程",
        "办理渠道",
        "办理地点",
        "收费标准",
        "设定依据",
        "咨询电话",
        "监督投诉电话",
    )
    assert [gap for gap in gaps if f"待补：{gap}" not in page] == []
    assert "start-button" not in page
    assert html_errors(page) == []
    assert site.build(strict=True).exit_code == 1


def test_an_expired_guide_says_until_when_it_held_and_leaves_the_lists(make_site):
    site = make_site(SITE)
    site.edit("content/guides/full.md", "effective_until: 2027-12-31", "effective_until: 2026-11-22")
    site.build()
    assert "有效期到2026年11月22日为止，现已过期" in text_of(site.html("/guides/full/"))
    assert "开小饭店" not in site.html("/guides/")


def test_a_guide_past_its_review_says_so(make_site):
    site = make_site(SITE)
    site.build(now="2027-11-02T00:00:00+08:00")
    assert "本页应在2027年11月1日前复核，现已超过" in text_of(site.html("/guides/full/"))


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("visits: 1\n    once: true", "visits: {n: 2, reason: 核查}\n    once: true", "once-with-visits", "true"),
        ("accept_agency: hall", "accept_agency: hal", "unknown-org", "hal"),
        ("places: [place/room]", "places: [place/rom]", "unknown-reference", "place/rom]"),
        ("sample: licence.pdf", "sample: licenc.pdf", "missing-file", "licenc.pdf"),
        ("valid: 废止", "valid: 作废", "not-a-choice", "作废"),
    ],
)
def test_a_mistake_is_told_at_its_place(make_site, old, new, code, at):
    assert old in SITE
    site = make_site(SITE.replace(old, new))
    (fault,) = [each for each in site.build().diagnostics if each["code"] == code]
    line = (site.root / fault["path"]).read_text("utf-8").splitlines()[fault["line"] - 1]
    assert line[fault["column"] - 1 :].startswith(at)


def test_a_guide_too_long_for_one_sheet_is_told_what_to_shorten(make_site):
    steps = "".join(f"\n      - {{name: 步骤, do: {'办' * 60}}}" for _ in range(9))
    materials = "".join(f"\n      - {{name: 材料{n}, note: {'说' * 60}}}" for n in range(30))
    site = make_site(
        "    -- content/guides/long.md --\n    ---\n    title: 很长的事项"
        f"\n    steps:{steps}\n    materials:{materials}\n    ---\n"
    )
    result = site.build()
    (fault,) = [each for each in result.diagnostics if each["code"] == "sheet-too-long"]
    assert (result.exit_code, fault["severity"], fault["path"]) == (0, "warning", "content/guides/long.md")
    assert re.search(r"多出约 \d+ 行；最长的是申请材料（\d+行）、办理流程（\d+行）", fault["message"])
    assert '<body class="smallest">' in site.html("/guides/long/sheet/")
