"""How long it takes from a new photograph to a page that shows it: ``python -m tests.bench.showing --help``.

Each time a photograph of 12 megapixels, never seen before, is written beside an article, and the article with a line
that shows it. The clock stops when the server has answered the page that names the picture, and the picture itself.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from msgspec import Struct
from PIL import Image, ImageChops

from tests.bench.cases import MissingWorkError, middle_article, page_path
from tests.bench.generators import Generator, ssg_generator
from tests.bench.layouts import article_path, write_site
from tests.bench.serving import SAVE_S, SETTLE_S, START_S, Page, free_port
from tests.pictures import exif, saved, scene

SIZE = (4032, 3024)
QUALITY = 88
"""Makes files of about two megabytes, as telephones do."""
MEMORY = Path("/dev/shm")


class Site(Struct, frozen=True):
    generator: Generator
    folder: Path
    count: int
    port: int
    page: Page

    def add(self, number: int, photograph: bytes) -> float:
        """Add a photograph and show it in an article; return after how many seconds it could be seen."""
        article = middle_article(self.count, 1)
        path, name = self.folder / article_path("ssg", article), f"added{number}.jpg"
        source = f"{path.read_text(encoding='utf-8')}\n![第{number}张照片]({name})\n"
        start = time.perf_counter()
        path.with_name(name).write_bytes(photograph)
        path.write_text(source, encoding="utf-8")
        html = self.page.wait_for(f"第{number}张照片", SAVE_S)
        shown = re.search(rf'<img [^>]*src="([^"]+)"[^>]*alt="第{number}张照片"', html)
        if shown is None:
            raise MissingWorkError(f"{path}: {name}")
        with urlopen(f"http://127.0.0.1:{self.port}{shown[1]}", timeout=SAVE_S) as answer:
            Image.open(answer).load()
        return time.perf_counter() - start


def main() -> None:
    options = _parser().parse_args()
    generator = ssg_generator("ssg with search")
    base, port = scene(SIZE, 1), free_port()
    with tempfile.TemporaryDirectory(dir=MEMORY) as memory, tempfile.TemporaryFile() as log:
        folder = Path(memory) / "site"
        write_site("ssg", folder, options.size)
        server = subprocess.Popen([*generator.serve, str(port)], cwd=folder, stdout=log, stderr=log)
        try:
            page = Page(server, port, f"/{page_path(generator, middle_article(options.size, 1))}")
            page.wait_for("</html>", START_S)
            site = Site(generator, folder, options.size, port, page)
            times = []
            for number in range(options.runs):
                photograph = saved(ImageChops.offset(base, 37 * number), "JPEG", quality=QUALITY, exif=exif(6))
                time.sleep(SETTLE_S)
                times.append(site.add(number, photograph))
                print(f"{len(photograph) / 1e6:.1f} MB: {times[-1]:.2f} s", file=sys.stderr)
        finally:
            server.terminate()
            server.wait()
    load = os.getloadavg()[0]
    print(f"{options.size} articles, {len(times)} photographs: median {median(times):.2f} s, ", end="")
    print(f"worst {max(times):.2f} s, load {load:.1f}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.showing", description=__doc__)
    parser.add_argument("--size", type=int, default=1000, help="number of articles (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=9, help="number of photographs (default: %(default)s)")
    return parser


if __name__ == "__main__":
    main()
