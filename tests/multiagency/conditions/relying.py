"""Conditions as a data protection officer writes them down."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.categories import Category
from multiagency.conditions.models import Reliance
from multiagency.conditions.services import Entry, add_reliance, replace_reliance
from tests.cast import actor


def days(number: int) -> date:
    """The day so many days from today."""
    return timezone.localdate() + timedelta(days=number)


def an_entry(user: User, condition: str = "SCH1_18", **changes: Any) -> Entry:
    """A condition for mental health data, with a document that is in date."""
    said: dict[str, Any] = {
        "categories": {Category.HEALTH_MENTAL}, "keeper": user, "from_on": days(-100), "review_on": days(100),
        "reference": "APD 4", "procedures": "Staff are trained; looks are audited each month.",
        "retention": "Six years from closure, then erased with its key.",
    }  # fmt: skip
    return Entry(condition=condition, **said | changes)


def relied(user: User, condition: str = "SCH1_18", **changes: Any) -> Reliance:
    who = actor(user)
    with acting(who):
        return add_reliance(actor=who, entry=an_entry(user, condition, **changes))


def written_anew(user: User, before: Reliance, condition: str = "SCH1_18", **changes: Any) -> Reliance:
    who = actor(user)
    with acting(who):
        return replace_reliance(actor=who, before=before, entry=an_entry(user, condition, **changes))
