"""What is published when: drafts, scheduled and expired items, redirects, files, removals."""

THREE = """
    -- content/news/past.md --
    ---
    title: 昨天的事
    date: 2026-11-22
    ---

    过去了。
    -- content/news/future.md --
    ---
    title: 明天的事
    date: 2026-11-24 09:00
    ---

    还没到。
    -- content/news/idea.md --
    ---
    title: 没写完的事
    date: 2026-11-22
    draft: true
    ---

    没写完。
"""


def everything(site) -> str:
    return "".join(data.decode("utf-8", "replace") for data in site.outputs().values())


def test_drafts_and_scheduled_items_stand_nowhere_in_the_output(make_site):
    site = make_site(THREE)
    assert site.build().exit_code == 0
    assert "明天的事" not in everything(site)
    assert "没写完的事" not in everything(site)


def test_the_report_says_when_the_site_next_changes_by_date_alone(make_site):
    assert make_site(THREE).build().report["next_change"] == "2026-11-24T00:00:00+08:00"


def test_a_scheduled_item_appears_at_its_time_without_any_edit(make_site):
    site = make_site(THREE)
    site.build()
    later = site.build(now="2026-11-24T09:00:00+08:00")
    assert "/news/future/" in later.rendered
    assert "明天的事" in site.html("/news/")


def test_future_and_drafts_can_be_asked_for(make_site):
    site = make_site(THREE)
    site.build(future=True, drafts=True)
    assert "明天的事" in site.html("/news/")
    assert "没写完的事" in site.html("/news/")


def test_an_expired_item_keeps_its_page_and_leaves_the_lists(make_site):
    site = make_site(THREE)
    site.edit("content/news/past.md", "date: 2026-11-22", "date: 2026-11-22\nexpires: 2026-11-23 08:00")
    site.build()
    assert "昨天的事" in site.html("/news/past/")
    assert "昨天的事" not in site.html("/news/")
    assert "昨天的事" not in site.read_output("/feed.xml")


def test_a_bare_date_is_in_the_zone_of_the_site_and_not_of_the_machine(make_site, monkeypatch):
    """T-46."""
    monkeypatch.setenv("TZ", "America/New_York")
    site = make_site(THREE)
    assert "/news/future/" not in site.build(now="2026-11-24T08:59:59+08:00").rendered
    assert "/news/future/" in site.build(now="2026-11-24T01:00:00+00:00").rendered


def test_a_deleted_item_is_removed_from_the_output(make_site):
    site = make_site(THREE)
    site.build()
    site.delete("content/news/past.md")
    site.build()
    assert "昨天的事" not in everything(site)
    assert not (site.output / "news/past").exists()


def test_files_that_are_not_ours_are_left_alone(make_site):
    site = make_site(THREE)
    site.build()
    (site.output / "own.txt").write_text("mine")
    site.delete("content/news/past.md")
    site.build()
    assert (site.output / "own.txt").read_text() == "mine"


def test_an_alias_redirects_in_the_host_s_file_and_in_html(make_site):
    site = make_site(THREE)
    site.edit("content/news/past.md", "date: 2026-11-22", "date: 2026-11-22\naliases: [/old/past/]")
    assert site.build().exit_code == 0
    assert "/old/past/ /news/past/ 301" in site.read_output("_redirects")
    assert 'url=/news/past/"' in site.html("/old/past/")


def test_a_renamed_item_moves(make_site):
    site = make_site(THREE)
    site.build()
    site.rename("content/news/past.md", "content/news/2026/past.md")
    site.build()
    assert not (site.output / "news/past/index.html").exists()
    assert "昨天的事" in site.html("/news/2026/past/")


def test_static_files_are_copied_and_unused_pictures_are_named_instead(make_site):
    site = make_site(THREE)
    site.write("static/robots-note.txt", "hello")
    site.write("content/news/unused.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    built = site.build()
    assert site.read_output("robots-note.txt") == "hello"
    assert not (site.output / "news/unused.svg").exists()
    assert built.codes == ["unused-file"]


def test_a_base_path_stands_before_every_address_of_ours(make_site):
    site = make_site(THREE)
    site.build(base_url="https://example.org/office")
    page = site.html("/news/past/")
    assert 'href="/office/news/"' in page
    assert 'href="/news/' not in page
    assert 'rel="canonical" href="https://example.org/office/news/past/"' in page


def test_a_draft_whose_day_is_not_known_can_be_looked_at(make_site):
    site = make_site("-- content/news/idea.md --\n---\ntitle: 没写完\ndate: 待补\ndraft: true\n---\n\n想法。\n")
    assert site.build(drafts=True).exit_code == 0
    assert "没写完" in site.html("/news/idea/")
