"""Pictures of pages: how they are taken, kept small, and compared.

Two pictures are compared as a person squints: each is reduced to a grid of cells of CELL_PX, and the mean colour of
a cell may differ by MOST_DIFFERENCE of 255. Edges that one rasteriser draws sharper than another average out within a
cell; a word that moved, a rule that is gone or another colour does not.
"""

from base64 import b64decode, b64encode
from typing import Any

from msgspec import Struct
from playwright.sync_api import Page

CELL_PX = 12
MOST_DIFFERENCE = 26
MOST_CELLS = 0.004
"""Share of the cells that may differ by more: a cursor, a hairline between two cells."""
KEPT_WIDTH = {360: 360, 768: 512, 1280: 640}
"""Width in pixels of the kept picture of a page that is so wide: enough to look at, few bytes."""
QUALITY = 0.55
"""Of WebP, 0 to 1."""

_REDUCE = """async ([picture, width, quality]) => {
    const bytes = Uint8Array.from(atob(picture), character => character.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes]))
    const canvas = new OffscreenCanvas(width, Math.round(image.height * width / image.width))
    const context = canvas.getContext('2d')
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await canvas.convertToBlob({type: 'image/webp', quality})
    const reduced = new Uint8Array(await blob.arrayBuffer())
    return btoa(Array.from(reduced, byte => String.fromCharCode(byte)).join(''))
}"""
_COMPARE = """async ([kept, taken, cell, most]) => {
    const cells = async picture => {
        const bytes = Uint8Array.from(atob(picture), character => character.charCodeAt(0))
        const image = await createImageBitmap(new Blob([bytes]))
        const {width, height} = image
        const canvas = new OffscreenCanvas(width, height).getContext('2d')
        canvas.drawImage(image, 0, 0)
        const {data} = canvas.getImageData(0, 0, width, height)
        const columns = Math.ceil(width / cell), rows = Math.ceil(height / cell)
        const sums = new Float64Array(columns * rows * 4)
        for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
            const from = (y * width + x) * 4, to = (Math.floor(y / cell) * columns + Math.floor(x / cell)) * 4
            for (let c = 0; c < 3; c++) sums[to + c] += data[from + c]
            sums[to + 3]++
        }
        return {width, height, columns, sums}
    }
    const a = await cells(kept), b = await cells(taken)
    const size = [a.width, a.height, b.width, b.height]
    if (a.width !== b.width || a.height !== b.height) return {size, share: 1, worst: []}
    const mean = ({sums}, i, c) => sums[i + c] / sums[i + 3]
    const worst = []
    for (let i = 0; i < a.sums.length; i += 4) {
        const difference = Math.max(...[0, 1, 2].map(c => Math.abs(mean(a, i, c) - mean(b, i, c))))
        if (difference > most) worst.push([difference, i / 4 % a.columns * cell, Math.floor(i / 4 / a.columns) * cell])
    }
    worst.sort((one, other) => other[0] - one[0])
    return {size: null, share: worst.length / (a.sums.length / 4), worst: worst.slice(0, 5)}
}"""


class Likeness(Struct, frozen=True):
    share: float
    """Of the cells that differ, 0 to 1."""
    where: str
    """The worst cells, in words; or that the sizes differ."""

    @property
    def is_good(self) -> bool:
        return self.share <= MOST_CELLS


def take_picture(page: Page, tool: Page) -> bytes:
    """Return what the open page shows, without scrolling, as a small WebP.

    tool: a blank page, whose canvas does the work; the policy of the page itself may forbid it.
    """
    width = page.viewport_size["width"] if page.viewport_size else 1280
    picture = page.screenshot(animations="disabled", caret="hide")
    return b64decode(tool.evaluate(_REDUCE, [_text(picture), KEPT_WIDTH[width], QUALITY]))


def compare(kept: bytes, taken: bytes, tool: Page) -> Likeness:
    """Return how like two pictures are; see the head of this module for what may differ."""
    found: dict[str, Any] = tool.evaluate(_COMPARE, [_text(kept), _text(taken), CELL_PX, MOST_DIFFERENCE])
    if found["size"]:
        return Likeness(1.0, "the sizes differ: {} × {} and {} × {}".format(*found["size"]))
    where = ", ".join(f"{difference:.0f} at {x:.0f},{y:.0f}" for difference, x, y in found["worst"])
    return Likeness(found["share"], where)


def _text(picture: bytes) -> str:
    return b64encode(picture).decode("ascii")
