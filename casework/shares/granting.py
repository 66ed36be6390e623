"""Sharing whole categories of a case with another agency, each as it was decided, with the keys that go with it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Agency
from audit.ledger.events import Facts, event
from casework.acts import CASE_SHARED
from casework.cases.granting import sync_case, sync_person
from casework.cases.models import Case, CaseShare, EndsWith
from casework.cases.policies import require_work
from casework.cases.services import lock_person
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.shares.policies import require_basis_kept


@dataclass(frozen=True, slots=True)
class Granted:
    """One category that was decided to be shared until a time, and what that rests on.

    `ends_with` says what ends it then. `consent_id` is the consent, where it is the basis; `terms_id` the version of
    the agreement, where there is one.
    """

    category: Category
    decision_id: UUID
    ends_at: datetime
    consent_id: UUID | None = None
    terms_id: UUID | None = None
    ends_with: EndsWith = EndsWith.CHOSEN


@transaction.atomic
def share_case(*, actor: Actor, case: Case, agency: Agency, granted: Collection[Granted]) -> list[CaseShare]:
    """Let another agency see whole categories of a case as each was decided, and grant it their keys.

    What is shared already rests on the new decision, has its end, and is no longer stopped. Refuses an end that has
    passed, and where a victim is or how to contact them, which no standing share opens (ValueError); and another basis
    for what rested on consent that no longer holds (NotPermitted).
    """
    require_work(actor, CASE_SHARED, case)
    _require_grantable(granted)
    lock_person(case.person_id)
    require_basis_kept(case, agency, [one.category for one in granted if one.consent_id is None])
    facts: Facts = {
        "to": agency.pk,
        "categories": sorted(one.category for one in granted),
        "ends_at": max((one.ends_at.date().isoformat() for one in granted), default=""),
    }
    with event(CASE_SHARED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        write_shares(case, agency, granted)
    theirs = CaseShare.objects.filter(case=case, agency=agency, category__in=[one.category for one in granted])
    return list(theirs.order_by("category"))


def _require_grantable(granted: Collection[Granted]) -> None:
    if any(one.category in FOR_NAMED_PEOPLE for one in granted):
        raise ValueError("Where a victim is, and how to contact them, is for named people alone.")
    if any(one.ends_at <= timezone.now() for one in granted):
        raise ValueError("A share must end after now.")


def write_shares(case: Case, agency: Agency, granted: Collection[Granted]) -> None:
    """Put what is granted in force, under the ledger event now open, for whoever has checked that it may be."""
    lock_person(case.person_id)
    shares = [
        CaseShare(
            partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, person_id=case.person_id,
            agency=agency, category=one.category, ends_at=one.ends_at, decision_id=one.decision_id,
            consent_id=one.consent_id, terms_id=one.terms_id, ends_with=one.ends_with,
        )
        for one in granted
    ]  # fmt: skip
    CaseShare.objects.bulk_create(
        shares, update_conflicts=True, unique_fields=["case", "agency", "category"],
        update_fields=["ends_at", "ends_with", "decision_id", "consent", "terms_id", "suspended_at", "stopped_for"],
    )  # fmt: skip
    sync_case(case)
    sync_person(case.person_id, case.owner_id)
