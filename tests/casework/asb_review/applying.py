"""Applications for a case review and their steps, as a caseworker writes them down."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.asb_review.clock import Step
from casework.asb_review.models import ReviewStep
from casework.asb_review.services import apply_for_review, take_step
from casework.cases.models import Case
from tests.cast import actor
from vault.ids import uuid7

SAID = "Music through the ceiling every night since Candlemas"


def applied(user: User, case: Case, on: date | None = None) -> ReviewStep:
    """An application of the tenant, today unless another day is said."""
    who = actor(user)
    with acting(who):
        return apply_for_review(
            actor=who, case=case, step_id=uuid7(), on=on or timezone.localdate(), by="The tenant", said=SAID
        )


def stepped(user: User, case: Case, step: Step, on: date | None = None, said: str = "The panel wrote so") -> ReviewStep:
    """A step of the application that runs."""
    who = actor(user)
    with acting(who):
        return take_step(actor=who, case=case, step_id=uuid7(), step=step, on=on or timezone.localdate(), said=said)


def refused_review(user: User, case: Case) -> ReviewStep:
    """An application that was made three days ago, and acknowledged and refused today."""
    applied(user, case, timezone.localdate() - timedelta(days=3))
    stepped(user, case, Step.ACKNOWLEDGED)
    return stepped(user, case, Step.REFUSED)
