"""The record of a build, ``build.json``: what was published, page by page.

With it an office can prove what was online, and the next build can be compared: see ``--published``.
"""

import json
from collections.abc import Mapping

from msgspec.structs import replace

import ssg
from ssg.documents import documents_at
from ssg.edge.commit import current_commit
from ssg.edge.environment import environment
from ssg.edge.published import RECORD_NAME
from ssg.edge.report_file import write_text
from ssg.edge.stage import Stage, Written, stage_bytes
from ssg.engine.digest import digest
from ssg.model.diagnostic import Outcome, error
from ssg.model.disk import OutputRecord
from ssg.model.document import Document
from ssg.production import Production
from ssg.run import Run

VERSION = 1


def record_build(
    run: Run, stage: Stage, production: Production, records: Mapping[str, OutputRecord]
) -> Outcome[Written | None]:
    """Write the record that site.yaml asks for: a public one onto the stage, a private one into ``.ssg/``.

    records: the manifest of the last build. Returns what is staged; None when nothing is. Raises CacheLostError.
    """
    text = render_record(run, production, records)
    if run.planned.config.build_record == "private":
        write_text(run.request.site_root / ".ssg" / RECORD_NAME, text)
        return Outcome(None)
    if RECORD_NAME in production.planned_paths:
        return Outcome(None, (error("record-in-the-way", path=RECORD_NAME),))
    return stage_bytes(stage, RECORD_NAME, text.encode())


def render_record(run: Run, production: Production, records: Mapping[str, OutputRecord]) -> str:
    """Return the record: one JSON object, equal for equal sources, time and commit.

    ``time`` is the build's (ISO 8601), ``commit`` empty where it is not known, ``inputs`` the digest of all source
    files. A page has ``url``, ``title`` and ``source`` where it shows an item, ``content`` (see ``content_digest``)
    and ``digest``, the hex blake2b-128 of its bytes as ``b2sum -l 128`` tells it; ``files`` lists all else.
    A private record also has ``approvals`` of an item, who has reviewed it and when; a public one never.
    """
    planned = run.planned
    is_private = planned.config.build_record == "private"
    digests = {path: record.digest for path, record in records.items()}
    digests |= {written.path: written.digest for _, written in production.made}
    titles = {item.card.path: item.card.title for item in planned.catalog.items}
    documents = documents_at(planned.library, titles)
    pages = [page for page in planned.plan.pages if page.route.url.endswith("/")]
    record = {
        "version": VERSION,
        "generator": f"ssg {ssg.__version__}",
        "time": planned.options.now.isoformat(),
        "commit": current_commit(run.request.site_root, environment()),
        "inputs": digest(tuple((file.path, file.digest) for file in planned.scan.files())),
        "pages": [
            {
                "url": page.route.url,
                "title": titles.get(page.source, ""),
                "source": page.source,
                "content": content_digest(documents[page.source]) if page.source in documents else "",
                "digest": digests.get(page.route.output_path, ""),
                **(_approvals(documents.get(page.source)) if is_private else {}),
            }
            for page in pages
        ],
        "files": sorted(planned.plan.urls - {page.route.url for page in pages}),
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _approvals(document: Document | None) -> dict[str, list[dict[str, str]]]:
    """Return who has signed under a document, in the order of the stages; nothing where nobody has."""
    signed = document.meta.publication.approvals if document else ()
    rows = [
        {"stage": each.stage.value, "name": each.name, "date": each.day.isoformat() if each.day else ""}
        for each in signed
    ]
    return {"approvals": rows} if rows else {}


def content_digest(document: Document) -> str:
    """Return a digest of what a document's writer wrote that stays when its file is moved or renamed.

    A body stands for itself; of a document without one, as many places are, all fields do.
    """
    publication = replace(document.meta.publication, approvals=())
    written = replace(document.meta, publication=publication) if document.body.is_empty else None
    return digest((document.kind, publication.title, document.body.digest, written))
