"""Saying what is known of a victim, where the work is, what keeps them safe, what was done about their rights."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from audit.ledger.events import event
from casework.acts import CHILD_LINKED, CHILD_NOTED, RIGHT_RECORDED, SAFETY_PLANNED, VICTIM_DESCRIBED, VICTIM_MOVED
from casework.cases.models import Case, Role
from casework.cases.policies import require_work
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.once import add_once, on_case, supersede_once
from casework.chronology.services import NewEvent, add_event
from casework.chronology.times import at_noon
from casework.victims.choices import Known, Met, Right, Status
from casework.victims.models import ChildAffected, RightEntry, SafetyPlan, VictimProfile, VictimStatus
from casework.victims.profile import Profile
from vault.ids import uuid7


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """What keeps somebody safe: at home, outside, for the children, in an emergency; and when it is looked at again."""

    at_home: str
    outside: str
    children: str
    emergency: str
    agreed: Known
    review_on: date
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True, repr=False)
class Child:
    """A child in the household: what they are called, born when as far as it is known, and what they live with."""

    called: str
    born: str
    lives_with: str
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """What was done about a right, by whom, on which day."""

    right: Right
    met: Met
    by: str
    on: date
    note: str = ""
    id: UUID = field(default_factory=uuid7)


def describe(*, actor: Actor, case: Case, said: Profile, after: UUID | None, row_id: UUID) -> VictimProfile:
    """Say what is known of a victim, in place of what stood there; what stood there stays readable.

    Enhanced rights are what a person says here: nothing else sets them. Refuses as `supersede_once`.
    """
    row = on_case(VictimProfile, actor, _victim(case), row_id)
    line = _line(
        Happening.SUPPORT, Statement.ASSESSMENT, Category.VULNERABILITY_ASSESSMENT,
        f"What is known of the victim was written down: {said.kind.label.lower()}", row_id,
    )  # fmt: skip
    return supersede_once(actor=actor, act=VICTIM_DESCRIBED, row=row, words=said.sealed(), after=after, line=line)


def move(*, actor: Actor, case: Case, status: Status, since: date, why: str, row_id: UUID) -> VictimStatus:
    """Say where the work with a victim is now; the state of the case stays as it is. Refuses as `add_once`."""
    row = on_case(VictimStatus, actor, _victim(case), row_id, status=status, since=since)
    line = _line(
        Happening.SUPPORT, Statement.FACT, Category.INTERVENTION_RECORD,
        f"Work with the victim: {status.label.lower()}", row_id, on=since,
    )  # fmt: skip
    return add_once(actor=actor, act=VICTIM_MOVED, row=row, words={"why": why}, line=line)


def plan_safety(*, actor: Actor, case: Case, plan: Plan, after: UUID | None) -> SafetyPlan:
    """Write a safety plan in place of the one that stood; earlier ones stay readable. Refuses as `supersede_once`."""
    row = on_case(SafetyPlan, actor, _victim(case), plan.id, review_on=plan.review_on)
    words: dict[str, object] = {
        "at_home": plan.at_home, "outside": plan.outside, "children": plan.children, "emergency": plan.emergency,
        "agreed": plan.agreed.value,
    }  # fmt: skip
    line = _line(Happening.SUPPORT, Statement.FACT, Category.SAFEGUARDING_CONCERN, "A safety plan was written", plan.id)
    return supersede_once(actor=actor, act=SAFETY_PLANNED, row=row, words=words, after=after, line=line)


def record_right(*, actor: Actor, case: Case, entry: Entry) -> RightEntry:
    """Write down what was done about one of the twelve rights (governance VIC-05). Refuses as `add_once`."""
    row = on_case(RightEntry, actor, _victim(case), entry.id, right=entry.right, met=entry.met, on=entry.on)
    name = entry.right.label[:1].lower() + entry.right.label[1:]
    said = f"Victims' Code, right {entry.right.value}, {name}: {entry.met.label.lower()}"
    line = _line(Happening.SUPPORT, Statement.FACT, Category.INTERVENTION_RECORD, said, entry.id, on=entry.on)
    words: dict[str, object] = {"by": entry.by, "note": entry.note}
    return add_once(actor=actor, act=RIGHT_RECORDED, row=row, words=words, line=line)


def note_child(*, actor: Actor, case: Case, child: Child) -> ChildAffected:
    """Write down a child who lives with the abuse; their own victim case is to follow (VIC-07). As `add_once`."""
    row = on_case(ChildAffected, actor, _victim(case), child.id)
    words: dict[str, object] = {"called": child.called, "born": child.born, "lives_with": child.lives_with}
    line = _line(
        Happening.RELATIONSHIP, Statement.REPORTED, Category.CHILDREN_IN_HOUSEHOLD,
        "A child of the household was noted", child.id,
    )  # fmt: skip
    return add_once(actor=actor, act=CHILD_NOTED, row=row, words=words, line=line)


@transaction.atomic
def link_child(*, actor: Actor, case: Case, child: ChildAffected, own_case: Case) -> ChildAffected:
    """Say which victim case, of somebody else, is the child's own; saying the same again changes nothing.

    The chronology does not say that there is one: its lines go to whoever the category is shared with.

    Refuses (ValueError) a case that is no victim's, or the same person's, and a child with another case already.
    """
    require_work(actor, CHILD_LINKED, case)
    locked = ChildAffected.objects.select_for_update().get(pk=child.pk, case=case)
    if own_case.role != Role.VICTIM or own_case.person_id == case.person_id:
        raise ValueError("A child's own case is a victim case of somebody else.")
    if locked.own_case_id == own_case.pk:
        return locked
    if locked.own_case_id is not None:
        raise ValueError("This child has a case of their own already.")
    with event(CHILD_LINKED, by=actor, subject=case.subject, purpose=case.purpose):
        locked.own_case = own_case
        locked.save(update_fields=["own_case"])
        add_event(actor, case, _line(
            Happening.RELATIONSHIP, Statement.FACT, Category.CHILDREN_IN_HOUSEHOLD,
            "What is noted of a child of the household was added to", child.pk,
        ))  # fmt: skip
    return locked


def _victim(case: Case) -> Case:
    if case.role != Role.VICTIM:
        raise ValueError("Only a victim's case has this.")
    return case


def _line(
    kind: Happening, statement: Statement, category: Category, words: str, source_id: UUID, on: date | None = None
) -> NewEvent:
    """A line of the chronology; at the day that it is about, where it is about one."""
    return NewEvent(kind, statement, category, words, source_id, at_noon(on) if on else None)
