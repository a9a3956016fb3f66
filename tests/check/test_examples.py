"""Each documented code: the wrong example has it, the right one has it not, and the page in ``docs/`` says so."""

import pytest

from tests.check.documentation import FOLDER, pages
from tests.check.examples import EXAMPLES, PUBLISHED, REGISTERS, item


def found(make_site, tmp_path, side):
    """Check one site of all the wrong, or all the right, examples; return (code, path) of all that is told."""
    site = make_site()
    for path, text in REGISTERS.items():
        site.write(path, text.encode())
    site.write("content/news/b.md", item("slug: pension-materials").encode())
    for example in EXAMPLES:
        for path, text in example.beside if side == "wrong" or example.wrong_file == "" else ():
            site.write(path, text)
        text = getattr(example, side)
        site.write(example.path, (text if text.startswith("---") else item("summary: 样例摘要", text)).encode())
    published = tmp_path / "published"
    published.write_text("\n".join(PUBLISHED[:2]), encoding="utf-8")
    checked = site.check(published=published)
    assert checked.exit_code == (1 if side == "wrong" else 0)
    return {(each["code"], each["path"]) for each in checked.diagnostics}


def test_every_wrong_example_has_its_fault(make_site, tmp_path):
    wrong = found(make_site, tmp_path, "wrong")
    expected = {(example.code, example.fault_path) for example in EXAMPLES}
    assert expected - wrong == set()


def test_no_right_example_has_a_fault(make_site, tmp_path):
    # A notice wants more fields than an example shows.
    told = found(make_site, tmp_path, "right")
    assert {(code, path) for code, path in told if code != "pending-fields"} == set()


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_documentation_is_as_the_examples_are(name):
    # After a change: python -m tests.check.documentation
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name]


def test_no_page_is_left_of_a_code_that_is_gone():
    assert {path.name for path in FOLDER.iterdir()} == pages().keys()
