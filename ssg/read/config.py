"""``site.yaml`` as a value, as strict as front matter."""

import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ssg.model.config import LEVEL_BY_CHECK, Alert, CheckException, CheckSettings, Config, Footer, NavItem
from ssg.model.diagnostic import Diagnostic, Outcome, Span, error
from ssg.model.picture import ImageSettings
from ssg.model.stated import Pending
from ssg.read.approval import read_approval_rules
from ssg.read.dates import read_day
from ssg.read.footer import read_footer
from ssg.read.reader import Reader, Scope, refuse
from ssg.read.schema import Fields, compile_schema, optional, read_fields, record, required, stated
from ssg.read.source_text import clean_text
from ssg.read.strict_yaml import parse_yaml
from ssg.read.values import choice, list_of, read_boolean, read_integer, read_phone, read_text, read_url
from ssg.read.yaml_nodes import MapNode, Node, ScalarNode

CONFIG_PATH = "site.yaml"
FEWEST_ITEMS, MOST_ITEMS = 5, 200
"""Limits of ``page_size``."""
SMALLEST_WIDTH, LARGEST_WIDTH, MOST_WIDTHS = 100, 4000, 8
"""Limits of ``images: widths``."""

_ZONE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*")
_THEME_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_NAV_URL = re.compile(r"(?:/(?!/)|https?://)[^\s\"'<>\\]*")


def _read_zone(node: Node, scope: Scope) -> Outcome[str | None]:
    name = node.text if isinstance(node, ScalarNode) else ""
    return Outcome(name) if _is_zone(name) else refuse("bad-timezone", node, scope)


def _is_zone(name: str) -> bool:
    if not _ZONE_NAME.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    # A folder of the zone database, such as "Asia", shows itself as one of the last two.
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _read_base_url(node: Node, scope: Scope) -> Outcome[str | None]:
    outcome = read_url(node, scope)
    url = outcome.value
    if url is None:
        return outcome
    return refuse("base-url-with-query", node, scope) if "?" in url or "#" in url else Outcome(url.rstrip("/"))


def _read_theme(node: Node, scope: Scope) -> Outcome[str | None]:
    """Return the name of a folder below ``themes``; nothing that could lead out of it."""
    if isinstance(node, ScalarNode) and _THEME_NAME.fullmatch(node.text):
        return Outcome(node.text)
    return refuse("bad-theme-name", node, scope)


def _read_nav_url(node: Node, scope: Scope) -> Outcome[str | None]:
    if isinstance(node, ScalarNode) and _NAV_URL.fullmatch(node.text):
        return Outcome(node.text)
    return refuse("bad-nav-url", node, scope)


def _read_page_size(node: Node, scope: Scope) -> Outcome[int | None]:
    outcome = read_integer(node, scope)
    if outcome.value is None or FEWEST_ITEMS <= outcome.value <= MOST_ITEMS:
        return outcome
    return refuse("bad-page-size", node, scope, fewest=str(FEWEST_ITEMS), most=str(MOST_ITEMS))


_NAV_ITEM = record(
    NavItem,
    required("title 名称 标题", read_text),
    required("url 网址", _read_nav_url),
)
_ALERT = record(
    Alert,
    required("text 内容", read_text),
    required("until 截止", read_day),
    optional("url 网址", _read_nav_url),
)
CHECK_BY_NAME = {
    "字符": "characters",
    "标点": "punctuation",
    "配对": "pairs",
    "破折号": "dashes",
    "重复": "doubled",
    "断句": "sentences",
    "用词": "terms",
    "注音": "pinyin",
    "个人信息": "personal-data",
    "附件": "attachments",
    "文件属性": "properties",
    "电话": "phones",
    "更新": "freshness",
    "复核逾期": "reviews",
    "网址": "addresses",
    "标题": "headings",
    "图片": "images",
    "链接文字": "link-text",
    "下载说明": "file-links",
    "表头": "tables",
    "语言": "language",
    "锚点": "ids",
    "审核": "approval",
    "链接": "links",
    "页面链接": "page-links",
    "指南": "guides",
    "复核": "review-dates",
    "文件": "files",
    "外部链接": "external-links",
    "旧网址": "lost-urls",
    "旧列表": "lost-lists",
}
_LEVEL = choice("off", "warn", "error", also={"关": "off", "提醒": "warn", "错误": "error"})
_EXCEPTION = record(
    dict[str, Any],
    required("check 检查", choice(*LEVEL_BY_CHECK, also=CHECK_BY_NAME)),
    optional("path 文件", read_text),
    required("text 文字", read_text),
    required("reason 理由", read_text),
)


def _read_exception(node: Node, scope: Scope) -> Outcome[CheckException | None]:
    outcome = _EXCEPTION(node, scope)
    if outcome.value is None:
        return Outcome(None, outcome.diagnostics)
    return Outcome(CheckException(**{"path": "", **outcome.value}, span=scope.span(node)), outcome.diagnostics)


