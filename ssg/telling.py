"""What the commands that build nothing have to say, in words: ``ssg list``, ``calendar``, ``explain``, ``diff``."""

from msgspec import Struct

from ssg.edge.agenda_text import render_agenda, render_pending
from ssg.edge.messages import load_messages
from ssg.inspect import explain_url, find_agenda, find_pending, last_words, list_items
from ssg.model.diagnostic import Diagnostic, Outcome, Severity
from ssg.request import BuildRequest


class Told(Struct, frozen=True):
    text: str
    """Whole lines."""
    language: str
    diagnostics: tuple[Diagnostic, ...] = ()
    """To be told beside; the outcome's own decide the exit status."""
    is_good: bool = True
    """False: the text says why there is no answer."""


class Question(Struct, frozen=True):
    """What the command line asks, beside the site that it asks of."""

    command: str
    """list, calendar, explain or diff."""
    format: str = "text"
    verbose: bool = False
    url: str = ""
    """Of ``explain``."""
    pending: bool = False
    """Of ``list``."""


def tell(request: BuildRequest, question: Question) -> Outcome[Told | None]:
    """Return the answer; None, with the reasons, when the site or the options are broken."""
    match question.command:
        case "calendar":
            return tell_agenda(request, question.format)
        case "diff":
            return tell_difference(request, question.format, is_long=question.verbose)
        case "explain":
            return tell_url(request, question.url)
        case _:
            return tell_pending(request, question.format) if question.pending else tell_items(request)


def tell_items(request: BuildRequest) -> Outcome[Told | None]:
    """Tell of every content file with its state."""
    outcome = list_items(request)
    listing = outcome.value
    if listing is None:
        return Outcome(None, outcome.diagnostics)
    words = load_messages(listing.language)
    lines = []
    for row in listing.rows:
        states = "、".join(words.word(f"state-{state}") for state in row.states)
        lines.append(f"{states}\t{row.moment}\t{row.path}\t{row.title}")
    lines.append(words.word("list-count", count=len(listing.rows)) if listing.rows else words.word("list-empty"))
    if listing.next_change:
        lines.append(words.word("next-change", moment=listing.next_change))
    return Outcome(Told(_joined(lines), listing.language, outcome.diagnostics), outcome.diagnostics)


def tell_pending(request: BuildRequest, form: str) -> Outcome[Told | None]:
    """Tell of every field that is 待补, whose it is and until when; form: text or json."""
    outcome = find_pending(request)
    if outcome.value is None:
        return Outcome(None, outcome.diagnostics)
    rows, now, language = outcome.value
    return _beside_errors(render_pending(rows, load_messages(language), form, now), language, form, outcome.diagnostics)


def tell_agenda(request: BuildRequest, form: str) -> Outcome[Told | None]:
    """Tell when something changes or comes due; form: text, json, ics or cron."""
    outcome = find_agenda(request)
    if outcome.value is None:
        return Outcome(None, outcome.diagnostics)
    agenda, config = outcome.value
    text = render_agenda(agenda, load_messages(config.language), form, config.base_url)
    return _beside_errors(text, config.language, form, outcome.diagnostics)


def tell_url(request: BuildRequest, url: str) -> Outcome[Told | None]:
    """Tell what the page at ``url`` is made of."""
    outcome = explain_url(request, url)
    explanation = outcome.value
    if explanation is None:
        return Outcome(None, outcome.diagnostics)
    words = load_messages(explanation.language)
    if not explanation.lines:
        lines = [words.word("explain-unknown", url=url)]
        if explanation.nearest:
            lines.append(words.word("explain-nearest", nearest=explanation.nearest))
        return Outcome(Told(_joined(lines), explanation.language, is_good=False))
    lines = [f"{words.word(label)}: {text}" for label, text in explanation.lines]
    lines.append(f"{words.word('explain-last')}: {last_words(words, explanation.reason)}")
    return Outcome(Told(_joined(lines), explanation.language))


def tell_difference(request: BuildRequest, form: str, *, is_long: bool) -> Outcome[Told | None]:
    """Tell what readers would see change; form: text, json or markdown."""
    from ssg.difference import compare_site
    from ssg.edge.difference_text import render_difference

    outcome = compare_site(request)
    if outcome.value is None:
        return Outcome(None, outcome.diagnostics)
    difference, language = outcome.value
    text = render_difference(difference, load_messages(language), form, is_long=is_long)
    return _beside_errors(text, language, form, outcome.diagnostics)


def _beside_errors(text: str, language: str, form: str, diagnostics: tuple[Diagnostic, ...]) -> Outcome[Told | None]:
    """Return what is told with the errors of the site, which are shown beside text alone."""
    errors = tuple(fault for fault in diagnostics if fault.severity is Severity.ERROR)
    return Outcome(Told(text, language, errors if form == "text" else ()), errors)


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
