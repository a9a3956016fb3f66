"""Which commit is being built, as the continuous integration or the repository says."""

import re
from collections.abc import Mapping
from pathlib import Path

NAMES = ("GITHUB_SHA", "COMMIT_REF", "CI_COMMIT_SHA", "GIT_COMMIT", "CF_PAGES_COMMIT_SHA")
"""Where GitHub, Netlify, GitLab, Jenkins and Cloudflare Pages write it."""

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REFERENCE = re.compile(r"ref: (refs/[\w./-]+)")


def current_commit(site_root: Path, environ: Mapping[str, str]) -> str:
    """Return the commit as 40 or 64 hex digits; empty when nothing says so. Git itself is not asked."""
    named = (environ.get(name, "") for name in NAMES)
    stated = next((commit for commit in named if _COMMIT.fullmatch(commit)), "")
    return stated or next(filter(None, map(_checked_out, (site_root, *site_root.parents))), "")


def _checked_out(folder: Path) -> str:
    git = folder / ".git"
    head = _text(git / "HEAD")
    if _COMMIT.fullmatch(head):
        return head
    reference = _REFERENCE.fullmatch(head)
    if reference is None or ".." in reference[1]:
        return ""
    packed = re.search(rf"^([0-9a-f]{{40,64}}) {re.escape(reference[1])}$", _text(git / "packed-refs"), re.MULTILINE)
    return _text(git / reference[1]) or (packed[1] if packed else "")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
