"""What single pages of the default theme show, and in which order."""

import re

from msgspec.structs import replace

from ssg.model.contexts import Context, NewsContext
from ssg.model.document import Content
from ssg.model.kinds.news import EventDate
from ssg.model.theme import Theme
from ssg.render.render import Renderer

Pages = dict[str, tuple[str, Context]]
Contents = dict[str, Content]


def main_of(theme: Theme, page: tuple[str, Context], contents: Contents) -> str:
    template, context = page
    outcome = Renderer(theme, "", "zh-Hans").render(template, context, contents)
    assert outcome.value is not None
    return outcome.value.decode().split("<main")[1].split("</main>")[0]


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def in_order(html: str, *parts: str) -> bool:
    places = [html.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def key_facts(html: str) -> list[tuple[str, str]]:
    facts = html.split('<dl class="key-facts">')[1].split("</dl>")[0]
    return [(name, text_of(value)) for name, value in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", facts)]


def test_a_guide_answers_the_four_questions_before_anything_else(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["guide"], contents)
    assert key_facts(html) == [
        ("多久", "5个工作日"),
        ("跑几次", "1次"),
        ("收费", "10.00元"),
        ("找谁", "0635-8512345 开发区行政审批服务部 工作日"),
    ]
    assert in_order(
        html, "<h1>", "事项名称：", "guide-summary", "chips", "key-facts", "start-button", 'class="contents"'
    )


def test_a_guide_keeps_the_order_of_the_counter(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["guide"], contents)
    sections = re.findall(r"<h2[^>]*>(.*?)</h2>", html.split('class="guide-text"')[1])
    assert sections == [
        *("谁可以办", "带什么", "怎么办", "到哪办", "办完拿到什么"),
        *("从窗口到机器", "帮手有三种", "常见问题", "依据与监督", "一件事", "页面信息", "相关内容", "相关新闻"),
    ]


def test_what_costs_nothing_and_takes_no_visit_is_said_in_words(theme: Theme, pages: Pages, contents: Contents):
    facts = dict(key_facts(main_of(theme, pages["guide-calm"], contents)))
    assert (facts["多久"], facts["跑几次"], facts["收费"]) == ("当场办结", "不用跑", "不收费")


def test_an_unconfirmed_guide_shows_what_is_missing_and_no_dead_button(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["guide-pending"], contents)
    assert [value for _, value in key_facts(html)] == [
        *("待补：办理时间", "待补：到场次数", "待补：收费标准", "待补：咨询电话"),
    ]
    assert "start-button" not in html
    assert 'href="#"' not in html


def test_materials_say_form_copies_and_issuer(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["guide"], contents)
    assert "共4份，其中1份不用带。" in html
    assert "<li>原件1份、复印件2份</li>" in html
    assert "<li>由公安机关核发</li>" in html
    assert "可以后补（3天内）" in html
    assert ">空白表（PDF，128 KB）</a>" in html


def test_what_is_shared_need_not_be_ticked_off(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["guide"], contents)
    not_needed = html.split("不用带，由系统核验")[1].split("</ul>")[0]
    assert "社保卡" in not_needed
    assert "checkbox" not in not_needed


def test_phones_can_be_dialled(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["guide"], contents)
    assert '<a class="tel" href="tel:06358512345">0635-8512345</a>' in html


def test_a_guide_past_its_review_and_out_of_use_says_so(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["guide"], contents)
    assert "这一项目前停办。" in html
    assert 'datetime="2026-11-01">2026年11月1日</time>前复核，现已超过' in html
    assert "box-warn" not in main_of(theme, pages["guide-calm"], contents)


def test_a_member_of_a_bundle_shows_its_place_in_it(theme: Theme, pages: Pages, contents: Contents):
    text = text_of(main_of(theme, pages["guide"], contents))
    assert "企业开办一件事，第2项，共4项" in text
    assert "下一项：办理医师执业注册" in text


def test_a_headline_group_is_one_heading_without_stray_spaces(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["news"], contents)
    assert '<h1><span class="hl">大厅窗口做减法</span><span class="hl">自助和帮办做加法</span></h1>' in html
    assert '<p class="deck">先自助办，再有人帮</p>' in html
    assert '<p class="kicker">开发区行政审批服务部的大厅改造</p>' in html


def test_news_tells_who_wrote_it_where_it_comes_from_and_when(theme: Theme, pages: Pages, contents: Contents):
    text = text_of(main_of(theme, pages["news"], contents))
    for part in (
        "记者 谢晓丽",
        "许海英（东昌路小学）",
        "2026年11月23日 10:00发布",
        "来源：聊城日报（外部网站） 2022年10月13日 第3版",
    ):
        assert part in text
    assert "事情发生在10月13日至19日" in text


def test_news_without_confirmed_author_or_source_says_so(theme: Theme, pages: Pages, contents: Contents):
    text = text_of(main_of(theme, pages["news-pending"], contents))
    for part in ("待补：作者", "待补：来源", "待补：原载日期"):
        assert part in text


def test_corrections_and_expiry_stand_above_the_text(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["news"], contents)
    assert in_order(
        html, "</h1>", "过期，仅供查阅", "<del>在平区</del>", "<ins>茌平区</ins>", 'class="lead"', "从窗口到机器"
    )


def test_what_to_do_stands_above_related_news(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["news"], contents)
    assert in_order(html, "怎么办</h2>", "领养老金要确认资格，怎么办</a>", "相关新闻</h2>")


def test_the_home_page_leads_with_services_then_news(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["home"], contents)
    assert in_order(html, 'name="q"', "养老金资格确认</a>", "个人办事", "企业办事", "新闻</h2>", "校园", "到哪里办")
    assert 'placeholder="如：医师注册"' in html


def test_a_list_page_shows_dates_and_leads_on(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["listing"], contents)
    assert '<h1>政务 <span class="page-label">第3页</span></h1>' in html
    assert html.count("<time") == 9
    assert ">较早：第2页</a>" in html
    assert ">较新：最新</a>" in html


def test_an_empty_list_says_so(theme: Theme, pages: Pages, contents: Contents):
    for name in ("listing-bare", "directory-bare", "terms-bare"):
        assert "还没有内容。" in main_of(theme, pages[name], contents)


def test_a_merged_list_says_for_which_item(theme: Theme, pages: Pages, contents: Contents):
    text = text_of(main_of(theme, pages["bundle"], contents))
    assert [use for use in ("用于：养老金资格确认", "用于：办理医师执业注册") if use not in text] == []
    assert "待补：事项" in text


def test_opening_hours_are_a_table_with_headings(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["place"], contents)
    assert '<tr><th scope="row">周一至周五</th><td>9:00～17:00</td></tr>' in html
    assert '<tr><th scope="row">每天</th><td>24小时</td></tr>' in html


def test_a_notice_shows_its_document_data_and_attachments(theme: Theme, pages: Pages, contents: Contents):
    text = text_of(main_of(theme, pages["notice"], contents))
    assert "聊开审〔2026〕3号" in text
    assert "公示期已经结束。" in text
    assert "申请表（PDF，128 KB）" in text
    assert "至2026年11月30日止" in text_of(main_of(theme, pages["notice-bare"], contents))


def test_not_found_offers_ways_on(theme: Theme, pages: Pages, contents: Contents):
    html = main_of(theme, pages["404"], contents)
    assert in_order(html, "没有这一页", 'action="/search/"', 'href="/guides/"', "tel:")


def test_an_event_of_a_known_year_names_its_weekday(theme: Theme, pages: Pages, contents: Contents):
    template, news = pages["news"]
    assert isinstance(news, NewsContext)
    dated = replace(news, event_date=EventDate("2026-10-13", "2026-10-19"))
    html = main_of(theme, (template, dated), contents)
    assert "事情发生在2026年10月13日（星期二）至19日（星期一）" in text_of(html)
    assert '<time datetime="2026-10-19">19日</time>' in html
