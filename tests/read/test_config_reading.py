"""``site.yaml`` becomes a configuration, or its mistakes are told."""

import pytest

from ssg.model.config import Config, Footer, NavItem
from ssg.model.stated import Pending
from ssg.read.config import read_config


def faults(text):
    return [(each.code, each.span.line, each.span.column) for each in read_config(text).diagnostics]


def test_a_title_is_enough():
    outcome = read_config("title: 东昌\n")
    assert (outcome.value, outcome.diagnostics) == (Config("东昌"), ())


def test_chinese_names_are_accepted():
    text = (
        "名称: 东昌\n简介: 一\n语言: zh-CN\n时区: Asia/Shanghai\n网址: https://example.gov.cn/base/\n主题: default\n"
        "声明: 示例\n电话: 0635-8321000\n导航:\n  - {名称: 新闻, 网址: /news/}\n常用指南: [guide/a]\n每页条数: 30\n"
        "段落: 缩进\n外部图片: error\n不收录: true\n页脚: {主办单位: 审批部, ICP备案号: 待补}\n"
    )
    assert [each.code for each in read_config(text).diagnostics] == ["footer-incomplete"]
    assert read_config(text).value == Config(
        title="东昌",
        description="一",
        base_url="https://example.gov.cn/base",
        notice="示例",
        phone="0635-8321000",
        nav=(NavItem("新闻", "/news/"),),
        featured_guides=("guide/a",),
        page_size=30,
        paragraph="indent",
        remote_images="error",
        noindex=True,
        footer=Footer(organiser="审批部", icp=Pending()),
        footer_is_government=True,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titel: 东昌\n", [("unknown-key", 1, 1), ("missing-field", 1, 1)]),
        ("title: 东昌\nbase_url: ftp://example.org\n", [("bad-url", 2, 11)]),
        ("title: 东昌\nbase_url: https://example.org/?a\n", [("base-url-with-query", 2, 11)]),
        ("title: 东昌\ntimezone: Asia/Beijing\n", [("bad-timezone", 2, 11)]),
        ("title: 东昌\ntimezone: Asia\n", [("bad-timezone", 2, 11)]),
        ("title: 东昌\ntimezone: ../../etc/passwd\n", [("bad-timezone", 2, 11)]),
        ("title: 东昌\ntimezone: /etc/localtime\n", [("bad-timezone", 2, 11)]),
        ("title: 东昌\nlanguage: fr\n", [("not-a-choice", 2, 11)]),
        ("title: 东昌\ntheme: ../other\n", [("bad-theme-name", 2, 8)]),
        ("title: 东昌\nnav:\n  - {title: 甲, url: 'javascript:x'}\n", [("bad-nav-url", 3, 21)]),
        ("title: 东昌\nnav:\n  - {title: 甲, url: //example.org}\n", [("bad-nav-url", 3, 21)]),
        ("title: 东昌\npage_size: 0\n", [("bad-page-size", 2, 12)]),
        ("title: 东昌\nnoindex: yes\n", [("expects-boolean", 2, 10)]),
        ("标题：东昌\n", [("fullwidth-colon", 1, 3)]),
        ("- 东昌\n", [("config-not-fields", 1, 1)]),
        ("", [("missing-field", 1, 1)]),
        ("title: 东\x00昌\n", [("forbidden-character", 1, 9)]),
    ],
)
def test_a_mistake_is_named_at_its_place(text, expected):
    assert faults(text) == expected


def test_a_file_from_windows_is_read():
    assert read_config("\ufefftitle: 东昌\r\n").value == Config("东昌")


def test_a_footer_to_be_confirmed_is_still_that_of_a_government_site():
    config = read_config("title: 东昌\nfooter: 待补\n").value
    assert (config.footer, config.footer_is_government) == (Footer(), True)
