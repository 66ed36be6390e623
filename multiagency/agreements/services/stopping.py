"""Stopping what an agency sends under an agreement, lifting that, and leaving. Each holds from the moment it is said.

Standing shares that rest on the agreement are stopped with it, in the same transaction, and go on by a new decision
alone. Each of these services gives back which flows it concerns.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import permutations
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actor import Actor
from accounts.stepup import require_step_up
from audit.ledger.acts import Act
from audit.ledger.events import Fact, event
from casework.shares.resting import stop_resting_on
from multiagency.acts import AGREEMENT_RESUMED, AGREEMENT_SUSPENDED, AGREEMENT_WITHDRAWN
from multiagency.agreements.models import Agreement, AgreementVersion, Clause, Party, Suspension, Withdrawal
from multiagency.agreements.policies import require_stop, subject_of


@dataclass(frozen=True, slots=True)
class Affected:
    """The flows that a change concerns: from which agency to which, for which purposes, of which categories."""

    agreement_id: UUID
    pairs: frozenset[tuple[UUID, UUID]]
    purposes: frozenset[str]
    categories: frozenset[str]


@transaction.atomic
def suspend(*, actor: Actor, agreement: Agreement, words: str) -> Affected:
    """Stop at once whatever the actor's agency sends under an agreement. Asked again it changes nothing.

    Refuses whoever may not stop it (NotPermitted) or gave no code within five minutes (StepUpNeeded), and an agency
    that is no party (ValidationError).
    """
    sent = _require_party(actor, AGREEMENT_SUSPENDED, agreement)
    if not _open(actor, agreement).exists():
        with event(AGREEMENT_SUSPENDED, by=actor, subject=subject_of(agreement), facts=_facts(agreement)):
            Suspension.objects.create(
                partnership_id=agreement.partnership_id, owner_id=actor.agency_id, agreement=agreement, words=words,
                made_by_id=actor.principal,
            )  # fmt: skip
        _stop_shares(agreement, agreement.versions.values_list("pk", flat=True), sent)
    return sent


@transaction.atomic
def resume(*, actor: Actor, agreement: Agreement) -> Affected:
    """Let the actor's agency send again; only the agency that stopped can. Refuses as `suspend`."""
    sent = _require_party(actor, AGREEMENT_RESUMED, agreement)
    if _open(actor, agreement).exists():
        with event(AGREEMENT_RESUMED, by=actor, subject=subject_of(agreement), facts=_facts(agreement)):
            _open(actor, agreement).update(lifted_at=Now(), lifted_by=actor.principal)
    return sent


@transaction.atomic
def withdraw(*, actor: Actor, version: AgreementVersion, words: str) -> Affected:
    """Leave a version for good: what the actor's agency sends and is sent under it ends at once.

    Where the agency owns the agreement the version ends for all. Asked again it changes nothing. Refuses as `suspend`.
    """
    agreement = version.agreement
    _require_party(actor, AGREEMENT_WITHDRAWN, agreement)
    for_all = agreement.owner_id == actor.agency_id
    affected = _affected(agreement, lambda sender, receiver: for_all or actor.agency_id in {sender, receiver})
    if not Withdrawal.objects.filter(version=version, owner_id=actor.agency_id).exists():
        facts = {**_facts(agreement), "version": version.number}
        with event(AGREEMENT_WITHDRAWN, by=actor, subject=subject_of(agreement), facts=facts):
            Withdrawal.objects.create(
                partnership_id=agreement.partnership_id, owner_id=actor.agency_id, version=version, words=words,
                made_by_id=actor.principal,
            )  # fmt: skip
        _stop_shares(agreement, [version.pk], affected)
    return affected


def _require_party(actor: Actor, act: Act, agreement: Agreement) -> Affected:
    """The flows that the actor's agency sends under an agreement; refuses whoever may not stop them."""
    require_stop(actor, act, agreement, timezone.localdate())
    require_step_up(actor, act, subject_of(agreement))
    if not Party.objects.filter(version__agreement=agreement, agency_id=actor.agency_id).exists():
        raise ValidationError("Your agency is no party to this agreement.")
    return _affected(agreement, lambda sender, _: sender == actor.agency_id)


def _affected(agreement: Agreement, concerns: Callable[[UUID, UUID], bool]) -> Affected:
    parties = set(Party.objects.filter(version__agreement=agreement).values_list("agency_id", flat=True))
    flows = Clause.objects.filter(version__agreement=agreement).values_list("purpose", "category").distinct()
    return Affected(
        agreement.pk, frozenset(pair for pair in permutations(parties, 2) if concerns(*pair)),
        frozenset(purpose for purpose, _ in flows), frozenset(category for _, category in flows),
    )  # fmt: skip


def _stop_shares(agreement: Agreement, versions: Iterable[UUID], affected: Affected) -> None:
    stop_resting_on(partnership_id=agreement.partnership_id, terms=list(versions), pairs=affected.pairs)


def _open(actor: Actor, agreement: Agreement) -> QuerySet[Suspension]:
    return Suspension.objects.filter(agreement=agreement, owner_id=actor.agency_id, lifted_at=None)


def _facts(agreement: Agreement) -> dict[str, Fact]:
    return {"reference": agreement.reference}
