"""Raising a dispute with another agency, and each of its steps, under a lock that both agencies can take."""

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Agency
from audit.ledger.acts import Act
from audit.ledger.events import Facts, event
from casework.cases.models import Case
from casework.inserting import insert
from casework.refusals import AlreadySent
from multiagency.acts import (
    ESCALATION_ANSWERED,
    ESCALATION_MOVED_UP,
    ESCALATION_RAISED,
    ESCALATION_RESOLVED,
    ESCALATION_UPHELD,
    ESCALATION_WITHDRAWN,
)
from multiagency.escalations.ladder import CLIMBS, Step, allowed
from multiagency.escalations.ladders import ladder_on
from multiagency.escalations.models import BETWEEN, Escalation, EscalationStep, Ground, State
from multiagency.escalations.policies import (
    CannotStep,
    ground_of,
    is_restricted,
    require_raise_about,
    require_raise_on,
    require_step,
    sharing_agencies,
)
from multiagency.escalations.telling import tell_stage
from multiagency.referrals.clocks import reading
from multiagency.referrals.models import Referral
from multiagency.referrals.services.moving import locked_referral
from vault.grants import sync_grants
from vault.ids import uuid7
from vault.opening import seal

ACTS: Final[dict[Step, Act]] = {
    Step.RAISED: ESCALATION_RAISED,
    Step.ANSWERED: ESCALATION_ANSWERED,
    Step.MOVED_UP: ESCALATION_MOVED_UP,
    Step.RESOLVED: ESCALATION_RESOLVED,
    Step.UPHELD: ESCALATION_UPHELD,
    Step.WITHDRAWN: ESCALATION_WITHDRAWN,
}
OPEN_ALREADY: Final = "There is an open dispute about this already, so no other was raised. Go on with that one."
NO_GROUND: Final = (
    "There is nothing to raise about this referral now: it is neither past its time nor declined. Nothing was saved. "
    "Look at its moves before you go on."
)
NOT_SHARED: Final = "This agency sees nothing of the case any more, so no dispute was raised with it."
ELSEWHERE: Final = "This dispute is no longer where it was when you looked. Nothing was saved. Look at it again."


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Said:
    """What somebody says with a step; `id` makes a second sending harmless."""

    words: str
    id: UUID = field(default_factory=uuid7)


@transaction.atomic
def raise_about(*, actor: Actor, referral: Referral, said: Said) -> Escalation:
    """Raise a dispute about a referral that one's agency sent; the same sent again gives the one that was raised.

    Refuses whoever does not work the case (NotPermitted), a referral that neither waits past its time nor was
    declined, and one about which a dispute is open (CannotStep); and an id that another has (AlreadySent).
    """
    require_raise_about(actor, referral)
    locked = locked_referral(referral)
    made = Escalation.objects.filter(pk=said.id).first()
    if made is not None:
        return _the_same(made, made.referral_id == locked.pk)
    ground = ground_of(locked, reading(locked, locked.moves.all(), timezone.now()))
    if ground is None or locked.agency_id is None:
        raise CannotStep(NO_GROUND)
    _require_none_open(Escalation.objects.filter(referral=locked))
    row = _row(actor, said.id, agency_id=locked.agency_id, ground=ground)
    row.referral = locked
    return _raised(actor, row, said)


@transaction.atomic
def raise_on(*, actor: Actor, case: Case, agency: Agency, said: Said) -> Escalation:
    """Raise a disagreement about a case that both agencies work; the same sent again gives the one that was raised.

    Refuses whoever does not work the case (NotPermitted), an agency with which it is not shared now, and a second
    dispute of the two while one is open, whichever raised it (CannotStep); and an id that another has (AlreadySent).
    """
    require_raise_on(actor, case)
    with connection.cursor() as cursor:  # neither agency can lock the other's case, and two may raise it at once
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"escalation {case.pk}"])
    made = Escalation.objects.filter(pk=said.id).first()
    if made is not None:
        return _the_same(made, made.case_id == case.pk and made.agency_id == agency.pk)
    if agency not in sharing_agencies(actor, case):
        raise CannotStep(NOT_SHARED)
    pair = {actor.agency_id, agency.pk}
    _require_none_open(Escalation.objects.filter(case=case, owner__in=pair, agency__in=pair))
    row = _row(actor, said.id, agency_id=agency.pk, ground=Ground.DISAGREEMENT)
    row.case = case
    return _raised(actor, row, said)


