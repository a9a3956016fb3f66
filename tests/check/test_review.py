"""A site sets its checks to off, warn or error, and names exceptions with their reasons."""

NEWS = """
    -- content/news/a.md --
    ---
    title: 样例新闻
    date: 2026-11-20
    ---
    你好,世界。卡尔・马克思。
"""


def test_a_fault_of_the_text_is_reported_at_its_place_with_its_default_level(make_site):
    checked = make_site(NEWS).check()
    found = [
        (each["severity"], each["code"], each["path"], each["line"], each["column"]) for each in checked.diagnostics
    ]
    assert found == [
        ("warning", "half-width-punctuation", "content/news/a.md", 5, 3),
        ("error", "wrong-middle-dot", "content/news/a.md", 5, 9),
    ]
    assert "请改成“，”" in checked.text


def test_a_build_does_not_proofread(make_site):
    assert make_site(NEWS).build().diagnostics == []


def test_a_check_can_be_turned_off_or_made_an_error(make_site):
    site = make_site(NEWS)
    site.write("site.yaml", "title: 样例站\nchecks: {characters: off, 标点: 错误}\n")
    checked = site.check()
    assert [(each["severity"], each["code"]) for each in checked.diagnostics] == [("error", "half-width-punctuation")]
    assert checked.exit_code == 1


def test_an_exception_excuses_what_it_quotes_in_one_file(make_site):
    site = make_site(NEWS)
    site.write(
        "site.yaml",
        """
        title: 样例站
        checks:
          exceptions:
            - {check: characters, path: content/news/a.md, text: ・, reason: 译名照原书}
            - {check: punctuation, path: content/news/a.md, text: ",", reason: 照抄公文}
        """,
    )
    assert site.check().diagnostics == []


def test_an_exception_that_excuses_nothing_is_a_warning_at_its_place(make_site):
    site = make_site()
    exception = "{check: terms, path: content/news/a.md, text: 甲, reason: 从前用过}"
    site.write("site.yaml", f"title: 样例站\nchecks:\n  exceptions:\n    - {exception}\n")
    (fault,) = site.check().diagnostics
    assert (fault["code"], fault["path"], fault["line"], fault["column"]) == ("unused-exception", "site.yaml", 4, 7)


def test_an_exception_without_a_reason_is_an_error(make_site):
    site = make_site()
    site.write("site.yaml", "title: 样例站\nchecks:\n  exceptions:\n    - {check: terms, path: a.md, text: 甲}\n")
    assert site.check().codes == ["missing-field"]


def test_an_unknown_check_is_an_error_with_the_nearest_name(make_site):
    site = make_site()
    site.write("site.yaml", "title: 样例站\nchecks: {punctuations: off}\n")
    (fault,) = site.check().diagnostics
    assert fault["code"] == "unknown-key"
    assert "punctuation" in fault["help"]
