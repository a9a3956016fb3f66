"""The indexers that are compared: ours, as a build that adds the search, and Pagefind as it comes, on one site."""

import json
import shutil
import subprocess
import sys
import venv
import zlib
from pathlib import Path

from msgspec import Struct

from tests.bench.generators import NOW
from tests.bench.measure import Usage, measure

STOCK = "pagefind-bin-extended==1.5.2"
PAGES = "news/*/a*/index.html"
STOCK_PAGE = Path(__file__).with_name("stock.html")


class Indexed(Struct, frozen=True):
    """One index, in a folder that a host can serve."""

    title: str
    site: Path
    search_path: str
    """Of the page that searches it."""
    usage: Usage
    size_bytes: int
    files: int

    def url_by_id(self) -> dict[str, str]:
        """Return the URL of each page by the id that a search gives."""
        texts = {
            f"{path.parts[-3]}/{path.stem}": json.loads(path.read_text("utf-8"))["url"]
            for path in self.site.glob("pagefind/*/text/*.json")
        }
        return texts or {path.stem: _fragment_url(path) for path in self.site.glob("pagefind/fragment/*.pf_fragment")}


def index_ours(site: Path) -> Indexed:
    """Build without search first, so that what is measured is what the search adds."""
    command = [sys.executable, "-m", "ssg", "build", "-q", "--now", NOW]
    measure([*command, "--no-search"], site)
    usage = measure(command, site)
    return Indexed("ssg", site / "public", "/search/", usage, *_size(site / "public/pagefind"))


def index_stock(site: Path, work: Path) -> Indexed:
    """Index the articles that ``site`` was built into, their text and no more, with the extended binary."""
    folder = site / "stock"
    shutil.copytree(site / "public/news", folder / "news")
    (folder / "search").mkdir()
    shutil.copy(STOCK_PAGE, folder / "search/index.html")
    options = ("--glob", PAGES, "--root-selector", "article", "--exclude-selectors", ".rail")
    usage = measure([str(_stock_binary(work)), "--site", str(folder), "--quiet", *options], folder)
    return Indexed("Pagefind, extended", folder, "/search/", usage, *_size(folder / "pagefind"))


def _stock_binary(work: Path) -> Path:
    """Install the stock binary into an environment of its own below ``work``; return its path."""
    tools = work / "stock"
    if not list(tools.glob("lib/python3*/site-packages/pagefind_bin_extended")):
        venv.create(tools, with_pip=True, clear=True)
        subprocess.run([tools / "bin" / "python", "-m", "pip", "install", "--quiet", STOCK], check=True)
    find = "import pagefind_bin_extended as p; print(p.get_executable())"
    return Path(
        subprocess.run(
            [tools / "bin" / "python", "-c", find], check=True, capture_output=True, text=True
        ).stdout.strip()
    )


def _size(folder: Path) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)


def _fragment_url(path: Path) -> str:
    text = zlib.decompress(path.read_bytes(), wbits=31).decode()
    return str(json.loads(text.removeprefix("pagefind_dcd"))["url"])