def _make_checks(exceptions: tuple[CheckException, ...] = (), **levels: str) -> CheckSettings:
    return CheckSettings(tuple(levels.items()), exceptions)


_CHECKS = record(
    _make_checks,
    *(optional(f"{check} {name}", _LEVEL) for name, check in CHECK_BY_NAME.items()),
    optional("exceptions 例外", list_of(_read_exception)),
)
_RECORDS = {"不记": "off", "内部": "private", "公开": "public"}


def _read_widths(node: Node, scope: Scope) -> Outcome[tuple[int, ...] | None]:
    outcome = list_of(read_integer)(node, scope)
    widths = tuple(sorted(set(outcome.value or ())))
    if outcome.diagnostics:
        return outcome
    if not 1 <= len(widths) <= MOST_WIDTHS or not all(SMALLEST_WIDTH <= width <= LARGEST_WIDTH for width in widths):
        return refuse("bad-widths", node, scope, least=str(SMALLEST_WIDTH), most=str(LARGEST_WIDTH))
    return Outcome(widths)


def _whole(least: int, most: int) -> Reader[int]:
    """Return a reader of whole numbers between two, both included."""

    def read(node: Node, scope: Scope) -> Outcome[int | None]:
        outcome = read_integer(node, scope)
        if outcome.value is None or least <= outcome.value <= most:
            return outcome
        return refuse("number-out-of-range", node, scope, least=str(least), most=str(most))

    return read


_IMAGES = record(
    ImageSettings,
    optional("widths 宽度", _read_widths),
    optional("formats 格式", list_of(choice("avif", "webp", also={"AVIF": "avif", "WebP": "webp"}))),
    optional("quality 质量", _whole(30, 95)),
    optional("max_megapixels 像素上限", _whole(1, 400)),
    optional("max_mb 大小上限", _whole(1, 200)),
    optional("credit 署名", choice("remove", "keep", also={"删除": "remove", "保留": "keep"})),
)
_LANGUAGES = {"zh": "zh-Hans", "zh-CN": "zh-Hans", "中文": "zh-Hans", "English": "en"}

SCHEMA = compile_schema(
    required("title 名称 网站名称 标题", read_text),
    optional("description 简介", read_text),
    optional("language 语言", choice("zh-Hans", "en", also=_LANGUAGES)),
    optional("timezone 时区", _read_zone),
    optional("base_url 网址", _read_base_url),
    optional("theme 主题", _read_theme),
    optional("notice 声明", read_text),
    stated("phone 电话", read_phone),
    optional("alert 紧急通知", _ALERT),
    optional("nav 导航", list_of(_NAV_ITEM)),
    stated("footer 页脚", read_footer),
    optional("featured_guides 常用指南", list_of(read_text)),
    optional("search_example 搜索示例", read_text),
    optional("page_size 每页条数", _read_page_size),
    optional("paragraph 段落", choice("gap", "indent", also={"空行": "gap", "缩进": "indent"})),
    optional("remote_images 外部图片", choice("link", "error")),
    optional("noindex 不收录", read_boolean),
    optional("elder 长辈版", read_boolean),
    optional("search_binary 搜索程序", read_text),
    optional("build_record 构建记录", choice("off", "private", "public", also=_RECORDS)),
    optional("checks 检查", _CHECKS),
    optional("approval 审核 三审三校", read_approval_rules),
    optional("images 图片", _IMAGES),
    optional("downloads_max_mb 附件大小上限", _whole(1, 1000)),
)


def read_config(text: str) -> Outcome[Config | None]:
    """Return what ``site.yaml`` says; None when it cannot be understood or has no title."""
    clean = clean_text(CONFIG_PATH, text)
    parsed = parse_yaml(CONFIG_PATH, clean.value)
    faults = clean.diagnostics + parsed.diagnostics
    root = parsed.value
    if root is None and faults:
        return Outcome(None, faults)
    if root is None:
        root = MapNode((), 1, 1, 0)
    if not isinstance(root, MapNode):
        return Outcome(None, (*faults, error("config-not-fields", Span(CONFIG_PATH, 1, 1))))
    # Nothing in site.yaml is a time of day, so the zone is of no account here.
    fields = read_fields(SCHEMA, root, Scope(CONFIG_PATH, ZoneInfo("UTC")))
    return Outcome(_make_config(fields) if fields.is_whole else None, _in_order((*faults, *fields.diagnostics)))


def _make_config(fields: Fields) -> Config:
    values: dict[str, Any] = dict(fields.values)
    footer = values.pop("footer", None)
    if isinstance(footer, Footer):
        return Config(**values, footer=footer, footer_is_government=True)
    return Config(**values, footer_is_government=isinstance(footer, Pending))


def _in_order(faults: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.span.line, fault.span.column) if fault.span else (0, 0)))
