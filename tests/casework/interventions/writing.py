"""Writing and reading entries, for the tests of this room."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.interventions.clock import ContactSummary, summary
from casework.interventions.models import Intervention, Mode, Result
from casework.interventions.selectors import TimelineEntry, timeline
from casework.interventions.services import Entry, log_intervention
from tests.cast import actor


def said(
    result: Result = Result.SPOKE, mode: Mode = Mode.OFFICE, *, ago: timedelta = timedelta(), **more: object
) -> Entry:
    """An entry of some time ago."""
    entry = Entry(mode, result, "At the counter", timezone.now() - ago)
    return replace(entry, **more)  # type: ignore[arg-type]


def write(user: User, case: Case, entry: Entry) -> Intervention:
    """The user logs it."""
    who = actor(user)
    with acting(who):
        return log_intervention(actor=who, case=case, entry=entry)


def entries(user: User, case: Case) -> tuple[TimelineEntry, ...]:
    """The timeline as the user reads it."""
    who = actor(user)
    with acting(who):
        return timeline(who, open_case(who, case.reference)).entries


def contact(user: User, case: Case) -> ContactSummary:
    """How contact stands, as the user reads it."""
    who = actor(user)
    with acting(who):
        return summary(who, open_case(who, case.reference))
