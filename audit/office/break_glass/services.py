"""Reviewing a break-glass."""

from django.db import transaction

from accounts.actor import Actor
from audit.ledger.events import Facts, Subject, event
from audit.office.break_glass.policies import require_review
from audit.office.break_glass.selectors import find_break_glass
from casework.acts import BREAK_GLASS_REVIEWED
from casework.openings.models import BreakGlass, BreakGlassReview, Outcome
from vault.opening import seal


class AlreadyReviewed(Exception):
    """Somebody reviewed it in the meantime; what they found stays."""


@transaction.atomic
def review_break_glass(*, actor: Actor, opened: BreakGlass, outcome: Outcome, words: str) -> BreakGlassReview:
    """Say what came of a break-glass; not justified, or a breach, ends it from the next read on.

    Refuses (NotPermitted) whoever broke it, and everybody but officers of the agency that holds the record;
    (NotKnown) an officer who is in conflict with the person; (AlreadyReviewed) a second review.
    """
    require_review(actor, find_break_glass(actor, opened.pk))
    if BreakGlassReview.objects.filter(break_glass=opened).exists():
        raise AlreadyReviewed
    review = BreakGlassReview(
        partnership_id=actor.partnership_id, owner_id=actor.agency_id, break_glass=opened,
        opened_by_id=opened.opened_by_id, reviewed_by_id=actor.principal, outcome=outcome,
    )  # fmt: skip
    subject = Subject("break_glass", opened.pk, opened.holder_id)
    facts: Facts = {"outcome": outcome.value, "user": opened.opened_by_id}
    with event(BREAK_GLASS_REVIEWED, by=actor, subject=subject, purpose="IG_AUDIT", facts=facts):
        seal(actor.agency_id, [(review, {"words": words})])
        review.save(force_insert=True)
    return review
