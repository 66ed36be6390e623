"""Telling whoever answers for an agreement, 90, 30 and 7 days ahead, that its review comes near (ISA-05)."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.jobs.declaring import Every, job
from accounts.models import Agency
from accounts.outbox.services import tell
from audit.ledger.acts import Act
from audit.ledger.events import Subject, record
from audit.ledger.selectors import written_about
from multiagency.acts import AGREEMENT_REVIEW_IN_7, AGREEMENT_REVIEW_IN_30, AGREEMENT_REVIEW_IN_90
from multiagency.agreements.models import Agreement
from multiagency.agreements.reading import whole
from multiagency.notices import AGREEMENT_TO_REVIEW

KEEPER: Final = "agreements"
STAGES: Final = ((7, AGREEMENT_REVIEW_IN_7), (30, AGREEMENT_REVIEW_IN_30), (90, AGREEMENT_REVIEW_IN_90))
"""How many days ahead somebody is told, the nearest first; each is told once, however late the night's work is."""


@job("multiagency.agreement_reviews", "Telling who answers for agreements of their reviews", every=Every.NIGHT)
def remind_every_night(actor: Actor) -> None:
    """Tell whoever answers for agreements at every agency of the actor's partnership, as `remind` does."""
    for agency_id in Agency.objects.filter(partnerships=actor.partnership_id).values_list("pk", flat=True):
        keeper = system_actor(KEEPER, actor.partnership_id, agency_id)
        with acting(keeper):
            remind(actor=keeper, at=timezone.now())


@transaction.atomic
def remind(*, actor: Actor, at: datetime) -> int:
    """Tell, once for each stage, who answers for an agreement of the actor's agency that is in force at a moment.

    The message says nothing but that there is something to review. Gives how many were told.
    """
    told = 0
    for agreement in whole(Agreement.objects.filter(owner_id=actor.agency_id).order_by("reference")):
        version = agreement.in_force(at)
        act = _stage(version.row.review_on, timezone.localdate(at)) if version else None
        if version and act and not written_about(act, [version.row.pk]):
            record(act, by=actor, subject=Subject("agreement_version", version.row.pk, version.row.owner_id))
            tell(actor=actor, user=agreement.row.lead, notice=AGREEMENT_TO_REVIEW)
            told += 1
    return told


def _stage(review_on: date | None, today: date) -> Act | None:
    """The nearest stage that has come; None where the review is further off."""
    left = (review_on - today).days if review_on else None
    return None if left is None else next((act for days, act in STAGES if left <= days), None)
