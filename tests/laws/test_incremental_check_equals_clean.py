"""The law of checks: after any edits a check tells exactly, and in the same order, what one from nothing tells."""

from pathlib import Path

import pytest

from tests.laws.bench import Options, find_check_differences
from tests.laws.sequences import Sequence, find_fault, shorten


def assert_lawful(sequence: Sequence, folder: Path) -> None:
    fault = find_fault(sequence, folder, find_check_differences)
    if fault is not None:
        pytest.fail(shorten(sequence, fault, folder, find_check_differences).text, pytrace=False)


def test_after_a_few_edits_a_check_tells_what_a_clean_one_does(tmp_path: Path) -> None:
    assert_lawful(Sequence(1, 12), tmp_path / "law")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 8))
def test_after_many_edits_a_check_tells_what_a_clean_one_does(tmp_path: Path, seed: int) -> None:
    assert_lawful(Sequence(seed, 25), tmp_path / "law")


@pytest.mark.slow
def test_after_edits_to_a_site_with_drafts_a_check_tells_what_a_clean_one_does(tmp_path: Path) -> None:
    assert_lawful(Sequence(11, 12, Options(drafts=True, future=True, expired=True)), tmp_path / "law")
