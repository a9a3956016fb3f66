"""The laws hold in continuous integration too, where builds take no short way; here they are to take them all."""

import pytest


@pytest.fixture(autouse=True)
def outside_continuous_integration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
