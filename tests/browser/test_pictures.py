"""A news page with three photographs, as a telephone loads it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.pictures import saved, scene

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = """
-- content/news/rain.md --
---
title: 下雨了
date: 2026-11-20
photos:
  - {src: a.jpg, alt: 伞, caption: 大厅的伞, credit: 本站}
  - {src: b.jpg, alt: 雨, credit: 本站}
---
先说一段话，再看图。

![云](c.jpg "天上的云")

再说一段话。
"""
MOST_BYTES = 500_000
"""Of everything that the page loads (readers R-82)."""
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifts.push(entry.value);
}).observe({type: "layout-shift", buffered: true});
"""
READ_THROUGH = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 200) {
    scrollTo(0, y);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  await Promise.all([...document.images].map(image => image.decode()));
  await new Promise(resolve => setTimeout(resolve, 300));
  return [...document.images].map(image => ({
    alt: image.getAttribute("alt"), width: image.getAttribute("width"), height: image.getAttribute("height"),
    natural: image.naturalWidth / image.naturalHeight, shown: image.clientWidth / image.clientHeight,
    pixels: image.currentSrc,
  }));
}"""


@pytest.fixture(scope="module")
def photographs() -> dict[str, bytes]:
    sizes = {"a": (4000, 3000), "b": (3000, 4000), "c": (4000, 3000)}
    return {name: saved(scene(size, seed), "JPEG", quality=88) for seed, (name, size) in enumerate(sizes.items())}


@pytest.mark.parametrize("density", [1, 2, 3])
def test_three_photographs_are_light_and_move_nothing(
    make_site: Callable[[str], Any],
    photographs: dict[str, bytes],
    browser: Browser,
    serve_folder: Callable[[Path], str],
    density: int,
) -> None:
    site = make_site(PAGE)
    for name, data in photographs.items():
        assert len(data) > 1_000_000
        site.write(f"content/news/{name}.jpg", data)
    assert site.build().exit_code == 0
    loaded: list[int] = []
    with browser.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=density) as context:
        page = context.new_page()
        page.add_init_script(WATCH_SHIFTS)
        page.on("requestfinished", lambda request: loaded.append(request.sizes()["responseBodySize"]))
        page.goto(serve_folder(site.output) + "/news/rain/")
        images = page.evaluate(READ_THROUGH)
        shifts = page.evaluate("window.shifts")
    assert [image["alt"] for image in images] == ["伞", "云", "雨"]
    assert all(image["width"] and image["height"] and image["pixels"].endswith(".webp") for image in images)
    assert all(abs(image["natural"] / image["shown"] - 1) < 0.02 for image in images)
    assert sum(shifts) == 0
    assert sum(loaded) <= MOST_BYTES
    # Said for those who run this to see how near it is.
    print(f"{density}x: {sum(loaded)} bytes, {[image['pixels'].rpartition('-')[2] for image in images]}")
