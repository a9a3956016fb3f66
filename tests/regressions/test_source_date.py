"""A reprint that said on which day its source appeared ended the build with a fault of ours."""


def test_a_source_may_say_its_day(make_site):
    site = make_site("""
        -- content/news/reprint.md --
        ---
        title: 转载的消息
        date: 2026-11-20
        source: {name: 某报, date: 2026-11-19}
        ---
    """)
    assert site.build().exit_code == 0
    assert "2026年11月19日" in site.html("/news/reprint/")
