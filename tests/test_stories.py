"""What an editor sees from one build to the next, through the command line."""


def test_editing_a_body_rerenders_only_that_page(make_site) -> None:
    site = make_site("""
        -- content/news/rain.md --
        ---
        title: 明天有雨
        date: 2026-03-01
        summary: 出门以前看一看天气。
        ---
        出门带伞。
    """)
    first = site.build()
    assert first.exit_code == 0
    assert "/news/rain/" in first.rendered
    site.edit("content/news/rain.md", "带伞", "带雨衣")
    assert site.build().rendered == ["/news/rain/"]
    assert "出门带雨衣。" in site.html("/news/rain/")


def test_a_build_with_an_error_leaves_the_last_good_site_as_it_was(make_site) -> None:
    site = make_site("""
        -- content/news/rain.md --
        ---
        title: 明天有雨
        date: 2026-03-01
        ---
        出门带伞。
    """)
    site.build()
    before = site.outputs()
    site.edit("content/news/rain.md", "date: 2026-03-01", "date: 三月一日")
    failed = site.build()
    assert (failed.exit_code, failed.codes) == (1, ["bad-date"])
    assert site.outputs() == before


def test_a_deleted_and_a_renamed_item_leave_no_page_behind(make_site) -> None:
    site = make_site("""
        -- content/news/rain.md --
        ---
        title: 明天有雨
        date: 2026-03-01
        ---
        -- content/news/sun.md --
        ---
        title: 明天放晴
        date: 2026-03-02
        ---
    """)
    site.build()
    site.delete("content/news/rain.md")
    site.rename("content/news/sun.md", "content/news/2026/sunny.md")
    site.build()
    pages = {path for path in site.outputs() if "sun" in path or "rain" in path}
    assert pages == {"news/2026/sunny/index.html"}


def test_a_draft_appears_only_when_it_is_asked_for(make_site) -> None:
    site = make_site("""
        -- content/pages/about.md --
        ---
        title: 关于本站
        draft: true
        ---
    """)
    site.build()
    assert "pages/about/index.html" not in site.outputs()
    site.build(drafts=True)
    assert "pages/about/index.html" in site.outputs()


def test_an_incremental_build_leaves_the_bytes_of_a_clean_one(make_site) -> None:
    site = make_site("""
        -- content/news/rain.md --
        ---
        title: 明天有雨
        date: 2026-03-01
        tags: [天气]
        ---
        出门带伞。
    """)
    site.build()
    site.write("content/news/sun.md", "---\ntitle: 放晴\ndate: 2026-03-02\ntags: [天气]\n---\n不用带伞。\n")
    site.edit("content/news/rain.md", "title: 明天有雨", "title: 今天有雨")
    site.build()
    elsewhere = site.root.parent / "elsewhere"
    site.build(clean=True, output=elsewhere)
    assert site.outputs() == site.outputs(elsewhere)
