"""Commands as an editor or a script runs them."""

import json

import pytest

from ssg.cli import main

SITE = """
    -- content/news/rain.md --
    ---
    title: 下雨通知
    date: 2026-11-20
    ---

    出门带伞。
    -- content/news/idea.md --
    ---
    title: 没写完
    date: 2026-11-20
    draft: true
    ---
    -- content/guides/umbrella.md --
    ---
    title: 借伞
    ---

    到服务台借。
"""


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_check_writes_no_site(make_site):
    site = make_site(SITE)
    assert site.check().exit_code == 0
    assert not site.output.exists()


def test_check_finds_a_link_of_the_navigation_that_leads_nowhere(make_site):
    site = make_site(SITE)
    site.write("site.yaml", "title: 样例站\nnav: [{title: 地图, url: /map/}]\n")
    checked = site.check()
    assert checked.exit_code == 1
    assert "page-link-broken" in checked.codes


def test_list_names_every_content_file_with_its_state(make_site, capsys):
    site = make_site(SITE)
    status, out, _ = run(capsys, "list", "--site", site.root, "--now", "2026-11-23")
    assert status == 0
    lines = dict(line.split("\t")[2::-2] for line in out.splitlines() if "\t" in line)
    assert lines == {
        "content/news/rain.md": "已发布",
        "content/news/idea.md": "草稿",
        "content/guides/umbrella.md": "已发布、有待补",
    }


def test_explain_says_what_a_page_is_made_of_and_why_it_was_rendered(make_site, capsys):
    site = make_site(SITE)
    site.build()
    status, out, _ = run(capsys, "explain", "/news/rain/", "--site", site.root, "--no-search")
    assert status == 0
    assert "content/news/rain.md" in out
    assert "news.html" in out
    assert "这是新页面" in out


def test_explain_names_the_part_that_changed(make_site, capsys):
    site = make_site(SITE)
    site.build()
    site.edit("content/news/rain.md", "出门带伞", "出门带雨衣")
    site.build()
    _, out, _ = run(capsys, "explain", "news/rain", "--site", site.root, "--no-search")
    assert "body" in out


def test_explain_offers_the_nearest_page_for_a_mistyped_one(make_site, capsys):
    site = make_site(SITE)
    status, _, err = run(capsys, "explain", "/news/rian/", "--site", site.root, "--no-search")
    assert status == 1
    assert "/news/rain/" in err


def test_clean_removes_what_is_ours_and_nothing_else(make_site, capsys):
    site = make_site(SITE)
    site.build()
    (site.output / "own.txt").write_text("mine")
    status, _, _ = run(capsys, "clean", "--site", site.root)
    assert status == 0
    assert [path.name for path in site.output.rglob("*")] == ["own.txt"]
    assert not (site.root / ".ssg").exists()


@pytest.mark.parametrize("kind", ["news", "guide", "bundle", "place", "notice", "page"])
def test_a_file_made_by_new_builds(make_site, capsys, kind):
    site = make_site("-- content/registers/columns.yaml --\nxinwen: {title: 新闻}\n")
    status, out, _ = run(capsys, "new", kind, "雨天怎么借伞", "--site", site.root)
    assert status == 0
    assert (site.root / out.strip()).is_file()
    built = site.build(drafts=True)
    assert built.exit_code == 0, built.text


def test_new_never_overwrites(make_site, capsys):
    site = make_site()
    run(capsys, "new", "page", "关于", "--site", site.root)
    status, _, err = run(capsys, "new", "page", "关于", "--site", site.root)
    assert status == 2
    assert "content/pages/" in err


def test_a_site_made_by_init_builds_at_once(tmp_path, capsys):
    assert run(capsys, "init", tmp_path / "demo")[0] == 0
    status, _out, err = run(capsys, "build", "--site", tmp_path / "demo", "--no-search")
    assert status == 0, err
    assert (tmp_path / "demo" / "public" / "index.html").is_file()


def test_init_leaves_a_folder_with_files_alone(tmp_path, capsys):
    (tmp_path / "own.txt").write_text("mine")
    assert run(capsys, "init", tmp_path)[0] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["own.txt"]


def test_json_diagnostics_are_one_document_on_standard_output(make_site, capsys):
    site = make_site(SITE)
    _, out, _ = run(capsys, "build", "--site", site.root, "--no-search", "--format", "json")
    assert [fault["code"] for fault in json.loads(out)["diagnostics"]] == ["pending-fields"]


def test_an_unknown_option_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as left:
        main(["build", "--colour"])
    assert left.value.code == 2


def test_a_time_that_is_none_is_wrong_usage(make_site):
    assert make_site(SITE).build(now="gestern").exit_code == 2


def test_an_output_folder_that_holds_the_sources_is_refused(make_site):
    site = make_site(SITE)
    assert site.build(output=site.root / "content").exit_code == 2
    assert (site.root / "content/news/rain.md").is_file()
