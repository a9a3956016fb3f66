"""``ssg check --fix`` makes the safe edits, shows them, and touches nothing else."""

FRONT = "---\ntitle: 样例新闻\ndate: 2026-11-20\ntags: [甲,乙]\n---\n"


def source_of(site):
    return (site.root / "content/news/a.md").read_bytes()


def test_safe_faults_are_mended_and_shown_as_a_diff(make_site):
    site = make_site()
    site.write("content/news/a.md", FRONT + '你好, 世界(一)，叫"一件事"。。\n')
    checked = site.check(fix=True)
    assert source_of(site).decode() == FRONT + "你好，世界（一），叫“一件事”。\n"
    assert '@@ -6 +6 @@\n-你好, 世界(一)，叫"一件事"。。\n+你好，世界（一），叫“一件事”。\n' in checked.text
    assert "已改 6 处，共 1 个文件" in checked.text
    assert checked.codes == []
    assert checked.exit_code == 0


def test_what_a_person_has_to_judge_stays(make_site):
    site = make_site()
    text = FRONT + "第一句.第二句的的话，例外—不含“甲。\n"
    site.write("content/news/a.md", text)
    checked = site.check(fix=True)
    assert source_of(site).decode() == text
    assert checked.codes == ["half-width-punctuation", "doubled-word", "single-dash", "unpaired-mark"]


def test_line_ends_byte_order_mark_and_permissions_stay(make_site):
    site = make_site()
    site.write("content/news/a.md", b"\xef\xbb\xbf" + (FRONT + "一\n你好,世界。").replace("\n", "\r\n").encode())
    (site.root / "content/news/a.md").chmod(0o640)
    site.check(fix=True)
    assert source_of(site) == b"\xef\xbb\xbf" + (FRONT + "一\n你好，世界。").replace("\n", "\r\n").encode()
    assert (site.root / "content/news/a.md").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (site.root / "content/news").iterdir()] == ["a.md"]


def test_values_of_front_matter_are_mended_and_its_syntax_is_not(make_site):
    site = make_site()
    front = "---\ntitle: 你好,世界\ndate: 2026-11-20\ntags: [甲,乙]\nsummary: '关于\"一件事\"的话'\n---\n正文。\n"
    site.write("content/news/a.md", front)
    assert site.check(fix=True).exit_code == 0
    mended = front.replace("你好,世界", "你好，世界").replace('"一件事"', "“一件事”")
    assert source_of(site).decode() == mended


def test_a_check_that_is_off_mends_nothing(make_site):
    site = make_site()
    site.write("site.yaml", "title: 样例站\nchecks: {punctuation: off}\n")
    site.write("content/news/a.md", FRONT + "你好,世界。\n")
    site.check(fix=True)
    assert source_of(site).decode() == FRONT + "你好,世界。\n"


def test_a_file_that_a_link_leads_to_is_mended_and_the_link_stays(make_site):
    site = make_site()
    site.write("content/news/real.md", FRONT + "你好,世界。\n")
    (site.root / "content/news/a.md").symlink_to("real.md")
    site.check(fix=True)
    assert (site.root / "content/news/a.md").is_symlink()
    assert (site.root / "content/news/real.md").read_text("utf-8") == FRONT + "你好，世界。\n"


def test_json_stays_json(make_site):
    site = make_site()
    site.write("content/news/a.md", FRONT + "你好,世界。\n")
    checked = site.check(fix=True, format="json")
    assert checked.text.startswith('{\n  "version"')
