"""How contact with somebody stands: attempts since the case was opened, the first of them, and the last contact."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from django.conf import settings
from django.db.models import Count, Max, Min, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.actor import Actor
from casework.cases.models import Case, Priority, Role, State
from casework.cases.selectors import OpenedCase
from casework.dates import PartialDate
from casework.drafts.selectors import Unfinished, unfinished
from casework.interventions.appointments import Appointments, appointments_of
from casework.interventions.models import ATTEMPTS, CONTACTS, Intervention, Reach
from casework.interventions.reaching import day_number, ordinal
from casework.interventions.selectors import current

BEFORE_ANY: Final = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Counts go by clear columns, so that nothing is opened for them. Messages left are attempts alone (P15).

    `in_a_row` are the attempts since the last contact.
    """

    opened_on: date
    attempts: int
    first_attempt: datetime | None
    last_contact: datetime | None
    in_a_row: int

    @property
    def first_day(self) -> str:
        """On which day after the opening somebody first tried; empty where nobody has."""
        if self.first_attempt is None:
            return ""
        return f"day {day_number(self.opened_on, timezone.localdate(self.first_attempt))}"

    @property
    def missed(self) -> str:
        """How often nobody was reached since the last contact; empty where nobody tried."""
        if not self.in_a_row:
            return ""
        return f"{self.in_a_row} attempt{'' if self.in_a_row == 1 else 's'} since, without reaching them"

    @property
    def next_attempt(self) -> str:
        """Which attempt the next one is, and on which day: 3rd attempt, day 5."""
        return f"{ordinal(self.attempts + 1)} attempt, day {day_number(self.opened_on, timezone.localdate())}"


@dataclass(frozen=True, slots=True)
class ContactSummary:
    """What the page of a case says of contact: the clock, appointments, whether to look in on them, what is begun."""

    clock: Clock
    appointments: Appointments
    welfare: bool
    unfinished: tuple[Unfinished, ...]


def clock_of(case: Case) -> Clock:
    """How contact on this case stands, as far as the reader's agency sees its entries. One query."""
    since = current().filter(case=case, occurred_at__date__gte=case.opened_on)
    last = since.filter(reach__in=CONTACTS).order_by("-occurred_at").values("occurred_at")[:1]
    after_it = Q(occurred_at__gt=Coalesce(Subquery(last), BEFORE_ANY))
    found = since.aggregate(
        attempts=Count("pk", filter=Q(reach__in=ATTEMPTS)),
        first=Min("occurred_at", filter=Q(reach__in=ATTEMPTS)),
        last=Max("occurred_at", filter=Q(reach__in=CONTACTS)),
        in_a_row=Count("pk", filter=Q(reach=Reach.ATTEMPT) & after_it),
    )
    return Clock(case.opened_on, found["attempts"], found["first"], found["last"], found["in_a_row"])


def needs_looking_in(case: Case, clock: Clock) -> bool:
    """Whether nobody has reached a victim of high priority in so many attempts that a welfare check is due.

    Practice 4.2; how many is the setting WELFARE_ATTEMPTS.
    """
    urgent = case.role == Role.VICTIM and case.priority >= Priority.HIGH and case.state != State.CLOSED
    return urgent and clock.in_a_row >= settings.WELFARE_ATTEMPTS


def stays_due(case: Case, row: Intervention) -> str:
    """That the day which an entry asked for did not become the case's next date, and why; empty where it did."""
    due = Case.objects.values_list("next_due", flat=True).get(pk=case.pk) if row.next_on else None
    if due is None or due == row.next_on:
        return ""
    why = "an attempt does not put it off" if row.reach == Reach.ATTEMPT else "a later entry set it"
    return f"The next contact stays due on {PartialDate(due)}: {why}."


def summary(actor: Actor, opened: OpenedCase) -> ContactSummary:
    """How contact on the case that was opened stands, and what the actor has begun to type on it. Three queries."""
    clock = clock_of(opened.case)
    begun = unfinished(actor, opened.case.pk, opened.case.reference)
    kept = appointments_of(opened.case)
    return ContactSummary(clock, kept, needs_looking_in(opened.case, clock), begun)
