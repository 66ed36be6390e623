"""Stopping what another agency sees of a case, keys included, from the next statement on; and why it was stopped."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from accounts.actor import Actor
from accounts.models import Agency
from audit.ledger.events import event
from casework.acts import CASE_SHARE_ENDED
from casework.cases.granting import sync_case, sync_person
from casework.cases.models import Case, CaseShare, EndsWith, Stopped
from casework.cases.policies import require_work
from casework.cases.services import lock_person
from casework.categories import Category


@transaction.atomic
def end_share(
    *, actor: Actor, case: Case, agency: Agency, categories: Collection[Category] | None = None
) -> int:  # fmt: skip
    """End what another agency sees of a case, or these categories of it, keys included; how many were ended.

    It stays on record with when and why, so that both sides can read what stopped. What was stopped already keeps its
    own reason. Refuses whoever does not work the case (NotPermitted).
    """
    require_work(actor, CASE_SHARE_ENDED, case)
    with event(CASE_SHARE_ENDED, by=actor, subject=case.subject, facts={"to": agency.pk}):
        theirs = CaseShare.objects.filter(agency=agency)
        chosen = theirs if categories is None else theirs.filter(category__in=list(categories))
        return _stop(case, chosen, Stopped.ENDED)


def suspend_shares(case: Case, share_ids: Iterable[UUID], why: Stopped) -> int:
    """Stop these shares of a case, under the ledger event now open; how many there were to stop."""
    return _stop(case, CaseShare.objects.filter(pk__in=list(share_ids)), why)


def shorten_shares(case: Case, share_ids: Iterable[UUID], at: datetime, ends_with: EndsWith) -> None:
    """Let these shares of a case end at an earlier moment, and say with what, under the ledger event now open."""
    lock_person(case.person_id)
    CaseShare.objects.filter(case=case, pk__in=list(share_ids)).update(ends_at=at, ends_with=ends_with)
    sync_case(case)
    sync_person(case.person_id, case.owner_id)


def release_shares(case: Case) -> int:
    """Forget shares that rested on consent which no longer holds, under the ledger event of the override; their number.

    They stay ended; whoever wants them shares anew on the basis that the override names.
    """
    return CaseShare.objects.filter(case=case, stopped_for=Stopped.CONSENT).delete()[0]


def _stop(case: Case, shares: QuerySet[CaseShare], why: Stopped) -> int:
    lock_person(case.person_id)
    stopped = shares.filter(case=case, suspended_at=None).update(suspended_at=Now(), stopped_for=why)
    sync_case(case)
    sync_person(case.person_id, case.owner_id)
    return stopped
