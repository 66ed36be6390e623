"""The person of a case: a number they are known by, another row that may be theirs, and one that is not."""

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.merging.models import KeptApart, Merge
from casework.merging.services import keep_apart, propose_merge
from casework.people.models import IdentifierKind, PersonIdentifier
from tests.casework.particulars.saying import numbered
from tests.cast import actor
from tests.town import known_person

VERSION = 2  # of a person whose number was added


def number_of(user: User, case: Case) -> PersonIdentifier:
    """The person's housing reference, added when it is first asked for."""
    with acting(actor(user)):
        there = PersonIdentifier.objects.filter(person=case.person_id, removed_at=None).first()
    return there or numbered(user, case.person, IdentifierKind.HOUSING, "H-1702")


def merge_of(user: User, case: Case) -> Merge:
    """A merge with the person's row, proposed when it is first asked for."""
    who = actor(user)
    with acting(who):
        there = Merge.objects.filter(kept=case.person_id).first()
    if there:
        return there
    other = known_person(user, "Ermintrude", "Oakapple")
    with acting(who):
        return propose_merge(actor=who, one=case.person, other=other, why="She brought both letters")


def apart_of(user: User, case: Case) -> KeptApart:
    """Somebody who is not the person, kept apart when it is first asked for."""
    who = actor(user)
    with acting(who):
        there = KeptApart.objects.filter(one=case.person_id).first()
    if there:
        return there
    other = known_person(user, "Philomena", "Underhay")
    with acting(who):
        return keep_apart(actor=who, one=case.person, other=other, why="Twins")
