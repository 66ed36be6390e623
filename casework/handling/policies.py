"""Who may mark a record and lift a mark, and which marks are in force."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotPermitted
from casework.acts import HANDLING_DECIDED, HANDLING_LIFTED, HANDLING_LISTED, HANDLING_PLACED
from casework.cases.models import Case
from casework.cases.policies import may_work, visible_cases
from casework.conflicts.policies import in_conflict
from casework.handling.models import HandlingMark, Kind
from casework.handling.rules import OFFICERS, RULES


def in_force() -> QuerySet[HandlingMark]:
    """Marks that hold today: not lifted, and their last day not past."""
    today = timezone.localdate()
    return HandlingMark.objects.filter(Q(until=None) | Q(until__gte=today), lifted_at=None)


def cases_handled(actor: Actor) -> QuerySet[Case]:
    """Cases whose handling the actor reads: those that they see, and for an officer all of their agency's.

    An officer reads by it what was placed and why, and nothing else of the case: neither its person nor its content.
    """
    seen = visible_cases(actor)
    if actor.lapsed or not OFFICERS & actor.roles:
        return seen
    return Case.objects.filter(Q(pk__in=seen.values("pk")) | Q(owner_id=actor.agency_id), ~in_conflict(actor, "person"))


def may_place(actor: Actor, case: Case, kind: Kind, *, works: bool | None = None) -> bool:
    """Whether the actor marks this case, which they may read the handling of, in this way.

    `works` is whether they work it, where that was asked before.
    """
    rule = RULES[kind]
    if case.owner_id != actor.agency_id or actor.lapsed:
        return False
    return bool(rule.places & actor.roles) or (rule.workers and (may_work(actor, case) if works is None else works))


def may_lift(actor: Actor, mark: HandlingMark, *, works: bool | None = None) -> bool:
    """Whether the actor lifts this mark, or decides it where it is an objection; `works` as for placing one."""
    theirs = RULES[Kind(mark.kind)].lifts & actor.roles
    if mark.owner_id != actor.agency_id or actor.lapsed or not theirs:
        return False
    return bool(theirs & OFFICERS) or (may_work(actor, mark.case) if works is None else works)


def require_list(actor: Actor) -> None:
    """Refuse, in words, whoever does not read the marks of the whole agency."""
    if not OFFICERS & actor.roles:
        raise NotPermitted(
            HANDLING_LISTED,
            actor.own_agency,
            words="The officers of your agency read how all its cases may be handled. You read it on each case.",
            resolver="the information-governance officer or data protection officer of your agency",
        )


def require_place(actor: Actor, case: Case, kind: Kind) -> None:
    """Refuse, in words, whoever may not mark the case in this way."""
    if not may_place(actor, case, kind):
        raise NotPermitted(
            HANDLING_PLACED,
            case.subject,
            words=f"Your role does not place this here: {kind.label.lower()}.",
            resolver=f"{RULES[kind].resolver} of {case.owner.name}",
            facts={"kind": kind.value},
        )


def require_lift(actor: Actor, mark: HandlingMark) -> None:
    """Refuse, in words, whoever may not lift or decide this mark."""
    if not may_lift(actor, mark):
        raise NotPermitted(
            HANDLING_DECIDED if mark.kind == Kind.OBJECTION else HANDLING_LIFTED,
            mark.case.subject,
            words="Your role does not lift this.",
            resolver=f"{RULES[Kind(mark.kind)].resolver} of {mark.case.owner.name}",
            facts={"kind": mark.kind},
        )
