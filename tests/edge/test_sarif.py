"""SARIF: one run, a rule a code, a place for every result."""

import json

from ssg.edge.messages import Entry, Messages
from ssg.edge.sarif import render_sarif
from ssg.model.diagnostic import Span, error, warning

WORDS = Messages("zh", {"bad": Entry("坏：{what}", ("改成{what}",)), "odd": Entry("怪")}, {})


def results(*diagnostics, **options):
    (run,) = json.loads(render_sarif(diagnostics, WORDS, **options))["runs"]
    return run


def test_a_result_names_its_rule_place_and_mend():
    run = results(
        warning("odd", Span("content/b.md", 2)),
        error("bad", Span("content/甲 a.md", 3, 5, 2), related=(Span("content/b.md", 1, 1),), what="乙"),
        path_prefix="site/",
    )
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["bad", "odd"]
    bad, odd = sorted(run["results"], key=lambda result: result["ruleId"])
    assert (bad["ruleIndex"], bad["level"], bad["message"]["text"]) == (0, "error", "坏：乙\n改成乙")
    place = bad["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "site/content/%E7%94%B2%20a.md"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 7}
    assert bad["relatedLocations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1}
    assert (odd["ruleIndex"], odd["level"]) == (1, "warning")
    assert odd["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}


def test_what_belongs_to_no_file_stands_at_the_settings():
    (result,) = results(error("bad", what="乙"))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == ("site.yaml", {"startLine": 1})


def test_a_clean_site_gives_a_run_without_results():
    assert results()["results"] == []


def test_the_command_line_writes_it(make_site):
    site = make_site("-- content/news/a.md --\n---\ntitle: 甲\ndate: 2026-11-20\n---\n你好,世界。\n")
    printed = site.check(format="sarif").text
    (run,) = json.loads(printed)["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["half-width-punctuation"]
