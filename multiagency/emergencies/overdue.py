"""Looking every hour for emergencies that nobody reviewed in time."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.jobs.declaring import Every, job
from accounts.models import Agency
from audit.ledger.events import Subject, record
from audit.ledger.selectors import written_about
from multiagency.acts import EMERGENCY_OVERDUE
from multiagency.sharing.models import Disclosure

NAME: Final = "emergencies"


@job("multiagency.emergency_overdue", "Looking for emergency sharing that was not reviewed in time", every=Every.HOUR)
def look_for_late_reviews(actor: Actor) -> None:
    """Look at every agency of the actor's partnership, as `raise_overdue` does."""
    for agency_id in Agency.objects.filter(partnerships=actor.partnership_id).values_list("pk", flat=True):
        keeper = system_actor(NAME, actor.partnership_id, agency_id)
        with acting(keeper):
            raise_overdue(actor=keeper)


@transaction.atomic
def raise_overdue(*, actor: Actor) -> int:
    """Raise one alarm for every emergency of the agency whose review is overdue; gives how many are new.

    It is due on the working day after it was shared, so late from the day after that. Run again it raises none twice.
    """
    late = Disclosure.objects.filter(
        owner_id=actor.agency_id, emergency=True, emergency_review=None, review_due_on__lt=timezone.localdate()
    )
    told = written_about(EMERGENCY_OVERDUE, late.values_list("pk", flat=True))
    new = [one for one in late.order_by("pk") if str(one.pk) not in told]
    for one in new:
        subject = Subject("disclosure", one.pk, one.owner_id)
        record(EMERGENCY_OVERDUE, by=actor, subject=subject, facts={"user": one.disclosed_by_id})
    return len(new)
