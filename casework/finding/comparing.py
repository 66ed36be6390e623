"""Candidates opened and compared with the one who is sought, before anything of them is shown."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from casework.finding.likeness import likeness
from casework.people.details import PersonDetails, as_opened
from casework.people.models import Person
from vault.opening import Shut, Ticket, open_permitted

WORTH_SHOWING: Final = 0.70
GOOD: Final = 0.85
FIRST_OPENED: Final = 50
FIELDS: Final = "name date_of_birth particulars aliases"


@dataclass(frozen=True, slots=True, repr=False)
class Compared:
    """A candidate whose values are open."""

    person: Person
    opened: dict[str, object]
    score: float
    reasons: tuple[str, ...]


def compared(
    ticket: Ticket, sought: PersonDetails, ids: Iterable[UUID], same_number: Collection[UUID] = ()
) -> list[Compared]:
    """Those worth showing, the likeliest first; a same identifier outweighs any name."""
    people = list(Person.objects.select_related("owner").filter(pk__in=set(ids)))
    opened = open_permitted(ticket, people, FIELDS)
    found = [_compare(sought, person, opened[person.pk], numbered=person.pk in same_number) for person in people]
    return _in_order(one for one in found if one.score >= WORTH_SHOWING)


def first_compared(
    ticket: Ticket, sought: PersonDetails, ids: Sequence[UUID], same_number: Collection[UUID], enough: int
) -> list[Compared]:
    """As compared, of ids that are in order: the first fifty, and the others only where not enough of those are good.

    Of a common name hundreds share codes, and each is opened with a key of its own. With a date of birth all are
    opened: whoever was born on that day may be likelier than fifty who share more of the name.
    """
    first = len(ids) if sought.born else FIRST_OPENED
    people = compared(ticket, sought, ids[:first], same_number)
    if sum(one.score >= GOOD for one in people) > enough:
        return people
    return joined(people, compared(ticket, sought, ids[first:], same_number))


def any_good(people: Iterable[Compared]) -> bool:
    """Whether somebody is so like the one sought that no further look is needed."""
    return any(one.score >= GOOD for one in people)


def joined(some: Iterable[Compared], others: Iterable[Compared]) -> list[Compared]:
    """Both together, each person once, the likeliest first."""
    return _in_order({one.person.pk: one for one in (*others, *some)}.values())


def _in_order(people: Iterable[Compared]) -> list[Compared]:
    return sorted(people, key=lambda one: (-one.score, one.person.pk))


def _compare(sought: PersonDetails, person: Person, opened: dict[str, object], *, numbered: bool) -> Compared:
    found = likeness(sought, as_opened(opened))
    if numbered:
        return Compared(person, opened, found.score + 1, ("Same identifier", *found.reasons))
    if isinstance(opened["name"], Shut):
        return Compared(person, opened, WORTH_SHOWING, ("A name is alike, and sealed",))
    return Compared(person, opened, found.score, found.reasons)
