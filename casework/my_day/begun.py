"""Forms that somebody has begun on their cases and not saved."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from accounts.actor import Actor
from casework.cases.models import Case
from casework.cases.policies import visible_cases
from casework.drafts.selectors import address_of, own_drafts


@dataclass(frozen=True, slots=True)
class Begun:
    """A form that the reader has begun and not saved, and the case that it is about."""

    case: Case
    address: str
    saved_at: datetime


def begun(actor: Actor, most: int) -> tuple[Begun, ...]:
    """Forms that the actor has begun on cases that they still see, newest first; opens nothing. One query.

    A form whose address needs more than the case's reference is reached from the page of the case. The caller writes
    down the look at the cases.
    """
    rows = own_drafts(actor).filter(case__in=visible_cases(actor)).select_related("case__person", "case__owner")
    found = ((row.case, row.form, row.saved_at) for row in rows.order_by("-saved_at")[:most])
    return tuple(
        Begun(case, address_of(form, case.reference) or reverse("casework:case", args=[case.reference]), at)
        for case, form, at in found
        if case
    )
