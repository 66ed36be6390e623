"""Saying something of a person in tests."""

from collections.abc import Mapping

from accounts.context import acting
from accounts.models import User
from casework.particulars.services import add_identifier, change_part
from casework.particulars.vocabulary import Part
from casework.people.models import IdentifierKind, Person, PersonIdentifier
from tests.cast import actor

ETHNICITY = {"group": "M2", "source": "SELF"}
BACKGROUND = {"sex": "FEMALE", "interpreter": "NOT_KNOWN", "died": "NO"}


def said(user: User, person: Person, part: Part, detail: Mapping[str, object], version: int = 0) -> Person:
    """One part as the user says it, of the person as they are now where no version is told."""
    who = actor(user)
    with acting(who):
        now = Person.objects.get(pk=person.pk)
        return change_part(actor=who, person=now, version=version or now.version, part=part, said=detail)


def named(user: User, person: Person, **detail: str) -> Person:
    """Their name as the user says it."""
    return said(user, person, Part.NAME, detail)


def numbered(user: User, person: Person, kind: IdentifierKind, value: str) -> PersonIdentifier:
    """A number that the user adds."""
    who = actor(user)
    with acting(who):
        return add_identifier(actor=who, person=person, kind=kind, value=value)
