"""Chinese in an address is told with what to write instead (typography T-18); nothing is changed in silence."""

FRONT = "---\ntitle: 艺术节开幕\ndate: 2026-11-20\n{}---\n正文。\n"


def test_a_chinese_file_name_is_told_with_a_slug_for_it(make_site):
    site = make_site()
    site.write("content/news/艺术节.md", FRONT.format(""))
    checked = site.check()
    assert [(each["path"], each["code"]) for each in checked.diagnostics] == [
        ("content/news/艺术节.md", "address-not-ascii")
    ]
    assert "slug: yi-shu-jie" in checked.text
    assert checked.exit_code == 0
    assert site.check(strict=True).exit_code == 1


def test_a_slug_mends_it_and_other_names_are_fine(make_site):
    site = make_site()
    site.write("content/news/艺术节.md", FRONT.format("slug: yi-shu-jie\n"))
    site.write("content/news/2026/art-festival-2.md", FRONT.format(""))
    assert site.check().codes == []


def test_a_name_that_no_pinyin_is_known_for_is_told_too(make_site):
    site = make_site()
    site.write("content/news/축제.md", FRONT.format(""))
    assert "用 slug 写一个" in site.check().text
