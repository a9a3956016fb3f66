"""The ways to have a matter done, as a guide and a bundle show them."""

from ssg.model.contexts import ChannelView, StartButton
from ssg.model.document import Document
from ssg.model.kinds.guide import Channel
from ssg.model.stated import Nothing, Pending, Stated, each
from ssg.plan.scope import Scope


def channel_views(
    scope: Scope, document: Document, channels: Stated[tuple[Channel, ...]]
) -> Stated[tuple[ChannelView, ...]]:
    """Return the channels with their places resolved."""
    if isinstance(channels, Nothing | Pending):
        return channels
    return tuple(_view(scope, document, channel) for channel in channels)


def _view(scope: Scope, document: Document, channel: Channel) -> ChannelView:
    return ChannelView(
        kind=channel.kind,
        url=channel.url,
        continues_on=channel.continues_on,
        depth=channel.depth,
        login=channel.login,
        place=next(iter(scope.find_cards(document, [channel.place])), None) if channel.place else None,
        window=channel.window,
        machine=channel.machine,
        phone=channel.phone,
        booking=channel.booking,
        text=channel.text,
        places=scope.find_cards(document, channel.places),
        hours=channel.hours,
        apps=channel.apps,
    )


def start_button(scope: Scope, channels: Stated[tuple[ChannelView, ...]]) -> StartButton | None:
    """Return the one main action: the first online channel whose address is stated (R-21); never a dead link."""
    for channel in each(channels):
        if channel.kind == "online" and isinstance(channel.url, str) and channel.url:
            named = isinstance(channel.continues_on, str) and channel.continues_on
            label = (
                scope.words.get("plan.start_on", site=channel.continues_on) if named else scope.words.get("plan.start")
            )
            return StartButton(channel.url, label, channel.login)
    return None
