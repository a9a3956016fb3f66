"""The calendar of a site: text for people, JSON, iCalendar (RFC 5545), and a line for cron."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from ssg.edge.excerpt import printable
from ssg.edge.messages import Messages
from ssg.model.agenda import CHANGES, Agenda, Event, PendingField

JSON_VERSION = 1
LONGEST_LINE = 75
"""Octets of a line of iCalendar; a longer one is folded."""


def render_agenda(agenda: Agenda, words: Messages, form: str, base_url: str) -> str:
    """Return the calendar as ``form``: text, json, ics or cron.

    base_url: address of the site without the last "/"; empty = events carry no address.
    """
    match form:
        case "json":
            return render_agenda_json(agenda, words)
        case "ics":
            return render_icalendar(agenda, words, base_url)
        case "cron":
            return render_cron(agenda.next_change)
        case _:
            return "".join(f"{printable(line)}\n" for line in _text(agenda, words))


def render_agenda_json(agenda: Agenda, words: Messages) -> str:
    """Return one JSON object: ``now``, ``next_rebuild``, ``cron`` (of that moment, UTC), ``events``, ``empty_columns``.

    Moments are ISO 8601, or null. An event has ``moment``, ``kind``, ``label``, ``is_overdue``, ``is_change`` (the
    site changes by itself), ``path``, ``title``, ``owner`` and ``url``.
    """
    report = {
        "version": JSON_VERSION,
        "now": agenda.now.isoformat(),
        "next_rebuild": agenda.next_change.isoformat() if agenda.next_change else None,
        "cron": render_cron(agenda.next_change).strip() or None,
        "events": [_record(event, agenda.now, words) for event in agenda.events],
        "empty_columns": agenda.empty_columns,
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def render_cron(moment: datetime | None) -> str:
    """Return a line of cron in UTC for the first whole minute from ``moment`` on; empty without one."""
    if moment is None:
        return ""
    utc = moment.astimezone(UTC)
    whole = utc.replace(second=0, microsecond=0)
    whole += timedelta(minutes=utc != whole)
    return f"{whole.minute} {whole.hour} {whole.day} {whole.month} *\n"


def render_icalendar(agenda: Agenda, words: Messages, base_url: str) -> str:
    """Return an iCalendar file; equal events have equal ``UID``, so that a calendar updates what it has."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ssg//calendar//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_value(words.word('calendar-name'))}",
        *(line for event in agenda.events for line in _vevent(event, agenda.now, words, base_url)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def render_pending(rows: Iterable[PendingField], words: Messages, form: str, today: datetime) -> str:
    """Return the list of 待补 as text, a line each, or as JSON."""
    rows = tuple(rows)
    if form == "json":
        report = {"version": JSON_VERSION, "pending": [_pending_record(row, today) for row in rows]}
        return json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    lines = [_pending_line(row, words, today) for row in rows]
    lines.append(words.word("pending-count", count=len(rows), items=len({row.path for row in rows})))
    return "".join(f"{line}\n" for line in lines)


def _text(agenda: Agenda, words: Messages) -> Iterator[str]:
    groups = (
        ("calendar-overdue", [event for event in agenda.events if event.moment <= agenda.now]),
        (
            "calendar-care",
            [event for event in agenda.events if event.moment > agenda.now and event.kind not in CHANGES],
        ),
        ("calendar-changes", [event for event in agenda.events if event.kind in CHANGES]),
    )
    for heading, events in groups:
        if events:
            yield words.word(heading, count=len(events))
            yield from (f"  {_line(event, words)}" for event in events)
    if agenda.empty_columns:
        yield words.word("calendar-empty-columns", titles="、".join(agenda.empty_columns))
    if agenda.next_change is None:
        yield words.word("calendar-no-change")
    else:
        cron = render_cron(agenda.next_change).strip()
        yield words.word("calendar-next", moment=agenda.next_change.isoformat(timespec="minutes"), cron=cron)


def _line(event: Event, words: Messages) -> str:
    owner = words.word("calendar-owner", owner=event.owner) if event.owner else ""
    parts = (event.moment.strftime("%Y-%m-%d %H:%M"), words.word(f"event-{event.kind}"), event.title, event.path, owner)
    return "  ".join(part for part in parts if part)


def _record(event: Event, now: datetime, words: Messages) -> dict[str, object]:
    return {
        "moment": event.moment.isoformat(),
        "kind": event.kind,
        "label": words.word(f"event-{event.kind}"),
        "is_overdue": event.moment <= now,
        "is_change": event.kind in CHANGES,
        "path": event.path,
        "title": event.title,
        "owner": event.owner or None,
        "url": event.url or None,
    }


def _vevent(event: Event, now: datetime, words: Messages, base_url: str) -> Iterator[str]:
    start = event.moment.astimezone(UTC)
    name = f"{event.kind} {event.path} {event.title if event.kind == 'column-stale' else ''}"
    owner = words.word("calendar-owner", owner=event.owner) + " " if event.owner else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{blake2b(name.encode('utf-8', 'replace'), digest_size=16).hexdigest()}@ssg"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART:{start:%Y%m%dT%H%M%SZ}"
    yield f"SUMMARY:{_value(words.word(f'event-{event.kind}'))}：{_value(event.title)}"
    yield f"DESCRIPTION:{_value(owner + event.path)}"
    if base_url and event.url:
        yield f"URL:{base_url}{event.url}"
    yield "END:VEVENT"


def _value(text: str) -> str:
    """Return a TEXT value (RFC 5545, 3.3.11)."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return printable(escaped)


def _folded(line: str) -> str:
    """Return a content line cut into lines of at most 75 octets, no character in two (RFC 5545, 3.1)."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > LONGEST_LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces)


def _pending_record(row: PendingField, today: datetime) -> dict[str, object]:
    return {
        "path": row.path,
        "title": row.title,
        "field": row.field,
        "label": row.label,
        "note": row.note or None,
        "owner": row.owner or None,
        "due": row.due.isoformat() if row.due else None,
        "is_overdue": row.due is not None and row.due < today.date(),
    }


def _pending_line(row: PendingField, words: Messages, today: datetime) -> str:
    due = row.due.isoformat() if row.due else words.word("pending-no-due")
    late = words.word("pending-late") if row.due is not None and row.due < today.date() else ""
    owner = row.owner or words.word("pending-no-owner")
    cells = (due + late, owner, row.path, f"{row.title}：{row.label}", row.note)
    return "\t".join(map(printable, cells)).rstrip("\t")
