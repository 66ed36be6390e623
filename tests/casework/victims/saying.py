"""What somebody says of a victim, for tests that need a victim case with something in it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.victims.choices import Ground, Harmed, Kind, Known, Met, Need, Premises, Right, Status
from casework.victims.models import ChildAffected, RightEntry, SafetyPlan, VictimProfile, VictimStatus
from casework.victims.profile import Profile
from casework.victims.services import Child, Entry, Plan, describe, move, note_child, plan_safety, record_right
from tests.cast import actor
from vault.ids import uuid7

PERSON = Profile(
    harmed=Harmed.PERSON, kind=Kind.DA, grounds=(Ground.PROFESSIONAL_JUDGEMENT,), needs=(Need.SAFETY_AT_HOME,),
    afraid_of="Her former partner and his brother", not_safe_with="Her own mother", safe_with="Her manager",
    told_of_marac=Known.YES, children=Known.NO,
)  # fmt: skip
VENUE = Profile(
    harmed=Harmed.VENUE, kind=Kind.BUSINESS_REPEAT, premises=Premises.CLUB, contact="Odile Marchbanks",
    contact_role="Manager",
)  # fmt: skip


def described(
    user: User, case: Case, said: Profile = PERSON, after: VictimProfile | None = None, row_id: UUID | None = None
) -> VictimProfile:
    """What is known of the victim, after what stood before."""
    who = actor(user)
    with acting(who):
        return describe(actor=who, case=case, said=said, after=after.pk if after else None, row_id=row_id or uuid7())


def moved(user: User, case: Case, status: Status = Status.ONGOING, why: str = "She answered") -> VictimStatus:
    """Where the work is since today."""
    who = actor(user)
    with acting(who):
        return move(actor=who, case=case, status=status, since=timezone.localdate(), why=why, row_id=uuid7())


def planned(user: User, case: Case, after: SafetyPlan | None = None, at_home: str = "Chain on the door") -> SafetyPlan:
    """A safety plan that is looked at again in four weeks."""
    plan = Plan(at_home, "Changes her way home", "", "999, silent solution", Known.YES, day(-28))
    who = actor(user)
    with acting(who):
        return plan_safety(actor=who, case=case, plan=plan, after=after.pk if after else None)


def about_a_right(user: User, case: Case, right: Right = Right.SUPPORT, met: Met = Met.OFFERED) -> RightEntry:
    """What was done about a right today."""
    who = actor(user)
    with acting(who):
        return record_right(actor=who, case=case, entry=Entry(right, met, "The witness care unit", day(0)))


def child_noted(user: User, case: Case, called: str = "Wilhelmina") -> ChildAffected:
    """A child of the household."""
    who = actor(user)
    with acting(who):
        return note_child(actor=who, case=case, child=Child(called, "about six", "With her mother"))


def everything_said(user: User, case: Case) -> None:
    """One row of each kind."""
    described(user, case, replace(PERSON, children=Known.YES))
    moved(user, case)
    planned(user, case)
    about_a_right(user, case)
    child_noted(user, case)


def day(ago: int) -> date:
    """So many days ago."""
    return timezone.localdate() - timedelta(days=ago)
