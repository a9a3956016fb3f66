"""Text and properties of a PDF file, taken out by a process that cannot hold up or bring down the one that asks."""

import json
import os
import subprocess
import sys
from pathlib import Path

from msgspec import Struct

import ssg
from ssg.model.properties import Property

TIMEOUT_S = 9.0
"""A file that takes longer is told to be unreadable: no hostile file may hold up a check for ten seconds."""


class PdfText(Struct, frozen=True):
    pages: tuple[str, ...] = ()
    properties: tuple[Property, ...] = ()
    is_readable: bool = True
    is_final: bool = True
    """False: another run may be luckier, so the answer is not worth remembering."""


def read_pdf(data: bytes) -> PdfText:
    """Return the text of a PDF file, page by page, and what it says about itself."""
    package = str(Path(ssg.__file__).parent.parent)
    found = os.pathsep.join(part for part in (package, os.environ.get("PYTHONPATH", "")) if part)
    command = [sys.executable, "-m", "ssg.edge.pdf_text"]
    try:
        done = subprocess.run(
            command,
            env={**os.environ, "PYTHONPATH": found},
            input=data,
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return PdfText(is_readable=False, is_final=False)
    if done.returncode != 0:
        return PdfText(is_readable=False)
    said = json.loads(done.stdout)
    return PdfText(tuple(map(str, said["pages"])), tuple(Property(*each) for each in said["properties"]))
