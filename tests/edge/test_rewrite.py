"""A source is rewritten in one step, and only when it still is what was read."""

from ssg.edge.rewrite import rewrite_source
from ssg.model.diagnostic import Span
from ssg.model.finding import Edit

PATH = "content/a.md"


def test_edits_of_one_line_do_not_shift_each_other(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / PATH).write_text("甲,乙,丙\n", encoding="utf-8")
    edits = (Edit(Span(PATH, 1, 2, 1), ",", "……"), Edit(Span(PATH, 1, 4, 1), ",", ""))
    rewritten = rewrite_source(str(tmp_path), PATH, edits).value
    assert (tmp_path / PATH).read_text(encoding="utf-8") == "甲……乙丙\n"
    assert rewritten is not None
    assert rewritten.diff == f"--- {PATH}\n+++ {PATH}\n@@ -1 +1 @@\n-甲,乙,丙\n+甲……乙丙\n"


def test_a_file_that_has_changed_is_left_alone(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / PATH).write_text("甲,乙,丙\n", encoding="utf-8")
    edits = (Edit(Span(PATH, 1, 2, 1), ",", "，"), Edit(Span(PATH, 1, 3, 1), ",", "，"))
    outcome = rewrite_source(str(tmp_path), PATH, edits)
    assert outcome.value is None
    assert [fault.code for fault in outcome.diagnostics] == ["source-changed"]
    assert (tmp_path / PATH).read_text(encoding="utf-8") == "甲,乙,丙\n"


def test_no_file_outside_the_site_is_written(tmp_path):
    (tmp_path / "site/content").mkdir(parents=True)
    (tmp_path / "outside.md").write_text("甲,乙", encoding="utf-8")
    (tmp_path / "site" / PATH).symlink_to(tmp_path / "outside.md")
    outcome = rewrite_source(str(tmp_path / "site"), PATH, (Edit(Span(PATH, 1, 2, 1), ",", "，"),))
    assert [fault.code for fault in outcome.diagnostics] == ["outside-site"]
    assert (tmp_path / "outside.md").read_text(encoding="utf-8") == "甲,乙"
