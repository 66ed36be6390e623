"""Reading disputes: the list, one of them with its stages and what was said, and those about one referral or case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from accounts.models import Agency
from audit.ledger.acts import Act
from audit.ledger.events import Subject, event
from casework.cases.models import Case
from casework.cases.policies import visible_cases
from casework.shown import Shown, open_for_page, show, show_rows
from multiagency.acts import ESCALATION_LOOKED_AT, ESCALATIONS_LISTED
from multiagency.escalations.ladder import Party, Stage, Standing, Step, Taken, standing
from multiagency.escalations.models import Escalation, EscalationStep, State
from multiagency.escalations.policies import is_restricted, known_escalations, steps_of
from multiagency.referrals.models import Referral
from multiagency.referrals.policies import known_to
from vault.opening import Ticket

MOST: Final = 50
WITH_NAMES: Final = ("owner", "agency", "referral", "raised_by")


@dataclass(frozen=True, slots=True)
class Line:
    """One dispute in a list: with whom, at which stage, and by when that is due. It names nobody."""

    row: Escalation
    standing: Standing
    other: Agency

    @property
    def stage(self) -> Stage:
        """The stage at which it is, or ended."""
        return self.row.stages[self.standing.stage - 1]

    @property
    def order(self) -> tuple[bool, datetime]:
        """What needs somebody first: the earliest due, and last what has a day of its own."""
        return self.standing.due is None, self.standing.due or datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step, and what was said with it."""

    row: EscalationStep
    words: Shown


@dataclass(frozen=True, slots=True)
class OpenedEscalation:
    """A dispute as one of its two agencies reads it; `may` is what the reader can do now.

    `referral` and `case` are what it is about, where the reader may know of that too.
    """

    line: Line
    steps: tuple[StepShown, ...]
    may: tuple[Step, ...]
    referral: Referral | None
    case: Case | None
    restricted: bool

    @property
    def row(self) -> Escalation:
        """The dispute itself."""
        return self.line.row

    @property
    def ladder(self) -> tuple[tuple[int, Stage, str], ...]:
        """Every stage with its number, and whether it is behind, now or to come."""
        now = self.row.stage
        states = {True: "Passed", False: "To come"}
        return tuple(
            (number, stage, "Here" if number == now else states[number < now])
            for number, stage in enumerate(self.row.stages, 1)
        )


def escalations(actor: Actor) -> tuple[list[Line], list[Line]]:
    """The disputes of which the actor may know: the open ones, the first due first, and those that ended last."""
    known = known_escalations(actor).select_related(*WITH_NAMES)
    still = list(known.filter(state=State.OPEN).order_by("pk")[:MOST])
    ended = list(known.exclude(state=State.OPEN).order_by("-pk")[:MOST])
    with event(ESCALATIONS_LISTED, by=actor, facts={"open": len(still), "ended": len(ended)}) as ticket:
        show_rows(ticket, [*still, *ended])
    lines = _lines(actor, [*still, *ended])
    return sorted((lines[row.pk] for row in still), key=lambda line: line.order), [lines[row.pk] for row in ended]


def find_escalation(actor: Actor, escalation_id: UUID, act: Act = ESCALATION_LOOKED_AT) -> Escalation:
    """The row behind an address, nothing opened; NotKnown where the actor may not know of it, or there is none."""
    found = known_escalations(actor).select_related(*WITH_NAMES).filter(pk=escalation_id).first()
    if found is None:
        raise NotKnown(act, Subject("escalation", escalation_id))
    return found


def open_escalation(actor: Actor, row: Escalation) -> OpenedEscalation:
    """Open what was said in a dispute; the look is written down."""
    rows = list(row.steps.select_related("owner", "taken_by").order_by("number"))
    with event(ESCALATION_LOOKED_AT, by=actor, subject=row.subject) as ticket:
        opened = open_for_page(actor, ticket, rows, "words")
        show_rows(ticket, [row])
    line = _line(actor, row, rows)
    restricted = is_restricted(row)
    return OpenedEscalation(
        line=line, steps=tuple(StepShown(one, show(opened[one.pk]["words"], one.owner)) for one in rows),
        may=steps_of(actor, row, line.standing.allowed, restricted=restricted),
        referral=known_to(actor).filter(pk=row.referral_id).first() if row.referral_id else None,
        case=visible_cases(actor).filter(pk=row.case_id).first() if row.case_id else None, restricted=restricted,
    )  # fmt: skip


def about(actor: Actor, ticket: Ticket, *, referral: Referral | None = None, case: Case | None = None) -> list[Line]:
    """The disputes about a referral or a case that the actor is looking at, the newest first."""
    rows = list(_about(actor, referral, case).select_related(*WITH_NAMES).order_by("-pk"))
    show_rows(ticket, rows)
    lines = _lines(actor, rows)
    return [lines[row.pk] for row in rows]


def standing_of(row: Escalation, steps: Iterable[EscalationStep], now: datetime) -> Standing:
    """Where a dispute is at a moment, from its steps."""
    taken = [Taken(Step(one.step), one.created_at) for one in sorted(steps, key=lambda one: one.number)]
    return standing(row.stages, taken, now)


def _about(actor: Actor, referral: Referral | None, case: Case | None) -> QuerySet[Escalation]:
    known = known_escalations(actor)
    return known.filter(referral=referral) if referral else known.filter(case=case)


def _lines(actor: Actor, rows: Sequence[Escalation]) -> Mapping[UUID, Line]:
    steps: dict[UUID, list[EscalationStep]] = {row.pk: [] for row in rows}
    for one in EscalationStep.objects.filter(escalation__in=list(steps)) if steps else ():
        steps[one.escalation_id].append(one)
    return {row.pk: _line(actor, row, steps[row.pk]) for row in rows}


def _line(actor: Actor, row: Escalation, steps: Iterable[EscalationStep]) -> Line:
    other = row.agency if row.party_of(actor.agency_id) is Party.RAISER else row.owner
    return Line(row, standing_of(row, steps, timezone.now()), other)
