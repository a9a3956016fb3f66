"""``ssg new``: what it writes, where, and what it refuses."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from ssg.edge.new import new_item, suggest_slug
from ssg.model.config import ReadSettings
from ssg.model.document import Kind
from ssg.read.document import read_document

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=ZoneInfo("Asia/Shanghai"))


def front_matter(text: str) -> dict[str, object]:
    return yaml.safe_load(text.split("---\n")[1])


def test_a_new_item_is_a_draft_named_after_the_pinyin_of_its_title(tmp_path: Path) -> None:
    assert (
        new_item(tmp_path, Kind.NEWS, "校园艺术节开幕", NOW).value == "content/news/2026/xiao-yuan-yi-shu-jie-kai-mu.md"
    )
    written = (tmp_path / "content/news/2026/xiao-yuan-yi-shu-jie-kai-mu.md").read_text(encoding="utf-8")
    fields = front_matter(written)
    assert (fields["title"], fields["draft"]) == ("校园艺术节开幕", True)
    assert "\ndate: 2026-11-23 09:05\n" in written


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (Kind.GUIDE, "content/guides/ban-zheng.md"),
        (Kind.BUNDLE, "content/bundles/ban-zheng.md"),
        (Kind.PLACE, "content/places/ban-zheng.md"),
        (Kind.NOTICE, "content/notices/ban-zheng.md"),
        (Kind.PAGE, "content/pages/ban-zheng.md"),
    ],
)
def test_each_kind_goes_into_its_own_folder(tmp_path: Path, kind: Kind, path: str) -> None:
    assert new_item(tmp_path, kind, "办证", NOW).value == path
    assert (tmp_path / path).is_file()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    "title", ['他说："好"', "a: b # c", "C:\\temp\\n", "- [x]", "{{fact: x}}", "$title ${now}", "'单引号'", "no", "123"]
)
def test_a_title_is_kept_as_it_was_typed(tmp_path: Path, kind: Kind, title: str) -> None:
    path = new_item(tmp_path, kind, title, NOW).value
    assert path is not None
    assert front_matter((tmp_path / path).read_text(encoding="utf-8"))["title"] == title


def test_line_breaks_and_wide_spaces_in_a_title_become_one_space(tmp_path: Path) -> None:
    path = new_item(tmp_path, Kind.PAGE, "  关于\n\u3000本站 ", NOW).value
    assert path is not None
    assert front_matter((tmp_path / path).read_text(encoding="utf-8"))["title"] == "关于 本站"


def test_a_file_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    path = new_item(tmp_path, Kind.PAGE, "关于本站", NOW).value
    assert path is not None
    (tmp_path / path).write_text("我的文字", encoding="utf-8")
    outcome = new_item(tmp_path, Kind.PAGE, "关于本站", NOW)
    assert outcome.value is None
    assert [d.code for d in outcome.diagnostics] == ["new-file-exists"]
    assert (tmp_path / path).read_text(encoding="utf-8") == "我的文字"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("", "empty-new-title"),
        (" \n\u3000", "empty-new-title"),
        ("铃\x07声", "unwritable-new-title"),
        ("标\ue000记", "unwritable-new-title"),
        ("坏\udcff字节", "unwritable-new-title"),
    ],
)
def test_a_title_that_no_file_can_hold_is_refused(tmp_path: Path, title: str, code: str) -> None:
    outcome = new_item(tmp_path, Kind.NEWS, title, NOW)
    assert (outcome.value, [d.code for d in outcome.diagnostics]) == (None, [code])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("吕梁女儿", "lv-liang-nv-er"),
        ("Summer 2026 夏", "summer-2026-xia"),
        ("../../etc/passwd", "etc-passwd"),
        ("！！", ""),
        ("一" * 80, "-".join(["yi"] * 20)),
    ],
)
def test_a_slug_is_short_plain_ascii(title: str, slug: str) -> None:
    """T-18."""
    assert suggest_slug(title) == slug


def test_a_title_without_a_letter_is_filed_under_its_kind_and_day(tmp_path: Path) -> None:
    assert new_item(tmp_path, Kind.NEWS, "？！", NOW).value == "content/news/2026/news-20261123.md"


def test_nothing_is_written_through_a_link_that_leaves_the_site(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "content" / "pages").symlink_to(elsewhere)
    outcome = new_item(site, Kind.PAGE, "关于本站", NOW)
    assert [d.code for d in outcome.diagnostics] == ["new-file-outside"]
    assert list(elsewhere.iterdir()) == []


def test_a_file_in_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("", encoding="utf-8")
    outcome = new_item(tmp_path, Kind.PAGE, "关于本站", NOW)
    assert [(d.code, dict(d.args)) for d in outcome.diagnostics] == [("folder-is-a-file", {"folder": "content"})]


def with_examples(text: str) -> str:
    """Follow every example of a new item: take the "# " off optional fields, put lists in the place of 待补."""
    front, optional = text.split("# 下面各项用得上的")[0], text.partition("再填。\n")[2]
    front = re.sub(
        r"((?:^#   .*\n)+)(\w+): .*\n", lambda m: f"{m[2]}:\n{m[1].replace('#   ', '  ')}", front, flags=re.MULTILINE
    )
    return front + re.sub(r"^# (?=\w+: |\w+:$|  )", "", optional, flags=re.MULTILINE)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_examples_in_the_comments_of_a_new_item_are_right(tmp_path: Path, kind: Kind) -> None:
    path = new_item(tmp_path, kind, "校园艺术节开幕", NOW).value
    assert path is not None
    text = with_examples((tmp_path / path).read_text(encoding="utf-8"))
    reading = read_document(path, text.encode(), kind, ReadSettings())
    assert "\nslug: xiao-yuan-yi-shu-jie-kai-mu\n" in text
    assert [(d.code, d.span) for d in reading.diagnostics if d.code != "pending-fields"] == []
