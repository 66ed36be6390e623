"""Looking every hour for break-glass that nobody reviewed in time."""

from typing import Final

from django.db import transaction
from django.db.models.functions import Now

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.jobs.declaring import Every, job
from accounts.models import Agency
from audit.ledger.events import Subject, record
from audit.ledger.selectors import written_about
from casework.acts import BREAK_GLASS_OVERDUE
from casework.openings.models import BreakGlass

NAME: Final = "break_glass"


@job("casework.break_glass_overdue", "Looking for break-glass that was not reviewed in time", every=Every.HOUR)
def look_every_hour(actor: Actor) -> None:
    """Look at every agency of the actor's partnership, as `raise_overdue` does."""
    for agency_id in Agency.objects.filter(partnerships=actor.partnership_id).values_list("pk", flat=True):
        keeper = system_actor(NAME, actor.partnership_id, agency_id)
        with acting(keeper):
            raise_overdue(actor=keeper)


@transaction.atomic
def raise_overdue(*, actor: Actor) -> int:
    """Raise one alarm for every break-glass by the agency's staff whose review is overdue; gives how many are new.

    Both agencies' officers see it. Run again it raises nothing twice.
    """
    waiting = BreakGlass.objects.filter(owner_id=actor.agency_id, review=None, review_due_at__lte=Now())
    told = written_about(BREAK_GLASS_OVERDUE, waiting.values_list("pk", flat=True))
    new = [late for late in waiting.order_by("pk") if str(late.pk) not in told]
    for late in new:
        subject = Subject("break_glass", late.pk, late.holder_id)
        record(BREAK_GLASS_OVERDUE, by=actor, subject=subject, facts={"user": late.opened_by_id})
    return len(new)
