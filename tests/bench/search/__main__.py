"""What the search costs editors and readers, beside Pagefind as it comes: ``make bench-search``.

For each size a site of ``tests.bench`` is written to memory, built and indexed, searched in headless Chromium with the
queries of ``queries.py``, and removed again.
"""

import argparse
import re
import tempfile
from html import unescape
from pathlib import Path

from tests.bench.layouts import write_site
from tests.bench.search.indexers import Indexed, index_ours, index_stock
from tests.bench.search.queries import Query, make_sessions
from tests.bench.search.reader import IDS_OURS, IDS_STOCK, chromium, find_ids, measure_reader, measure_unprepared
from tests.bench.search.report import Measured, Quality, describe

MEMORY = Path("/dev/shm")
_BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|figcaption|blockquote|dd|dt)>|<br>")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help="number of articles; may be repeated; else 1000")
    parser.add_argument("--work", type=Path, default=Path("build/bench"), help="for the stock binary (%(default)s)")
    parser.add_argument("--place", type=Path, default=MEMORY, help="where the sites are written (%(default)s)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the tables there too")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    text = ""
    for count in options.size or [1000]:
        with tempfile.TemporaryDirectory(dir=options.place) as folder:
            text += describe(count, measure_size(count, Path(folder) / "site", options.work.resolve())) + "\n"
        if options.output:
            options.output.write_text(text, encoding="utf-8")
    print(text)


def measure_size(count: int, site: Path, work: Path) -> list[Measured]:
    """Return the figures of ours and of the stock index for ``count`` articles, written to ``site``."""
    write_site("ssg", site, count)
    sessions = make_sessions(count)
    pieces = [query for session in sessions for query in session if query.is_exact]
    ours, stock = index_ours(site), index_stock(site, work)
    text_by_url = {f"/news/{path.parent.relative_to(site / 'public/news')}/": text_of(path) for path in pages_of(site)}
    measured = []
    with chromium() as browser:
        for indexed, script in ((ours, IDS_OURS), (stock, IDS_STOCK)):
            costs = tuple(measure_reader(browser, indexed.site, indexed.search_path, sessions))
            firsts = [queries[0] for queries in sessions]
            unprepared = tuple(measure_unprepared(browser, indexed.site, indexed.search_path, firsts))
            found = find_ids(browser, indexed.site, indexed.search_path, pieces, script)
            measured.append(Measured(indexed, costs, unprepared, quality_of(indexed, pieces, found, text_by_url)))
    return measured


def pages_of(site: Path) -> list[Path]:
    return sorted((site / "public/news").glob("*/a*/index.html"))


def text_of(page: Path) -> str:
    """Return what an article shows of its own, without its links to others, a block a line."""
    html = page.read_text(encoding="utf-8")
    main = html[html.index("<article>") : html.index("</article>")]
    own = re.sub(r'<section class="related">\s*<h2>相关新闻</h2>.*?</section>', "", main, flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]+>", "", _BLOCK_END.sub("\n", own))) + "\n".join(re.findall(r'alt="([^"]*)"', own))
    # Chinese beside digits is typography, as the search has it.
    return re.sub(r"(?<=[一-鿿])[^\S\n]+(?=[0-9])|(?<=[0-9])[^\S\n]+(?=[一-鿿])", "", text)


def quality_of(
    indexed: Indexed, pieces: list[Query], found: dict[str, list[str]], text_by_url: dict[str, str]
) -> Quality:
    url_by_id = indexed.url_by_id()
    due = good = wrong = 0
    for text in dict.fromkeys(query.text for query in pieces):
        must = {url for url, page in text_by_url.items() if text in page}
        given = {url_by_id[one] for one in found[text]}
        due, good, wrong = due + len(must), good + len(must & given), wrong + len(given - must)
    return Quality(due, good, wrong)


if __name__ == "__main__":
    main()
