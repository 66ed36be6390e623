"""Asking for a record in an emergency, and seeing what came of it."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.context import acting
from accounts.denials import NotKnown
from accounts.models import User
from casework.break_glass.selectors import Sought
from casework.break_glass.services import break_glass
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.openings.models import Emergency
from tests.cast import actor

WORDS = "She has not been seen since last night"


def sure(user: User, ago: timedelta = timedelta(0)) -> Actor:
    """The user, who gave a second factor this long ago."""
    return replace(actor(user), authenticated_at=timezone.now() - ago)


def ask(who: Actor, sought: Sought) -> bool:
    """Whether anything was opened."""
    with acting(who):
        found = break_glass(actor=who, sought=sought, reason=Emergency.SAFEGUARDING, words=WORDS)
    return found is not None and found.opened is not None


def sees(user: User, case: Case) -> bool:
    """Whether the user opens the case now."""
    who = actor(user)
    try:
        with acting(who):
            open_case(who, case.reference)
    except NotKnown:
        return False
    return True
