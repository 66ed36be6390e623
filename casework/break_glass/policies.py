"""Who may break the glass now: a role that acts in emergencies, sure of who they are, with no review overdue."""

from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models.functions import Now

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.stepup import require_step_up
from audit.ledger.selectors import how_often
from casework.acts import BREAK_GLASS_MISSED, GLASS_BROKEN
from casework.openings.models import BreakGlass
from casework.openings.policies import may_break_glass

MOST_TRIES: Final = 5
"""In an hour, by one user, whatever comes of them."""

OFFICER: Final = "an information-governance officer of the agency that holds the record"


def require_break_glass(actor: Actor) -> None:
    """Refuse, in words, before anything is looked for, whoever may not break the glass now."""
    if not may_break_glass(actor):
        raise _refusal(actor, "Your role does not open records in an emergency.", "a team manager of your agency")
    require_step_up(actor, GLASS_BROKEN)
    if overdue(actor):
        words = "You broke the glass more than 72 hours ago and it has not been reviewed. Until then you cannot again."
        raise _refusal(actor, words, OFFICER)


def require_few_tries(actor: Actor) -> None:
    """Refuse, in words, more than five tries in an hour; tries at once wait for each other, so that each is counted."""
    with connection.cursor() as cursor:  # the same lock as the database's own, when the glass is broken
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"break-glass {actor.principal}"])
    if how_often((BREAK_GLASS_MISSED, GLASS_BROKEN), actor.principal, minutes=60) >= MOST_TRIES:
        words = "You have tried to break the glass five times within an hour. Wait, or ring whoever holds the record."
        raise _refusal(actor, words, OFFICER)


def require_reviewed(actor: Actor, person_id: UUID) -> None:
    """Refuse, in words, to open again what the actor opened before and nobody has reviewed: there is no renewal."""
    if BreakGlass.objects.filter(opened_by_id=actor.principal, person_id=person_id, review=None).exists():
        words = "You have opened this person's record before, and that has not been reviewed. It cannot be renewed."
        raise _refusal(actor, words, OFFICER)


def overdue(actor: Actor) -> bool:
    """Whether a break-glass of the actor's has waited for its review for more than 72 hours."""
    theirs = BreakGlass.objects.filter(opened_by_id=actor.principal, review=None)
    return theirs.filter(review_due_at__lte=Now()).exists()


def _refusal(actor: Actor, words: str, resolver: str) -> NotPermitted:
    return NotPermitted(GLASS_BROKEN, actor.own_agency, words=words, resolver=resolver)
