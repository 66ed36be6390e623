"""Needs, measures and actions, made as the services make them."""

from datetime import timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.pathways import Pathway
from casework.plans.models import Level, Measure, Need, Outcome, PlanAction
from casework.plans.services import NewAction, NewMeasure, NewNeed, add_action, add_need, measure_need
from tests.cast import actor


def needed(user: User, case: Case, pathway: Pathway = Pathway.ACCOMMODATION, level: Level = Level.SERIOUS) -> Need:
    """A need that was found 40 days ago and is looked at again in a week."""
    who, today = actor(user), timezone.localdate()
    new = NewNeed(
        pathway, "Sleeps in a car", "Somewhere that is mine", level, "Seen there twice", today + timedelta(days=7),
        opened_on=today - timedelta(days=40),
    )  # fmt: skip
    with acting(who):
        return add_need(actor=who, case=case, new=new)


def measured(user: User, case: Case, need: Need, level: Level, outcome: Outcome | None = None) -> Measure:
    """The need judged again today."""
    who = actor(user)
    review = None if outcome else timezone.localdate() + timedelta(days=30)
    with acting(who):
        need.refresh_from_db()
        new = NewMeasure(level, "Has a key", review, outcome)
        return measure_need(actor=who, case=case, need=need, version=need.version, new=new)


def acted(user: User, case: Case, need: Need, due_in: int = 3) -> PlanAction:
    """An action that is due in some days."""
    who = actor(user)
    new = NewAction("Ring the landlord", timezone.localdate() + timedelta(days=due_in), "A viewing is fixed", user)
    with acting(who):
        return add_action(actor=who, case=case, need=need, new=new)
