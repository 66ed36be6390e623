"""Who knows of a dispute and who speaks in it: who knows what it is about, and whose stage it has reached."""

from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.models import Agency
from accounts.roles import WORKS_CASES
from audit.ledger.acts import Act
from casework.cases.models import Case, CaseShare
from casework.cases.policies import may_work, visible_cases
from casework.conflicts.policies import in_conflict
from multiagency.acts import ESCALATION_RAISED
from multiagency.escalations.ladder import BY, Step
from multiagency.escalations.ladders import ladders
from multiagency.escalations.models import Escalation, Ground
from multiagency.referrals.clocks import RUNS
from multiagency.referrals.models import Referral
from multiagency.referrals.moves import Side, State
from multiagency.referrals.policies import known_to, may_answer_for, not_hidden
from multiagency.routing.working_days import Reading

REFUSED: Final = frozenset({State.DECLINED, State.REDIRECTED})


class CannotStep(Exception):
    """Why a dispute is not raised or does not move, in words that say what happened and what to do next."""


def known_escalations(actor: Actor) -> QuerySet[Escalation]:
    """Disputes of the actor's agency, on either side, of which they may know.

    Those who know the referral or see the case; and those whose role speaks at a stage that it has moved up to. A
    restricted record brings nobody in by their role, and a conflict with the person hides it.
    """
    if actor.lapsed:
        return Escalation.objects.none()
    theirs = Q(referral__in=known_to(actor).values("pk")) | Q(case__in=visible_cases(actor).values("pk"))
    referral = not_hidden(actor).filter(pk=OuterRef("referral"))
    case = Case.objects.filter(~in_conflict(actor, "person"), pk=OuterRef("case"), restricted=False)
    return Escalation.objects.filter(theirs | _reached(actor) & (Exists(referral) | Exists(case)))


def is_restricted(row: Escalation) -> bool:
    """Whether it is about a restricted record, as far as the actor's agency is told."""
    cases = Case.objects.filter(pk__in=[row.case_id, row.referral.case_id if row.referral else None], restricted=True)
    return bool(row.referral and row.referral.restricted) or cases.exists()


def steps_of(actor: Actor, row: Escalation, follow: frozenset[Step], *, restricted: bool) -> tuple[Step, ...]:
    """Which of the steps that may follow the actor takes, in the order of the ladder.

    At the first stage, and at every one about a restricted record, those who deal with the matter itself; above it
    whose role speaks at the stage or a later one. Whoever raised it takes it back or agrees at any stage, so that no
    dispute lives on for want of a role.
    """
    speakers = {stage.speaks for stage in row.stages[row.stage - 1 :]}
    speaks = _deals_with(actor, row) if restricted or row.stage == 1 else bool(speakers & actor.roles)
    mine = {step for step in follow if row.party_of(actor.agency_id) in BY[step]}
    if actor.lapsed or not speaks:
        mine &= {Step.RESOLVED, Step.WITHDRAWN} if row.raised_by_id == actor.principal else set()
    return tuple(step for step in Step if step in mine)


def require_step(actor: Actor, act: Act, step: Step, row: Escalation) -> None:
    """Refuse, in words, whoever does not speak for the agency whose step it is."""
    if step in steps_of(actor, row, frozenset(Step), restricted=is_restricted(row)):
        return
    if row.party_of(actor.agency_id) not in BY[step]:
        raise NotPermitted(
            act, row.subject, words="Only the agency that raised a dispute agrees in it or takes it back.",
            resolver=f"whoever speaks for {row.owner.name}",
        )  # fmt: skip
    speaks = row.stages[row.stage - 1].speaks.label
    raise NotPermitted(
        act, row.subject, words="You may read this dispute, but others speak for your agency at this stage.",
        resolver=f"a {speaks.lower()} of your agency",
    )  # fmt: skip


def ground_of(referral: Referral, clock: Reading) -> Ground | None:
    """What its sender can raise about a referral now: that it waits past its time, or was not taken; None otherwise."""
    if referral.state in REFUSED:
        return Ground.DECLINED
    return Ground.WAITS if referral.state in RUNS and clock.breached else None


def may_raise_about(actor: Actor, referral: Referral) -> bool:
    """Whether the actor raises a dispute about a referral, if there is a ground: whoever answers for its sender."""
    return referral.side_of(actor.agency_id) is Side.SENDER and may_answer_for(actor, referral)


def require_raise_about(actor: Actor, referral: Referral) -> None:
    """Refuse, in words, whoever does not work the case from which the referral was sent."""
    if not may_raise_about(actor, referral):
        raise NotPermitted(
            ESCALATION_RAISED, referral.subject,
            words="Only whoever works the case that was referred raises a dispute about the referral.",
            resolver=f"whoever works the case at {referral.owner.name}",
        )  # fmt: skip


def may_raise_on(actor: Actor, case: Case) -> bool:
    """Whether the actor raises a disagreement about a case: whoever works it, or works cases where it is shared to."""
    if case.owner_id == actor.agency_id:
        return may_work(actor, case)
    return bool(WORKS_CASES & actor.roles)


def require_raise_on(actor: Actor, case: Case) -> None:
    """Refuse, in words, whoever may look at the case but does not work it."""
    if not may_raise_on(actor, case):
        raise NotPermitted(
            ESCALATION_RAISED, case.subject,
            words="You may read this case but not raise a disagreement about it.",
            resolver="whoever works the case, or a team manager of your agency",
        )  # fmt: skip


def sharing_agencies(actor: Actor, case: Case) -> list[Agency]:
    """The agencies with which the actor's works a case: its owner, or for its owner those who see some of it now."""
    standing = CaseShare.objects.filter(case=case, suspended_at=None, ends_at__gt=Now())
    if case.owner_id != actor.agency_id:
        return [case.owner] if standing.filter(agency=actor.agency_id).exists() else []
    return list(Agency.objects.filter(pk__in=standing.values("agency")).order_by("name"))


def _deals_with(actor: Actor, row: Escalation) -> bool:
    """Whether the actor deals with what a dispute is about: for the referral's side, or on the case."""
    if row.referral:
        return may_answer_for(actor, row.referral)
    case = visible_cases(actor).filter(pk__in=[row.case_id]).first()
    return case is not None and may_raise_on(actor, case)


def _reached(actor: Actor) -> Q:
    """Whether a stage above the first, which is for those who deal with it already, has brought the actor's role in."""
    reached = [
        Q(ladder=one.code, stage__gte=number)
        for one in ladders().values()
        for number, stage in enumerate(one.stages, 1)
        if number > 1 and stage.speaks in actor.roles
    ]
    return reduce(or_, reached, Q(pk__in=[]))
