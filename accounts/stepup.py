"""Step-up: what reaches far is done only by somebody who gave a second factor within the last five minutes."""

from datetime import timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import StepUpNeeded
from audit.ledger.acts import Act
from audit.ledger.events import Subject

FRESH = timedelta(minutes=5)
"""How long a second factor counts for exports, break-glass, and changes of roles and keys (OWASP ASVS 5.0, 7.5.3)."""


def is_fresh(actor: Actor) -> bool:
    """Whether the actor gave a second factor within five minutes; a time in the future counts for nothing."""
    given = actor.authenticated_at
    return given is not None and timedelta(0) <= timezone.now() - given <= FRESH


def require_step_up(actor: Actor, act: Act, subject: Subject | None = None) -> None:
    """Refuse (StepUpNeeded) a user whose second factor is older than five minutes; the product itself has none."""
    if actor.kind == "user" and not is_fresh(actor):
        raise StepUpNeeded(act, subject)
