"""Somebody whom other agencies know in every way that matters to the check."""

from collections.abc import Collection
from datetime import date
from typing import Final

from accounts.actor import Actor
from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.models import Agency, User
from audit.ledger.events import event
from casework.cases.models import Case
from casework.cases.models import Role as CaseRole
from casework.categories import Category
from casework.dates import PartialDate
from casework.people.details import PersonDetails
from casework.people.models import IdentifierKind, Person
from casework.people.services import add_person
from casework.purposes import Purpose
from multiagency.acts import KNOWN_TO_CHECKED
from multiagency.known_to.answers import who_knows
from multiagency.known_to.questions import question
from multiagency.known_to.telling import told_by_a_hit
from tests.cast import actor
from tests.multiagency.agreements.agreeing import clauses, in_force
from tests.town import Town, opened_case

BORN: Final = PartialDate(date(1984, 3, 9))
QUILLON: Final = PersonDetails(given="Quillon", family="Featherstonehaugh", born=BORN)
PURPOSE: Final = Purpose.OFFENDER_MANAGEMENT
TYPED: Final = {
    "given": "Quillon", "family": "Featherstonehaugh", "date_of_birth": "9/3/1984", "purpose": "OFFENDER_MANAGEMENT",
}  # fmt: skip
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


def agree(town: Town, *agencies: Agency, leave_out: Category | None = None) -> None:
    """Each agency may tell probation what a hit tells, but for one category."""
    for agency in agencies:
        told = told_by_a_hit(AgencyType(agency.type)) - {leave_out}
        in_force(town, [clauses(agency, town.probation, *sorted(told), purpose=PURPOSE)], town.probation, owner=agency)
