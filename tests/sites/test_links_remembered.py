"""Where a reference leads is remembered, and looked up again when what it leads to has changed."""

import pytest

SITE = """
    -- content/registers/orgs.yaml --
    library: {name: 镇图书馆}
    -- content/registers/figures.yaml --
    umbrellas: {value: "30", unit: 把}
    -- content/guides/card.md --
    ---
    title: 办借书证
    ---

    带身份证。
    -- content/news/rain.md --
    ---
    title: 下雨
    date: 2026-11-01
    related: [guides/card]
    bylines: [{role: 记者, name: 李雨, org_ref: library}]
    ---

    门口有{{fact: umbrellas}}，见[天晴](sun.md)和[表格](form.pdf)。
    -- content/news/sun.md --
    ---
    title: 天晴
    date: 2026-11-02
    summary: 天晴了。
    ---

    ## 晒被子

    太阳出来了。
    -- content/news/form.pdf --
    %PDF-1.4
"""


@pytest.fixture
def site(make_site):
    site = make_site(SITE)
    result = site.build()
    assert result.exit_code == 0, result.text
    return site


def rain(site) -> str:
    return (site.output / "news/rain/index.html").read_text(encoding="utf-8")


def test_a_link_follows_its_target_to_a_new_address(site):
    site.edit("content/news/sun.md", "title: 天晴", "title: 天晴\nslug: sunny")
    assert site.build().exit_code == 0
    assert 'href="/news/sunny/"' in rain(site)


def test_a_target_that_is_gone_is_an_error_in_the_file_that_names_it(site):
    (site.root / "content/news/sun.md").unlink()
    result = site.build()
    assert result.exit_code == 1
    assert ("broken-link", "content/news/rain.md") in [(fault["code"], fault["path"]) for fault in result.diagnostics]


def test_a_target_that_becomes_a_draft_is_an_error_too(site):
    site.edit("content/news/sun.md", "title: 天晴", "title: 天晴\ndraft: true")
    assert "link-to-unpublished" in site.build().codes


def test_a_download_that_is_gone_is_an_error(site):
    (site.root / "content/news/form.pdf").unlink()
    assert "broken-link" in site.build().codes


def test_a_figure_and_an_organisation_show_as_the_registers_have_them_now(site):
    site.edit("content/registers/figures.yaml", '"30"', '"31"')
    site.edit("content/registers/orgs.yaml", "镇图书馆", "区图书馆")
    assert site.build().exit_code == 0
    assert "31把" in rain(site)
    assert "区图书馆" in rain(site)


def test_a_guide_that_an_article_names_shows_its_new_title_there(site):
    site.edit("content/guides/card.md", "title: 办借书证", "title: 补办借书证")
    assert site.build().exit_code == 0
    assert "补办借书证" in rain(site)


def test_an_anchor_that_is_gone_is_an_error_though_the_link_was_good_before(site):
    site.edit("content/news/rain.md", "[天晴](sun.md)", "[天晴](sun.md#晒被子)")
    assert site.build().exit_code == 0
    site.edit("content/news/sun.md", "## 晒被子", "## 收衣服")
    assert "broken-anchor" in site.build().codes


def test_an_edit_elsewhere_looks_nothing_up_and_renders_nothing_else(site):
    site.edit("content/news/sun.md", "太阳出来了", "太阳又出来了")
    assert "/news/rain/" not in site.build().rendered


def test_a_fault_that_a_check_has_seen_is_not_forgotten(make_site):
    """What the check noted of the sources made the next build think that nothing had changed for the article."""
    site = make_site(WITH_PICTURE)
    assert site.build().exit_code == 0
    site.delete("content/news/map.svg")
    site.edit("content/news/other.md", "正文。", "改过的正文。")
    assert site.check().codes == ["missing-image"]
    built = site.build()
    assert (built.exit_code, built.codes) == (1, ["missing-image"])


def test_a_warning_about_another_article_is_told_again(make_site):
    site = make_site(WITH_PICTURE)
    site.build()
    site.edit("content/news/other.md", "title: 另一篇", "title: 另一篇\nwithdrawn: {date: 2026-11-21, reason: 有误}")
    first, again = site.build().codes, site.build().codes
    assert first == again == ["link-to-withdrawn"]


WITH_PICTURE = """
    -- content/news/way.md --
    ---
    title: 怎么走
    date: 2026-11-20
    ---

    看![地图](map.svg)和[另一篇](other.md)。
    -- content/news/map.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>图</title></svg>
    -- content/news/other.md --
    ---
    title: 另一篇
    date: 2026-11-19
    ---

    正文。
"""


@pytest.mark.parametrize("target", ["content/guides/card.md", "content/news/sun.md"])
def test_a_check_of_a_broken_target_leaves_nothing_to_the_build_of_the_mended_one(site, target):
    """A reference to a file that cannot be read says nothing, as the file does; it leads somewhere again afterwards."""
    before = site.outputs()
    site.edit(target, "title:", "titel:")
    assert site.check().exit_code == 1
    site.edit(target, "titel:", "title:")
    assert site.build().exit_code == 0
    assert site.outputs() == before


def test_a_broken_file_that_leads_into_a_remembered_one_is_told_of_as_by_a_clean_build(site):
    site.edit("content/news/rain.md", "title: 下雨", "titel: 下雨")
    site.edit("content/news/rain.md", "sun.md", "sun.md#晒被子")
    assert site.build().codes == site.build(clean=True).codes
