"""Somebody whom other agencies know in every way that matters to the check."""

from collections.abc import Collection
from datetime import date
from typing import Final

from accounts.actor import Actor
from accounts.context import acting
from accounts.models import Agency, User
from audit.ledger.events import event
from casework.cases.models import Case
from casework.cases.models import Role as CaseRole
from casework.dates import PartialDate
from casework.people.details import PersonDetails
from casework.people.models import IdentifierKind, Person
from casework.people.services import add_person
from multiagency.acts import KNOWN_TO_CHECKED
from multiagency.known_to.answers import who_knows
from multiagency.known_to.questions import question
from tests.cast import actor
from tests.town import opened_case

BORN: Final = PartialDate(date(1984, 3, 9))
QUILLON: Final = PersonDetails(given="Quillon", family="Featherstonehaugh", born=BORN)
PNC: Final = (IdentifierKind.PNC, "1999/0123456X")


def recorded(user: User, details: PersonDetails = QUILLON) -> Person:
    """The person as the user's agency records them."""
    who = actor(user)
    with acting(who):
        return add_person(actor=who, details=details)


def worked(
    user: User, details: PersonDetails = QUILLON, *, role: CaseRole = CaseRole.OFFENDER, restricted: bool = False
) -> Case:
    """A case of the person at the user's agency."""
    return opened_case(user, recorded(user, details), role=role, restricted=restricted)


def asked(who: Actor, agencies: Collection[Agency], details: PersonDetails = QUILLON) -> set[str]:
    """The names of the agencies that the database says know them, under the event of a check that names those asked."""
    ids = [agency.pk for agency in agencies]
    with acting(who):
        sought = question(who.partnership_id, details)
        with event(KNOWN_TO_CHECKED, by=who, facts={"agencies": ids}):
            found = who_knows(sought, ids)
    return {agency.name for agency in agencies if agency.pk in found}
