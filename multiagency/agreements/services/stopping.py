"""Stopping what an agency sends under an agreement, lifting that, and leaving. Each holds from the moment it is said.

Standing shares that rest on the agreement stop in the same transaction, keys included. They do not come back by
themselves when a stop is lifted: each is decided anew.
"""

from collections.abc import Callable
from itertools import permutations
from uuid import UUID

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
from multiagency.agreements.models import Agreement, AgreementVersion, Party, Suspension, Withdrawal
from multiagency.agreements.policies import require_stop, subject_of


@transaction.atomic
def suspend(*, actor: Actor, agreement: Agreement, words: str) -> int:
    """Stop at once whatever the actor's agency sends under an agreement; how many standing shares stopped with it.

    Asked again it changes nothing. Refuses whoever may not stop it or works for no party (NotPermitted), and whoever
    gave no code within five minutes (StepUpNeeded).
    """
    _require(actor, AGREEMENT_SUSPENDED, agreement)
    if not _open(actor, agreement).exists():
        with event(AGREEMENT_SUSPENDED, by=actor, subject=subject_of(agreement), facts=_facts(agreement)):
            Suspension.objects.create(
                partnership_id=agreement.partnership_id, owner_id=actor.agency_id, agreement=agreement, words=words,
                made_by_id=actor.principal,
            )  # fmt: skip
    versions = AgreementVersion.objects.filter(agreement=agreement)
    return _stop_resting(versions, lambda sender, _: sender == actor.agency_id)


@transaction.atomic
def resume(*, actor: Actor, agreement: Agreement) -> None:
    """Let the actor's agency send again; only the agency that stopped can. Refuses as `suspend`."""
    _require(actor, AGREEMENT_RESUMED, agreement)
    if _open(actor, agreement).exists():
        with event(AGREEMENT_RESUMED, by=actor, subject=subject_of(agreement), facts=_facts(agreement)):
            _open(actor, agreement).update(lifted_at=Now(), lifted_by=actor.principal)


@transaction.atomic
def withdraw(*, actor: Actor, version: AgreementVersion, words: str) -> int:
    """Leave a version for good: what the actor's agency sends and is sent under it ends at once.

    Where the agency owns the agreement the version ends for all. Gives how many standing shares stopped with it. Asked
    again it changes nothing. Refuses as `suspend`.
    """
    agreement = version.agreement
    _require(actor, AGREEMENT_WITHDRAWN, agreement)
    if not Withdrawal.objects.filter(version=version, owner_id=actor.agency_id).exists():
        facts = {**_facts(agreement), "version": version.number}
        with event(AGREEMENT_WITHDRAWN, by=actor, subject=subject_of(agreement), facts=facts):
            Withdrawal.objects.create(
                partnership_id=agreement.partnership_id, owner_id=actor.agency_id, version=version, words=words,
                made_by_id=actor.principal,
            )  # fmt: skip
    for_all = agreement.owner_id == actor.agency_id
    # what an earlier version let be shared and this one carries still rests on the earlier one
    ends = AgreementVersion.objects.filter(agreement=agreement, number__lte=version.number)
    return _stop_resting(ends, lambda sender, receiver: for_all or actor.agency_id in {sender, receiver})


def _require(actor: Actor, act: Act, agreement: Agreement) -> None:
    require_stop(actor, act, agreement, timezone.localdate())
    require_step_up(actor, act, subject_of(agreement))


def _stop_resting(versions: QuerySet[AgreementVersion], concerned: Callable[[UUID, UUID], bool]) -> int:
    """Stop the standing shares that rest on these versions, from one party to another where it concerns them."""
    rows = list(versions.values_list("pk", "partnership_id"))
    parties = set(Party.objects.filter(version__in=versions).values_list("agency_id", flat=True))
    pairs = [pair for pair in permutations(parties, 2) if concerned(*pair)]
    return stop_resting_on(partnership_id=rows[0][1], terms=[pk for pk, _ in rows], pairs=pairs)


def _open(actor: Actor, agreement: Agreement) -> QuerySet[Suspension]:
    return Suspension.objects.filter(agreement=agreement, owner_id=actor.agency_id, lifted_at=None)


def _facts(agreement: Agreement) -> dict[str, Fact]:
    return {"reference": agreement.reference}
