"""Sites whose files have been at rest for a while, so that a build may trust their times."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Site

EARLIER = 1_700_000_000


def settle(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (EARLIER, EARLIER))


@pytest.fixture
def make_settled_site(make_site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Site]:
    """Return a function that writes a site given as text, long ago, outside continuous integration."""
    monkeypatch.delenv("CI", raising=False)

    def make(text: str) -> Site:
        made = make_site(text)
        settle(made.root)
        return made

    return make


@pytest.fixture
def photo() -> bytes:
    """Return a photograph, 640 by 480."""
    data = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(data, "PNG")
    return data.getvalue()
