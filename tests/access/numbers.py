"""A number by which the person of a case is known."""

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.people.models import IdentifierKind, PersonIdentifier
from tests.casework.particulars.saying import numbered
from tests.cast import actor

VERSION = 2  # of a person whose number was added


def number_of(user: User, case: Case) -> PersonIdentifier:
    """The person's housing reference, added when it is first asked for."""
    with acting(actor(user)):
        there = PersonIdentifier.objects.filter(person=case.person_id, removed_at=None).first()
    return there or numbered(user, case.person, IdentifierKind.HOUSING, "H-1702")
