"""An editor breaks a file: what is said, where, and that the published site stays as it was."""

import pytest

GOOD = """
    -- content/registers/columns.yaml --
    zhengwu: {title: 政务}
    -- content/news/rain.md --
    ---
    title: 下雨通知
    date: 2026-11-20
    column: zhengwu
    photos:
      - {src: rain.svg, alt: 雨伞, credit: 本站绘制}
    ---

    出门带伞，见[办事指南](../guides/umbrella.md)。
    -- content/news/rain.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
    -- content/guides/umbrella.md --
    ---
    title: 借伞
    ---

    到服务台借。
"""

BREAKS = [
    pytest.param("column: zhengwu", "colum: zhengwu", "unknown-key", "4:1", "column", id="a key's name"),
    pytest.param("2026-11-20", "2026-02-30", "bad-date", "3:7", "2026-10-13", id="a date"),
    pytest.param("title: 下雨通知", 'title: "下雨通知', "yaml-unclosed-quote", "2:8", "补上", id="a quote in YAML"),
    pytest.param("umbrella.md", "umbrela.md", "broken-link", "9:14", "../guides/umbrella.md", id="a relative link"),
    pytest.param("src: rain.svg", "src: rian.svg", "missing-image", "6:11", "rain.svg", id="an image's path"),
    pytest.param("column: zhengwu", "column: zhenwu", "unknown-column", "4:9", "zhengwu", id="a register's entry"),
]


@pytest.mark.parametrize(("old", "new", "code", "place", "hint"), BREAKS)
def test_a_fault_is_told_with_its_place_and_the_mend_and_nothing_is_published(make_site, old, new, code, place, hint):
    site = make_site(GOOD)
    assert site.build().exit_code == 0
    before = site.outputs()
    site.edit("content/news/rain.md", old, new)
    broken = site.build()
    assert broken.exit_code == 1
    assert f"content/news/rain.md:{place}: 错误[{code}]" in broken.text
    told = next(fault for fault in broken.diagnostics if fault["code"] == code)
    assert hint in told["help"]
    assert site.outputs() == before


def test_two_broken_files_are_both_reported(make_site):
    site = make_site(GOOD)
    site.edit("content/news/rain.md", "date: 2026-11-20", "date: 昨天")
    site.edit("content/guides/umbrella.md", "title: 借伞", "titel: 借伞")
    broken = site.build()
    assert {"content/news/rain.md", "content/guides/umbrella.md"} == {fault["path"] for fault in broken.diagnostics}


def test_a_broken_front_matter_does_not_hide_a_broken_link_in_the_text_below_it(make_site):
    site = make_site(GOOD)
    site.edit("content/news/rain.md", "umbrella.md", "umbrela.md")
    site.edit("content/news/rain.md", "date: 2026-11-20", "date: 昨天")
    assert {"bad-date", "broken-link"} <= set(site.build().codes)


def test_a_mended_fault_is_published(make_site):
    site = make_site(GOOD)
    site.edit("content/news/rain.md", "date: 2026-11-20", "date: 昨天")
    assert site.build().exit_code == 1
    site.edit("content/news/rain.md", "date: 昨天", "date: 2026-11-21")
    assert site.build().exit_code == 0
    assert "2026年11月21日" in site.html("/news/rain/")


def test_warnings_come_back_in_every_build(make_site):
    site = make_site(GOOD)
    assert site.build().codes == site.build().codes == ["pending-fields"]


def test_with_strict_a_warning_holds_the_site_back(make_site):
    site = make_site(GOOD)
    assert site.build(strict=True).exit_code == 1
    assert not site.output.exists()


def test_a_fault_in_the_configuration_has_its_own_exit_status(make_site):
    site = make_site("-- site.yaml --\ntitel: 样例站\n")
    broken = site.build()
    assert broken.exit_code == 2
    assert "site.yaml:1:1" in broken.text


def test_a_folder_without_a_site_is_wrong_usage(make_site, tmp_path):
    site = make_site()
    site.delete("site.yaml")
    assert site.build().exit_code == 2


def test_messages_are_english_in_an_english_site(make_site):
    site = make_site("-- site.yaml --\ntitle: Sample\nlanguage: en\n-- content/news/a.md --\n---\ntitle: A\n---\n")
    assert "error[missing-field]" in site.build().text


def test_github_gets_annotations(make_site):
    site = make_site(GOOD)
    site.edit("content/news/rain.md", "date: 2026-11-20", "date: 昨天")
    assert "::error file=" in site.build(format="github").text


def test_two_pages_at_one_address_name_both_files(make_site):
    site = make_site(GOOD)
    site.write("content/news/other.md", "---\ntitle: 另一篇\ndate: 2026-11-19\nslug: rain\n---\n\n文。\n")
    broken = site.build()
    clash = next(fault for fault in broken.diagnostics if fault["code"] == "route-clash")
    assert {clash["path"], *(place["path"] for place in clash["related"])} == {
        "content/news/rain.md",
        "content/news/other.md",
    }
