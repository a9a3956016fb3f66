"""The law: after any edits an incremental build leaves exactly what a clean one leaves, and says the same.

Edits are drawn at random from ``item_edits.py`` and ``site_edits.py``. ``make fuzz`` makes thousands of them.
"""

from pathlib import Path

import pytest

from tests.laws.bench import Options
from tests.laws.sequences import Sequence, find_fault, shorten


def assert_lawful(sequence: Sequence, folder: Path) -> None:
    fault = find_fault(sequence, folder)
    if fault is not None:
        pytest.fail(shorten(sequence, fault, folder).text, pytrace=False)


def test_a_few_edits_leave_what_a_clean_build_does(tmp_path: Path) -> None:
    assert_lawful(Sequence(1, 12), tmp_path / "law")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 10))
def test_many_edits_leave_what_a_clean_build_does(tmp_path: Path, seed: int) -> None:
    assert_lawful(Sequence(seed, 25), tmp_path / "law")


@pytest.mark.slow
def test_edits_leave_the_search_index_that_a_clean_build_does(tmp_path: Path) -> None:
    assert_lawful(Sequence(10, 12, Options(search=True)), tmp_path / "law")


@pytest.mark.slow
def test_edits_to_a_site_with_drafts_leave_what_a_clean_build_does(tmp_path: Path) -> None:
    assert_lawful(Sequence(11, 12, Options(drafts=True, future=True, expired=True)), tmp_path / "law")
