"""Previous and next in a dated list."""

from ssg.model.card import Card


def neighbours_by_path(cards: tuple[Card, ...]) -> dict[str, tuple[Card | None, Card | None]]:
    """Return (older, newer) for each card's path; cards are newest first."""
    found: dict[str, tuple[Card | None, Card | None]] = {}
    for index, card in enumerate(cards):
        older = cards[index + 1] if index + 1 < len(cards) else None
        newer = cards[index - 1] if index else None
        found[card.path] = (older, newer)
    return found
