"""The command line as data: what may be asked of ``ssg``."""

import argparse
import re
from pathlib import Path

import ssg
from ssg.asked import Arguments

ADDRESS = re.compile(r"https?://[^\s/?#<>\"'\\]+[^\s?#<>\"'\\]*", re.IGNORECASE)
KINDS = ("news", "guide", "bundle", "place", "notice", "page")


def parse(words: list[str]) -> Arguments:
    """Return what a command line asks for; what is wrong leaves the process with status 2."""
    return make_parser().parse_args(words, Arguments())


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of every command; see contract "Commands"."""
    parser = argparse.ArgumentParser(
        prog="ssg",
        description="A static site generator for public news and service guides. 公共新闻与办事指南静态网站生成器。",
    )
    parser.add_argument("--version", action="version", version=f"ssg {ssg.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in (
        ("build", "build the site into public/, search index included 生成网站"),
        ("serve", "build, show on this machine and reload at each save 本机预览"),
        ("check", "all checks of build and the slower ones; writes no site 只检查"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        _add_build_options(command)
        if name != "serve":
            _add_published(command)
        if name == "serve":
            command.add_argument("--port", type=_port, default=8000, help="first port to try (default: 8000)")
        if name == "check":
            text = "ask for links to other sites too; told after three days, never blocking 查外部链接"
            command.add_argument("--external", action="store_true", help=text)
            command.add_argument("--fix", action="store_true", help="mend what is safe, show it, then check 改正标点等")
    _add_small_commands(commands)
    return parser


def _add_small_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    new = commands.add_parser("new", help="a ready file with every field its kind needs 新建一篇")
    new.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    new.add_argument("title", metavar="TITLE", help="the title, in quotes")
    _add_site(new)
    _add_now(new)
    init = commands.add_parser("init", help="a new site that builds at once 新建网站")
    init.add_argument("folder", metavar="DIR", type=Path)
    _add_now(init)
    explain = commands.add_parser("explain", help="what a page is made of, and why it was rendered 说明一个页面")
    explain.add_argument("url", metavar="URL", help="as /news/2026/art-festival/")
    _add_build_options(explain)
    listing = commands.add_parser("list", help="items with their state; the next change by date 列出内容")
    _add_build_options(listing)
    listing.add_argument(
        "--pending", action="store_true", help="every field that is 待补, its owner and due date 待补清单"
    )
    text = "what changes, expires or has to be looked at when; the next needed build 日程"
    calendar = commands.add_parser("calendar", help=text, description=text)
    _add_build_options(calendar, ("text", "json", "ics", "cron"))
    text = "what readers would see change since the last publication 与上次发布相比"
    difference = commands.add_parser("diff", help=text, description=text)
    _add_build_options(difference, ("text", "json", "markdown"))
    _add_published(difference)
    clean = commands.add_parser("clean", help="remove what ssg made in public/ and .ssg/ 清理")
    _add_site(clean)
    _add_output(clean)
    clean.add_argument(
        "--keep-images", action="store_true", help="leave the pictures made so far, which take longest 留下处理好的图片"
    )


def _add_site(command: argparse.ArgumentParser) -> None:
    command.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: here)")


def _add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument("--output", type=Path, metavar="DIR", help="where to write (default: public/ of the site)")


def _add_published(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--published",
        type=Path,
        metavar="FILE",
        help="what was published last: public/, its .ssg-manifest, build.json, a sitemap or a list of URLs; "
        "an address that would get lost is an error 对照上次发布的网址",
    )


def _add_now(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--now", metavar="TIME", help="build as at this time, ISO 8601; else SOURCE_DATE_EPOCH, else now"
    )


def _add_build_options(
    command: argparse.ArgumentParser, formats: tuple[str, ...] = ("text", "json", "github", "sarif")
) -> None:
    _add_site(command)
    _add_output(command)
    _add_now(command)
    add = command.add_argument
    add("--base-url", type=_address, metavar="URL", help="address of the published site, over site.yaml's base_url")
    add("--noindex", action="store_true", help="ask search engines to stay away, for previews")
    add("--drafts", action="store_true", help="with drafts")
    add("--future", action="store_true", help="with scheduled items")
    add("--expired", action="store_true", help="with expired items in the lists")
    add("--strict", action="store_true", help="warnings hold the site back too")
    add("--jobs", type=_count, default=0, metavar="N", help="worker processes (default: one a core)")
    add("--no-search", action="store_true", help="without the search index")
    add(
        "--clean",
        action="store_true",
        help="ignore the cache, but for pictures, which are kept by what they are made from",
    )
    add("--format", choices=formats, default="text", help="form of what is printed (default: text)")
    add("--report", type=Path, metavar="FILE", help="write a JSON report of the build")
    volume = command.add_mutually_exclusive_group()
    volume.add_argument("-q", "--quiet", action="store_true", help="diagnostics only")
    volume.add_argument("-v", "--verbose", action="store_true", help="seconds by stage, reasons, details of faults")


def _port(text: str) -> int:
    number = _count(text)
    if number > 65535:
        raise argparse.ArgumentTypeError(f"{text} is over 65535 端口最大 65535")
    return number


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 要写 0 或正整数")
    return int(text)


def _address(text: str) -> str:
    """Return the address; an empty one says that there is none, as a host does that does not know it."""
    if text and not ADDRESS.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no address such as https://www.example.org 网址以 https:// 开头")
    return text
