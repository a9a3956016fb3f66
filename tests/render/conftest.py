import pytest

from ssg.model.card import Card
from ssg.model.config import Footer, NavItem
from ssg.model.contexts import Head, Site, TitledLink
from ssg.model.document import Kind


@pytest.fixture
def site() -> Site:
    return Site(
        title="开发区政务",
        description="新闻与办事",
        language="zh-Hans",
        base_url="https://example.cn",
        base_path="",
        notice="示例网站，内容不作为办事依据",
        phone="12345",
        nav=(NavItem("新闻", "/news/"), NavItem("办事", "/guides/"), NavItem("外站", "https://example.org/")),
        footer=Footer(organiser="示例单位"),
        footer_is_government=True,
        paragraph="gap",
        noindex=False,
        has_search=True,
    )


@pytest.fixture
def head() -> Head:
    return Head(
        title="页名",
        description="说明",
        canonical="https://example.cn/x/",
        json_ld=('{"@type":"WebPage"}',),
        metas=(("SiteName", "开发区政务"),),
        feeds=(TitledLink("全部新闻", "/feed.xml"),),
        crumbs=(TitledLink("首页", "/"), TitledLink("办事", "/guides/")),
        nav_url="/guides/",
    )


@pytest.fixture
def card() -> Card:
    return Card(Kind.PAGE, "content/pages/x.md", "/x/", "页名", "页名", "说明", None)
