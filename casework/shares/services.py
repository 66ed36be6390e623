"""Sharing whole categories of a case with another agency, suspending and ending that."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Agency
from audit.ledger.events import Facts, event
from casework.acts import CASE_SHARE_ENDED, CASE_SHARED
from casework.cases.granting import sync_case, sync_person
from casework.cases.models import Case, CaseShare
from casework.cases.policies import require_work
from casework.cases.services import lock_person
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.shares.policies import require_basis_kept


@transaction.atomic
def share_case(
    *, actor: Actor, case: Case, agency: Agency, categories: Iterable[Category], ends_at: datetime,
    decision_id: UUID | None = None, consent_id: UUID | None = None,
) -> list[CaseShare]:  # fmt: skip
    """Let another agency see whole categories of a case until a time, and grant it their keys.

    What is shared already gets the new end and is no longer suspended. Refuses an end that has passed, and where a
    victim is or how to contact them, which no standing share opens (ValueError); and another basis for what rested on
    consent that no longer holds (NotPermitted).
    """
    require_work(actor, CASE_SHARED, case)
    categories = set(categories)
    if categories & FOR_NAMED_PEOPLE:
        raise ValueError("Where a victim is, and how to contact them, is for named people alone.")
    if ends_at <= timezone.now():
        raise ValueError("A share must end after now.")
    lock_person(case.person_id)
    if consent_id is None:
        require_basis_kept(case, agency, categories)
    chosen = sorted(categories)
    facts: Facts = {"to": agency.pk, "categories": chosen, "ends_at": ends_at.date().isoformat()}
    with event(CASE_SHARED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        shares = [
            CaseShare(
                partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, person_id=case.person_id,
                agency=agency, category=category, ends_at=ends_at, decision_id=decision_id, consent_id=consent_id,
            )
            for category in chosen
        ]  # fmt: skip
        CaseShare.objects.bulk_create(
            shares, update_conflicts=True, unique_fields=["case", "agency", "category"],
            update_fields=["ends_at", "decision_id", "consent", "suspended_at"],
        )  # fmt: skip
        _sync(case)
    return list(CaseShare.objects.filter(case=case, agency=agency, category__in=chosen).order_by("category"))


@transaction.atomic
def end_share(*, actor: Actor, case: Case, agency: Agency) -> int:
    """End everything another agency sees of a case, keys included; gives the number of categories ended.

    What is suspended because consent no longer holds stays on record, so that it cannot be shared anew as if nobody
    had withdrawn; it shows nothing.
    """
    require_work(actor, CASE_SHARE_ENDED, case)
    lock_person(case.person_id)
    with event(CASE_SHARE_ENDED, by=actor, subject=case.subject, facts={"to": agency.pk}):
        theirs = CaseShare.objects.filter(case=case, agency=agency)
        ended = theirs.exclude(consent__isnull=False, suspended_at__isnull=False).delete()[0]
        _sync(case)
    return ended


def suspend_shares(case: Case, share_ids: Iterable[UUID]) -> None:
    """Stop these shares of a case, keys included, from the next statement on, under the ledger event now open."""
    lock_person(case.person_id)
    CaseShare.objects.filter(case=case, pk__in=list(share_ids), suspended_at=None).update(suspended_at=Now())
    _sync(case)


def release_shares(case: Case) -> int:
    """Forget shares that rested on consent which no longer holds, under the ledger event of the override; their number.

    They stay ended; whoever wants them shares anew on the basis that the override names.
    """
    lapsed = CaseShare.objects.filter(case=case, consent__isnull=False, suspended_at__isnull=False)
    return lapsed.delete()[0]


def _sync(case: Case) -> None:
    """The keys of the case, and of its person, follow what is shared now."""
    sync_case(case)
    sync_person(case.person_id, case.owner_id)
