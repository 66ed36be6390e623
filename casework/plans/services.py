"""Adding needs and actions to a plan, judging needs again, and saying what came of actions."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import User
from audit.ledger.events import Facts, event
from casework.acts import NEED_ADDED, NEED_MEASURED, PLAN_ACTION_ADDED, PLAN_ACTION_ENDED
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event
from casework.chronology.times import at_noon
from casework.once import save_once
from casework.pathways import CATEGORY_OF, PATHWAY_OF, Pathway
from casework.plans.models import Level, Measure, Need, Outcome, PlanAction, Stage, State
from casework.refusals import ChangedMeanwhile
from vault.ids import uuid7
from vault.opening import seal


@dataclass(frozen=True, slots=True, repr=False)
class NewNeed:
    """What somebody needs, what they want in their own words, how grave it is now, and when to look again."""

    pathway: Pathway
    need: str
    aim: str
    level: Level
    evidence: str
    review_on: date
    opened_on: date | None = None
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True, repr=False)
class NewMeasure:
    """How grave a need is found to be, on what evidence: the last one where it has an outcome, else a review."""

    level: Level
    evidence: str
    review_on: date | None = None
    outcome: Outcome | None = None
    measured_on: date | None = None
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True, repr=False)
class NewAction:
    """What is to be done by when, who does it (a colleague, or somebody in words), and how one knows that it is."""

    what: str
    due_on: date
    done_when: str
    colleague: User | None = None
    who: str = ""
    id: UUID = field(default_factory=uuid7)


class ActionsOpen(Exception):
    """A need comes to its end when each of its actions has."""


class ActionEnded(Exception):
    """The action came to its end before, in another way."""


def add_need(*, actor: Actor, case: Case, new: NewNeed) -> Need:
    """Add a need with its first measure; the same sent again adds none.

    Refuses an actor who does not work the case (NotPermitted), a review before today or no evidence (ValueError), and
    an id that is there with other words (AlreadySent).
    """
    require_work(actor, NEED_ADDED, case)
    opened_on = new.opened_on or timezone.localdate()
    if new.review_on < opened_on or not new.evidence.strip():
        raise ValueError("A need says on what evidence it is as grave, and is reviewed after it was found.")
    row = Need(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case,
        category=CATEGORY_OF[new.pathway], opened_on=opened_on, review_on=new.review_on, opened_by_id=actor.principal,
    )  # fmt: skip

    def begin(need: Need) -> None:
        first = _measure(actor, need, uuid7(), Stage.BASELINE, opened_on)
        seal(actor.agency_id, [(first, {"words": {"level": int(new.level), "evidence": new.evidence, "outcome": ""}})])
        first.save(force_insert=True)
        _tell(
            actor,
            case,
            need,
            Statement.ASSESSMENT,
            f"new need, {new.level.label.lower()}. Aim: {new.aim}",
            need.pk,
            opened_on,
        )

    words = {"words": {"need": new.need, "aim": new.aim}}
    return save_once(actor=actor, act=NEED_ADDED, case=case, row=row, words=words, also=begin)


def measure_need(*, actor: Actor, case: Case, need: Need, version: int, new: NewMeasure) -> Measure:
    """Judge a need again; with an outcome it comes to its end. What was found before stays as it was.

    Refuses an actor who does not work the case (NotPermitted), neither or both of a review and an outcome (ValueError),
    a need that somebody judged meanwhile (ChangedMeanwhile), an end while actions are open (ActionsOpen), and an id
    that is there with other words (AlreadySent).
    """
    require_work(actor, NEED_MEASURED, case)
    day = new.measured_on or timezone.localdate()
    if (new.review_on is None) == (new.outcome is None) or not new.evidence.strip():
        raise ValueError("A measure says its evidence, and either when to look again or what came of the aim.")
    if not Measure.objects.filter(pk=new.id).exists():  # else it is the same sent again
        _require_open(need, version, ends=new.outcome is not None)
    row = _measure(actor, need, new.id, Stage.EXIT if new.outcome else Stage.REVIEW, day)

    def move(_: Measure) -> None:
        _move(need, new, day)
        ending = f", at the end: {new.outcome.label.lower()}" if new.outcome else ""
        _tell(
            actor, case, need, Statement.ASSESSMENT, f"{new.level.label.lower()}{ending}. {new.evidence}", row.pk, day
        )

    said = {"level": int(new.level), "evidence": new.evidence, "outcome": new.outcome.value if new.outcome else ""}
    return save_once(actor=actor, act=NEED_MEASURED, case=case, row=row, words={"words": said}, also=move)


def add_action(*, actor: Actor, case: Case, need: Need, new: NewAction) -> PlanAction:
    """Add an action about a need; the same sent again adds none.

    Refuses an actor who does not work the case (NotPermitted), an action of nobody (ValueError), a need that has come
    to its end (ChangedMeanwhile), and an id that is there with other words (AlreadySent).
    """
    require_work(actor, PLAN_ACTION_ADDED, case)
    if not (new.colleague or new.who.strip()) or not new.what.strip():
        raise ValueError("An action says what is done, and who does it.")
    if not PlanAction.objects.filter(pk=new.id).exists():  # else it is the same sent again
        _require_open(need)
    row = PlanAction(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, need=need,
        category=need.category, due_on=new.due_on, colleague=new.colleague, added_by_id=actor.principal,
    )  # fmt: skip
    words = {"words": {"what": new.what, "who": new.who, "done_when": new.done_when}}
    return save_once(actor=actor, act=PLAN_ACTION_ADDED, case=case, row=row, words=words)


@transaction.atomic
def end_action(*, actor: Actor, case: Case, action: PlanAction, state: State, reason: str, on: date) -> PlanAction:
    """Say what came of an action; done after its day is done late. The same said again changes nothing.

    Refuses an actor who does not work the case (NotPermitted); an end without a reason where it was not done, and one
    in the future (ValueError); and an action that came to another end before (ActionEnded).
    """
    require_work(actor, PLAN_ACTION_ENDED, case)
    if state in {State.DONE, State.DONE_LATE}:
        state = State.DONE_LATE if on > action.due_on else State.DONE
    elif state is State.OPEN or not reason.strip():
        raise ValueError("An action that is not done says why.")
    if on > timezone.localdate():
        raise ValueError("An action comes to its end today or before.")
    locked = PlanAction.objects.select_for_update().get(pk=action.pk, case=case)
    if locked.state != State.OPEN:
        if (locked.state, locked.ended_on) == (state, on):
            return locked
        raise ActionEnded
    facts: Facts = {"state": state.value}
    with event(PLAN_ACTION_ENDED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        locked.state, locked.ended_on = state, on
        seal(actor.agency_id, [(locked, {"ending": reason})])
        locked.save(update_fields=["state", "ended_on", "ending"])
        sentence = f"action {state.label.lower()}.{' ' + reason if reason else ''}"
        _tell(actor, case, locked, Statement.FACT, sentence, locked.pk, on)
    return locked


def _measure(actor: Actor, need: Need, row_id: UUID, stage: Stage, day: date) -> Measure:
    return Measure(
        id=row_id, partnership_id=need.partnership_id, owner_id=need.owner_id, case_id=need.case_id, need=need,
        category=need.category, stage=stage, measured_on=day, measured_by_id=actor.principal,
    )  # fmt: skip


@transaction.atomic
def _require_open(need: Need, version: int | None = None, *, ends: bool = False) -> None:
    """Refuse, before anything is written down, a need that ended or that somebody changed; others wait their turn."""
    locked = Need.objects.select_for_update().get(pk=need.pk)
    if locked.ended_on or (version is not None and locked.version != version):
        raise ChangedMeanwhile
    if ends and PlanAction.objects.filter(need=need, state=State.OPEN).exists():
        raise ActionsOpen


def _move(need: Need, new: NewMeasure, day: date) -> None:
    locked = Need.objects.get(pk=need.pk)
    locked.ended_on = day if new.outcome else None
    locked.review_on = new.review_on or locked.review_on
    locked.version += 1
    locked.save(update_fields=["ended_on", "review_on", "version"])


def _tell(
    actor: Actor, case: Case, row: Need | PlanAction, statement: Statement, said: str, source: UUID, on: date
) -> None:  # fmt: skip
    """Add a line to the chronology on its day: today's at this moment, an earlier one's at noon."""
    category = Category(row.category)
    words = f"{PATHWAY_OF[category].label}: {said}"
    at = None if on >= timezone.localdate() else at_noon(on)
    add_event(actor, case, NewEvent(Happening.PLAN, statement, category, words, source, at))
