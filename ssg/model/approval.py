"""三审三校: who has read a text before it is published, and what a site demands of each kind.

Three reviews by three people and three rounds of proofreading are the custom of Chinese publishers and of the offices
that publish as they do. Nothing of it reaches a reader.
"""

from dataclasses import field
from datetime import date
from enum import StrEnum

from msgspec import Struct

from ssg.model.diagnostic import Span


class ReviewStage(StrEnum):
    FIRST = "first"
    SECOND = "second"
    FINAL = "final"
    FIRST_PROOF = "first_proof"
    SECOND_PROOF = "second_proof"
    THIRD_PROOF = "third_proof"


NAME_BY_STAGE = {
    ReviewStage.FIRST: "初审",
    ReviewStage.SECOND: "复审",
    ReviewStage.FINAL: "终审",
    ReviewStage.FIRST_PROOF: "一校",
    ReviewStage.SECOND_PROOF: "二校",
    ReviewStage.THIRD_PROOF: "三校",
}
"""As offices say it; in the order in which they come."""
REVIEWS = (ReviewStage.FIRST, ReviewStage.SECOND, ReviewStage.FINAL)
PROOFS = (ReviewStage.FIRST_PROOF, ReviewStage.SECOND_PROOF, ReviewStage.THIRD_PROOF)


class Approval(Struct, frozen=True):
    """One signature under a text."""

    name: str
    """Of the person."""
    day: date | None = None
    stage: ReviewStage = ReviewStage.FIRST
    span: Span | None = field(default=None, compare=False)


class ApprovalRule(Struct, frozen=True):
    """What texts of one kind need before they are published."""

    stages: tuple[ReviewStage, ...]
    distinct: str = "reviews"
    """Who may not sign twice: ``reviews`` = the three reviews are three people's, ``all`` = every stage is another's,
    ``none`` = anybody may."""
    since: date | None = None
    """Texts published or updated before this day need nothing."""
