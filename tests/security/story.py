"""One person about whom everything is known, in words that nobody else's record has: whatever shows them is a leak."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from accounts.context import acting
from casework.cases.models import Case, Priority, Role
from casework.cases.services import NewCase, start_case
from casework.categories import Category
from casework.dates import PartialDate
from casework.interventions.models import Intervention
from casework.people.details import PersonDetails
from casework.people.models import AliasKind, IdentifierKind, Person
from casework.people.services import add_person
from tests.cast import actor
from tests.town import Town, logged, shared
from vault.ids import uuid7

GIVEN, FAMILY, ALIAS = "Quillonia", "Featherstonehaugh", "Quickstep"
IDENTIFIER = "2001/7654321K"
REASON, WARNING = "Elevenfold burglaries since Candlemas", "Carries a swordstick"
HARM, FEAR = "Followed home from Lamplighters", "Sleeps behind a barricade"
NOTE = "Seen at the Blue Heron with a limp"
BORN = PartialDate(dt.date(1987, 6, 23))
NEXT = timezone.localdate() + dt.timedelta(days=9)
# As stored, typed or shown; each is a leak wherever it stands outside a page for somebody entitled.
SECRETS = (
    GIVEN, FAMILY, ALIAS, IDENTIFIER, "7654321K", REASON, WARNING, HARM, FEAR, NOTE,
    "1987-06-23", "23 June 1987", "23/06/1987",
)  # fmt: skip
DETAILS = PersonDetails(
    GIVEN, FAMILY, born=BORN, aliases=((AliasKind.STREET, ALIAS),), identifiers=((IdentifierKind.PNC, IDENTIFIER),)
)


@dataclass(frozen=True)
class Story:
    """A person with a case in each role, worked by the town's caseworker and told to probation in part."""

    person: Person
    offender: Case
    victim: Case
    interventions: list[Intervention]


def tell(town: Town) -> Story:
    """Write the person, the cases and what was done into the town."""
    who = actor(town.caseworker)
    with acting(who):
        person = add_person(actor=who, details=DETAILS)
        offender = NewCase(Role.OFFENDER, REASON, WARNING, Priority.HIGH, next_due=NEXT)
        victim = NewCase(Role.VICTIM, HARM, FEAR, Priority.STANDARD)
        cases = [
            start_case(actor=who, person=person, case=case, lead=town.caseworker, team=town.team)
            for case in (offender, victim)
        ]
    interventions = logged(town.caseworker, cases[0], NOTE)
    shared(town.caseworker, cases[0], town.probation, Category.IDENTITY)
    return Story(person, cases[0], cases[1], interventions)


def log_form(**changes: str) -> dict[str, str]:
    """The form of an intervention as a caseworker fills it in."""
    now = timezone.localtime()
    return {
        "id": str(uuid7()), "mode": "VISIT", "result": "SPOKE", "note": NOTE, "next_on": "",
        "occurred_at": f"{now:%d/%m/%Y}", "occurred_at_time": f"{now:%H:%M}", **changes,
    }  # fmt: skip


def leaked(text: str | bytes) -> list[str]:
    """The secrets that stand in a text, in any case."""
    said = (text.decode("utf-8", "replace") if isinstance(text, bytes) else text).casefold()
    return [secret for secret in SECRETS if secret.casefold() in said]