@transaction.atomic
def take_step(*, actor: Actor, escalation: Escalation, step: Step, said: Said) -> EscalationStep:
    """Take one step of a dispute; the same sent again takes none and gives the step that was taken.

    Both agencies lock the row, so that of two who step at once the second finds it where the first has put it.
    Refuses whoever does not speak for the agency whose step it is (NotPermitted), a step that does not follow
    (CannotStep), and an id that was used for another (AlreadySent).
    """
    locked = Escalation.objects.select_for_update(of=("self",)).get(pk=escalation.pk)
    made = EscalationStep.objects.filter(pk=said.id).first()
    if made is not None:
        if (made.escalation_id, made.step) != (locked.pk, step):
            raise AlreadySent
        return made
    require_step(actor, ACTS[step], step, locked)
    taken = [Step(one) for one in locked.steps.order_by("number").values_list("step", flat=True)]
    if step not in allowed(locked.stages, taken):
        raise CannotStep(ELSEWHERE)
    with event(ACTS[step], by=actor, subject=locked.subject, facts=_facts(locked, step)):
        row = _store(actor, locked, step, said)
    locked.stage = row.stage
    climbed = step in CLIMBS
    told = {locked.owner_id, locked.agency_id} if climbed else {locked.owner_id, locked.agency_id} - {actor.agency_id}
    tell_stage(actor, locked, sorted(told), restricted=is_restricted(locked))
    return row


def _raised(actor: Actor, row: Escalation, said: Said) -> Escalation:
    with event(ESCALATION_RAISED, by=actor, subject=row.subject, facts=_facts(row, Step.RAISED)):
        insert(ESCALATION_RAISED, row.subject, row)
        _store(actor, row, Step.RAISED, Said(words=said.words))
    row.stage = 1
    tell_stage(actor, row, sorted([row.owner_id, row.agency_id]), restricted=is_restricted(row))
    return row


def _store(actor: Actor, row: Escalation, step: Step, said: Said) -> EscalationStep:
    """Store a step of a dispute that is locked, under the event now open; its words are granted to both agencies."""
    new = EscalationStep(
        pk=said.id, partnership_id=actor.partnership_id, owner_id=actor.agency_id, escalation=row,
        number=row.version + 1, step=step, stage=row.stage + (step in CLIMBS), taken_by_id=actor.principal,
    )  # fmt: skip
    seal(actor.agency_id, [(new, {"words": said.words})])
    other = row.agency_id if actor.agency_id == row.owner_id else row.owner_id
    sync_grants(row.pk, actor.agency_id, {(other, BETWEEN): None})
    insert(ACTS[step], row.subject, new)
    return new


def _row(actor: Actor, pk: UUID, *, agency_id: UUID, ground: Ground) -> Escalation:
    return Escalation(
        pk=pk, partnership_id=actor.partnership_id, owner_id=actor.agency_id, agency_id=agency_id, ground=ground,
        ladder=ladder_on(timezone.localdate()).code, raised_by_id=actor.principal,
    )  # fmt: skip


def _require_none_open(those: QuerySet[Escalation]) -> None:
    """Refuse (CannotStep) a second dispute of the same two agencies about one thing while one is open."""
    if those.filter(state=State.OPEN).exists():
        raise CannotStep(OPEN_ALREADY)


def _the_same(made: Escalation, same: bool) -> Escalation:  # noqa: FBT001 - one answer, asked by both
    if not same:
        raise AlreadySent
    return made


def _facts(row: Escalation, step: Step) -> Facts:
    return {"step": step.value, "stage": row.stage, "ground": row.ground, "agency": row.agency_id}
