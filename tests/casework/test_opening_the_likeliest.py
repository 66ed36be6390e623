"""Of many who share codes only the likeliest are opened, as long as that can hide nobody who is likelier."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID, uuid4

import pytest

from casework.dates import PartialDate
from casework.finding import comparing
from casework.finding.comparing import FIRST_OPENED, GOOD, Compared, first_compared
from casework.people.details import PersonDetails
from casework.people.models import Person
from vault.opening import Ticket

MANY = [UUID(int=number) for number in range(1, 2 * FIRST_OPENED)]
TICKET = Ticket(uuid4(), uuid4(), uuid4())
ENOUGH = 20


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """The ids that were opened, of which only the first thirty are good."""
    asked: list[UUID] = []

    def compare(_: Ticket, __: PersonDetails, ids: Iterable[UUID], ___: Collection[UUID] = ()) -> list[Compared]:
        asked.extend(ids := list(ids))
        return [Compared(Person(pk=pk), {}, GOOD if pk.int <= 30 else 0.7, ()) for pk in ids]

    monkeypatch.setattr(comparing, "compared", compare)
    return asked


def test_where_enough_of_the_first_are_good_the_others_stay_sealed(opened: list[UUID]) -> None:
    people = first_compared(TICKET, PersonDetails(family="Smith"), MANY, (), ENOUGH)
    assert opened == MANY[:FIRST_OPENED]
    assert {one.person.pk for one in people} == set(opened)


def test_where_too_few_of_the_first_are_good_all_are_compared(opened: list[UUID]) -> None:
    people = first_compared(TICKET, PersonDetails(family="Smith"), MANY, (), enough=30)
    assert opened == MANY
    assert {one.person.pk for one in people} == set(MANY)


def test_with_a_date_of_birth_all_are_compared(opened: list[UUID]) -> None:
    born = PartialDate(date(1990, 5, 17))
    first_compared(TICKET, PersonDetails(family="Smith", born=born), MANY, (), ENOUGH)
    assert opened == MANY
