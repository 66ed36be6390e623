"""Reading the plan of a case, under the look at the case that is already written down."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from casework.acts import NEED_MEASURED, PLAN_ACTION_ENDED
from casework.cases.models import Case
from casework.cases.selectors import OpenedCase
from casework.categories import Category
from casework.pathways import PATHWAY_OF
from casework.plans.change import Change, Picture, answer, draw
from casework.plans.models import Level, Measure, Need, Outcome, PlanAction, State
from casework.shown import Shown, open_for_page, show


@dataclass(frozen=True, slots=True)
class Measured:
    """One judgement of a need: its level where it could be opened, and what it rests on."""

    row: Measure
    level: Level | None
    outcome: Outcome | None
    evidence: Shown


@dataclass(frozen=True, slots=True)
class Acted:
    """One action in words."""

    row: PlanAction
    what: Shown
    who: str
    done_when: str
    ending: str

    @property
    def is_overdue(self) -> bool:
        """Whether it is still to do after its day."""
        return self.row.state == State.OPEN and self.row.due_on < timezone.localdate()


@dataclass(frozen=True, slots=True)
class Needed:
    """One need with everything that hangs on it."""

    row: Need
    title: str
    need: Shown
    aim: Shown
    measures: tuple[Measured, ...]
    actions: tuple[Acted, ...]

    @property
    def change(self) -> Change | None:
        """How it was and how it is; none where that could not be opened."""
        return _change(self.title, [one.level for one in self.measures])

    @property
    def outcome(self) -> Outcome | None:
        """What came of the aim, where it has come to its end."""
        return self.measures[-1].outcome if self.measures else None


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a case: what is open first, and whether things are getting better."""

    needs: tuple[Needed, ...]

    @property
    def open_needs(self) -> list[Needed]:
        """Needs that have not come to their end, those to review soonest first."""
        return sorted((one for one in self.needs if not one.row.ended_on), key=lambda one: one.row.review_on)

    @property
    def ended_needs(self) -> list[Needed]:
        """Needs that have."""
        return [one for one in self.needs if one.row.ended_on]

    @property
    def changes(self) -> list[Change]:
        """How each need went."""
        return [change for one in [*self.open_needs, *self.ended_needs] if (change := one.change)]

    @property
    def answer(self) -> str:
        """Whether things are getting better, in one sentence."""
        return answer(self.changes)

    @property
    def picture(self) -> Picture:
        """The same, drawn."""
        return draw(self.changes)


@dataclass(frozen=True, slots=True)
class Summary:
    """The plan in one line: whether things get better, when to look again, and how many actions are overdue."""

    answer: str
    review_on: date | None
    overdue: int


def plan(actor: Actor, opened: OpenedCase) -> Plan:
    """Every need of the case that was opened, with measures and actions; writes down that they were shown."""
    case, ticket = opened.case, opened.ticket
    needs = list(Need.objects.filter(case=case).select_related("owner").order_by("opened_on", "pk"))
    measures = list(_in_order(case).select_related("owner", "measured_by"))
    actions = list(PlanAction.objects.filter(case=case).select_related("owner", "colleague").order_by("due_on", "pk"))
    words = open_for_page(actor, ticket, needs, "words")
    found = _by_need(measures, open_for_page(actor, ticket, measures, "words"), _measured)
    acted = _by_need(actions, open_for_page(actor, ticket, actions, "words ending"), _acted)
    return Plan(
        tuple(
            Needed(
                row, _title(row.category), _part(row, words[row.pk]["words"], "need"),
                _part(row, words[row.pk]["words"], "aim"), tuple(found[row.pk]), tuple(acted[row.pk]),
            )
            for row in needs
        )
    )  # fmt: skip


def summary(actor: Actor, opened: OpenedCase) -> Summary | None:
    """The plan in one line for the page that a case opens on; none where there is none."""
    measures = list(_in_order(opened.case).select_related("need", "owner"))
    if not measures:
        return None
    words = open_for_page(actor, opened.ticket, measures, "words")
    levels: dict[UUID, list[Level | None]] = defaultdict(list)
    for row in measures:
        levels[row.need_id].append(_measured(row, words[row.pk]).level)
    titles = {row.need_id: _title(row.category) for row in measures}
    changes = [change for need, found in levels.items() if (change := _change(titles[need], found))]
    late = PlanAction.objects.filter(case=opened.case, state=State.OPEN, due_on__lt=timezone.localdate())
    reviews = [row.need.review_on for row in measures if not row.need.ended_on]
    return Summary(answer(changes), min(reviews, default=None), late.count())


def review_overdue_on(day: date) -> Exists:
    """That an open need of a case was to be looked at again before a day, as a condition on the case's row."""
    return Exists(Need.objects.filter(case=OuterRef("pk"), ended_on=None, review_on__lt=day))


def find_need(case: Case, need_id: UUID) -> Need:
    """A need of the case; NotKnown where there is none of this id."""
    found = Need.objects.filter(case=case, pk=need_id).first()
    if found is None:
        raise NotKnown(NEED_MEASURED, case.subject)
    return found


def find_action(case: Case, action_id: UUID) -> PlanAction:
    """An action of the case's plan; NotKnown where there is none of this id."""
    found = PlanAction.objects.filter(case=case, pk=action_id).first()
    if found is None:
        raise NotKnown(PLAN_ACTION_ENDED, case.subject)
    return found


def _in_order(case: Case) -> QuerySet[Measure]:
    return Measure.objects.filter(case=case).order_by("measured_on", "created_at", "pk")


def _title(category: str) -> str:
    return PATHWAY_OF[Category(category)].label


def _change(title: str, levels: Sequence[Level | None]) -> Change | None:
    known = [int(level) for level in levels if level is not None]
    if not known or len(known) < len(levels):
        return None
    return Change(title, known[0], known[-1] if len(known) > 1 else None)


def _part(row: Need | Measure | PlanAction, value: object, name: str) -> Shown:
    return show(value[name] if isinstance(value, dict) else value, row.owner)


def _measured(row: Measure, opened: Mapping[str, Any]) -> Measured:
    value = opened["words"]
    said = value if isinstance(value, dict) else {}
    level, outcome = said.get("level"), said.get("outcome")
    evidence = _part(row, value, "evidence")
    return Measured(row, Level(level) if level else None, Outcome(outcome) if outcome else None, evidence)


def _acted(row: PlanAction, opened: Mapping[str, Any]) -> Acted:
    value = opened["words"]
    said = value if isinstance(value, dict) else {}
    what = _part(row, value, "what")
    who = row.colleague.name if row.colleague else said.get("who", "")
    ending = opened["ending"] if isinstance(opened["ending"], str) and said else ""
    return Acted(row, what, who, said.get("done_when", ""), ending)


def _by_need(rows: Sequence[Any], opened: Mapping[UUID, Mapping[str, Any]], make: Any) -> dict[UUID, list[Any]]:
    grouped: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.need_id].append(make(row, opened[row.pk]))
    return grouped
