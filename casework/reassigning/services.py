"""Giving many cases to another lead at once."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from casework.acts import CASE_LEAD_NAMED
from casework.cases.models import Case
from casework.leavers.policies import possible_leads
from casework.leavers.services import hand_over
from casework.reassigning.policies import cases_led_by, require_reassign


class CannotLead(Exception):
    """Cases that this colleague cannot lead, by reference; nothing was changed."""

    def __init__(self, cases: Collection[Case]) -> None:
        super().__init__(", ".join(case.reference for case in cases))


class NotTheirs(Exception):
    """Some of these cases are no longer led by whoever was said to; nothing was changed."""


@transaction.atomic
def reassign_cases(*, actor: Actor, cases: Collection[UUID], led_by: User | None, lead: User, keeps: bool) -> int:
    """Let a colleague lead all of these cases, each under an event of its own; gives their number.

    Whoever led them until now keeps them by name, or not. Refuses whoever manages no team (NotPermitted), cases that
    somebody else leads by now (NotTheirs), and a colleague who knows the person of one (CannotLead).
    """
    require_reassign(actor, CASE_LEAD_NAMED)
    theirs = cases_led_by(actor, led_by.pk if led_by else None).filter(pk__in=cases)
    locked = list(Case.objects.select_for_update(of=("self",)).filter(pk__in=theirs.values("pk")).order_by("pk"))
    if len(locked) != len(set(cases)):
        raise NotTheirs
    if refused := [case for case in locked if not possible_leads(actor, case).filter(pk=lead.pk).exists()]:
        raise CannotLead(refused)
    for case in locked:
        hand_over(actor=actor, case=case, lead=lead, instead_of=None if keeps else led_by)
    return len(locked)
