"""Sheets of many lengths on paper: what is not called too long is one page of A4."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.paper import print_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GUIDES = 36
BUNDLES = 8
CHARACTERS = (
    "食品经营许可申请书营业执照平面图管理制度健康证明身份登记窗口材料齐全当场受理，一次告知；现场核查布局设备。"
)
HALL = """
    -- site.yaml --
    title: 样例站
    base_url: https://example.org
    -- content/places/hall.md --
    ---
    title: 政务服务大厅
    address: 黄山南路1号
    phone: 0635-8512345
    hours: [{days: 周一至周五, from: "09:00", to: "17:00"}]
    ---
"""


def words(random: Random, least: int, most: int) -> str:
    text = "".join(random.choice(CHARACTERS) for _ in range(random.randint(least, most)))
    return text.strip("，；。") or "办"


def guide(random: Random) -> Iterator[str]:
    size = random.uniform(0.3, 2.4)

    def times(most: int) -> range:
        return range(max(2, min(9, round(random.randint(1, most) * size))))

    yield from (f"title: {words(random, 4, 28)}", f"plain_title: 怎么{words(random, 4, 14)}", "item_type: 行政许可")
    yield f"summary: {words(random, 20, 80)}"
    yield from ("audience: [企业法人, 个体工商户]", "topics: [餐饮]", "eligibility:")
    yield from (f"  - {words(random, 6, 40)}" for _ in times(5))
    yield from (
        "case_type: 承诺件",
        "statutory_limit: 20 个工作日",
        "promised_limit: {n: 5, unit: 工作日, note: 从受理算起}",
    )
    yield f"visits: {{n: 1, reason: {words(random, 2, 12)}}}"
    yield "materials:"
    for _ in range(max(1, round(random.randint(1, 9) * size))):
        note = random.choice(["", f", when: {words(random, 4, 12)}", f", note: {words(random, 8, 20)}"])
        yield f"  - {{name: {words(random, 4, 22)}, form: 原件 1 份, source: 政府部门核发, issuer: 公安机关{note}}}"
    yield "steps:"
    yield from (f"  - {{name: 受理, who: 申请人, do: {words(random, 5, 60)}}}" for _ in times(5))
    yield "channels:"
    yield f'  - online: {{url: "https://www.example.cn/{"a" * random.randint(3, 60)}", continues_on: 政务服务网}}'
    yield from (f"  - post: {words(random, 4, 40)}" for _ in range(random.randint(0, 3)))
    yield "fee:"
    yield from (f"  - {{name: 工本费, amount: 10, basis: {words(random, 4, 20)}}}" for _ in range(random.randint(1, 3)))
    yield from (f"result: {{name: {words(random, 4, 14)}, valid_for: 五年}}", "delivery: [现场, 邮寄]")
    yield from ("places: [place/hall]", 'contacts: {ask: 0635-8512346, complain: "12345"}', "legal_basis:")
    yield from (f"  - {{title: {words(random, 8, 20)}, article: 第三十五条}}" for _ in times(3))
    yield from ("owner: 行政审批服务部企业科", "review_by: 2027-06-30")


def bundle(random: Random) -> Iterator[str]:
    members = random.sample(range(GUIDES), random.randint(2, 6))
    yield from (f"title: {words(random, 4, 20)}一件事", f"event: {words(random, 3, 8)}", "items:")
    yield from (f"  - {{ref: guide/g{member}, role: 必办, when: {words(random, 4, 20)}}}" for member in members)
    yield "steps:"
    steps = random.randint(2, 7)
    yield from (f"  - {{name: {words(random, 2, 8)}, text: {words(random, 5, 60)}, time: 一天}}" for _ in range(steps))


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_not_called_too_long_is_one_page(
    page: Page, make_site: Any, serve_folder: Callable[[Path], str], seed: int
):
    random = Random(seed)
    site = make_site(HALL)
    for n in range(GUIDES):
        site.write(f"content/guides/g{n}.md", "\n".join(["---", *guide(random), "---", ""]))
    for n in range(BUNDLES):
        site.write(f"content/bundles/b{n}.md", "\n".join(["---", *bundle(random), "---", ""]))
    result = site.build()
    assert result.exit_code == 0, result.text
    too_long = {each["path"] for each in result.diagnostics if each["code"] == "sheet-too-long"}
    base = serve_folder(site.output)
    pages_by_path = {}
    for path in (f"guides/g{n}" for n in range(GUIDES)), (f"bundles/b{n}" for n in range(BUNDLES)):
        for name in path:
            pages_by_path[f"content/{name}.md"] = len(print_page(page, f"{base}/{name}/sheet/").pages)
    assert {path: pages for path, pages in pages_by_path.items() if pages > 1 and path not in too_long} == {}
    # The warning must be worth something: most of what it names is indeed too long.
    assert len(too_long) >= 5
    assert sum(pages_by_path[path] > 1 for path in too_long) > len(too_long) * 0.7
