"""A number of police, prisons or probation: nobody who sees a person as a victim alone is told of it."""

import pytest

from accounts.context import acting
from casework.cases.models import Role
from casework.finding.selectors import find_people, likely_duplicates, open_person
from casework.particulars.selectors import same_number_elsewhere
from casework.particulars.services import add_identifier
from casework.people.details import PersonDetails
from casework.people.models import IdentifierKind, Person
from tests.cast import actor, signed_in
from tests.town import Town, known_person, make_town, opened_case

PNC = "2009/1234567X"
TYPED = ((IdentifierKind.PNC, PNC),)


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


@pytest.fixture
def victim(town: Town) -> Person:
    """Somebody who offends, as one colleague knows, and whom another knows as a victim alone."""
    person = known_person(town.caseworker)
    opened_case(town.caseworker, person)
    opened_case(town.colleague, person, role=Role.VICTIM)
    _numbered(town, person)
    return person


def _numbered(town: Town, person: Person) -> None:
    who = actor(town.caseworker)
    with acting(who):
        add_identifier(actor=who, person=person, kind=IdentifierKind.PNC, value=PNC)


def test_vic_03_the_number_finds_and_compares_no_victim(town: Town, victim: Person) -> None:
    who = actor(town.colleague)
    with acting(who):
        assert find_people(who, PersonDetails(identifiers=TYPED)).candidates == ()
        alike = PersonDetails("Quillon", family="Featherstonehaugh", identifiers=((IdentifierKind.PNC, "2001/7Y"),))
        (one,) = find_people(who, alike).candidates
        assert PNC not in [field.theirs for field in one.fields]
        assert "Same identifier" not in one.reasons
    knows = actor(town.caseworker)
    with acting(knows):
        (one,) = find_people(knows, PersonDetails(identifiers=TYPED)).candidates
        assert (one.person, PNC in [field.theirs for field in one.fields]) == (victim, True)


def test_vic_03_whoever_adds_somebody_is_not_told_that_a_victim_has_the_number(town: Town, victim: Person) -> None:
    new = PersonDetails("Zachary", family="Other", identifiers=TYPED)
    for user, likely in ((town.colleague, []), (town.caseworker, [victim.pk])):
        who = actor(user)
        with acting(who):
            assert likely_duplicates(who, [new]) == [likely]
            same = same_number_elsewhere(who, known_person(user, "Zachary", "Other"), IdentifierKind.PNC, PNC)
            assert same == (victim if likely else None)


def test_vic_03_other_records_of_a_victim_are_not_sought_by_the_number(town: Town, victim: Person) -> None:
    twin = known_person(town.caseworker, "Bartholomew", "Crabtree")
    opened_case(town.caseworker, twin)
    opened_case(town.colleague, twin)
    _numbered(town, twin)
    address = f"/people/{victim.pk}/others/"
    page = signed_in(town.colleague).get(address).content.decode()
    assert [hint for hint in (PNC, "Crabtree") if hint in page] == []
    known = signed_in(town.caseworker).get(address).content.decode()
    assert [hint for hint in (PNC, "Crabtree") if hint not in known] == []


def test_vic_03_a_case_opened_to_learn_it_tells_nothing_that_a_hidden_one_says(town: Town, victim: Person) -> None:
    opened_case(town.colleague, victim)
    who = actor(town.colleague)
    with acting(who):
        assert find_people(who, PersonDetails(identifiers=TYPED)).candidates == ()
        assert open_person(who, victim.pk).identifiers == ()
        add_identifier(actor=who, person=victim, kind=IdentifierKind.NOMS, value="A1234AA")
        assert [number.text for _, number in open_person(who, victim.pk).identifiers] == ["A1234AA"]
    assert PNC not in signed_in(town.colleague).get(f"/people/{victim.pk}/").content.decode()
    knows = actor(town.caseworker)
    with acting(knows):
        assert [number.text for _, number in open_person(knows, victim.pk).identifiers] == [PNC, "A1234AA"]
