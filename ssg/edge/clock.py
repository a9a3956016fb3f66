"""The one moment that a build takes for the present."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ssg.model.diagnostic import Diagnostic, Outcome, error


def resolve_now(option: str | None, environ: Mapping[str, str], timezone: str) -> Outcome[datetime | None]:
    """Return the present, aware and in the site's time zone.

    option: of ``--now``: ISO 8601; without a zone it is in the site's. A day alone is its first moment.
    environ: asked for ``SOURCE_DATE_EPOCH``, whole seconds since 1970, when there is no option.
    timezone: IANA name: ``Asia/Shanghai``; raises ZoneInfoNotFoundError for another.
    The clock is asked when neither is given. None, with an error, when one is given and means no moment.
    """
    zone = ZoneInfo(timezone)
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if option is not None:
        return _moment(option, zone, error("bad-now", value=option))
    if epoch:
        return _moment_of_epoch(epoch, zone)
    return Outcome(datetime.now(zone))


def _moment(text: str, zone: ZoneInfo, fault: Diagnostic) -> Outcome[datetime | None]:
    try:
        moment = datetime.fromisoformat(text.strip())
        return Outcome(moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone))
    except (ValueError, OverflowError):
        return Outcome(None, (fault,))


def _moment_of_epoch(text: str, zone: ZoneInfo) -> Outcome[datetime | None]:
    try:
        return Outcome(datetime.fromtimestamp(int(text), UTC).astimezone(zone))
    except (ValueError, OverflowError, OSError):
        return Outcome(None, (error("bad-source-date-epoch", value=text),))
