"""People who were there before their names had codes become findable, also where the work was stopped half way."""

import pytest
from django.core.management import call_command
from django.db.models import F

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.events import event
from casework.acts import NAMES_INDEXED
from casework.finding.selectors import find_people
from casework.people import reindexing
from casework.people.details import PersonDetails
from casework.people.models import NameCodes, Person
from casework.people.reindexing import index_agency, index_people, indexers
from tests.cast import actor
from tests.security.raw import sql
from tests.town import Town, known_person

SOUGHT = PersonDetails(given="Quilon", family="Fetherstonehaugh")


def police(town: Town) -> Actor:
    return system_actor("index", town.partnership.pk, town.police.pk)


@pytest.fixture
def unindexed(town: Town) -> Town:
    """Five people of the police and one of the charity, as an older version left them."""
    for given in ("Quillon", "Ann", "Bob", "Cy", "Dee"):
        known_person(town.caseworker, given)
    known_person(town.stranger)
    for who in indexers():
        with acting(who), event(NAMES_INDEXED, by=who):
            NameCodes.objects.filter(owner_id=who.agency_id).delete()
    return town


def finds(town: Town) -> list[str]:
    who = actor(town.caseworker)
    with acting(who):
        return [one.name.text for one in find_people(who, SOUGHT).candidates]


def test_the_command_makes_everybody_findable_and_says_how_many(
    unindexed: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    assert finds(unindexed) == []
    call_command("index_names")
    assert capsys.readouterr().out == "6 people can now be found by name.\n"
    assert finds(unindexed) == ["Quillon Featherstonehaugh"]
    call_command("index_names")
    assert capsys.readouterr().out.startswith("Nobody had to be done")


def test_what_was_done_before_it_stopped_is_not_done_again(unindexed: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reindexing, "BATCH", 2)
    steps = index_agency(police(unindexed))
    assert next(steps).done == 2
    del steps
    assert [step.done for step in index_agency(police(unindexed))] == [2, 1]


def test_codes_of_an_older_version_are_replaced(town: Town) -> None:
    person = known_person(town.caseworker)
    who = police(town)
    with acting(who), event(NAMES_INDEXED, by=who):
        NameCodes.objects.filter(person=person).update(version=F("version") - 1)
    assert [step.done for step in index_agency(who)] == [1]
    with acting(who):
        assert NameCodes.objects.filter(person=person).count() == 1


def test_a_name_that_cannot_be_opened_is_counted_and_left(unindexed: Town, broken: Person) -> None:
    assert [(step.done, step.sealed) for step in index_agency(police(unindexed))] == [(5, 1)]
    with acting(police(unindexed)):
        assert not NameCodes.objects.filter(person=broken).exists()


@pytest.fixture
def broken(unindexed: Town) -> Person:
    """Somebody of the police whose name was written over with another person's."""
    one, other = known_person(unindexed.caseworker, "Edd"), known_person(unindexed.caseworker, "Flo")
    who = police(unindexed)
    with acting(who), event(NAMES_INDEXED, by=who):
        NameCodes.objects.filter(person=one).delete()
        sql(
            "UPDATE casework_person SET name = (SELECT name FROM casework_person WHERE id = %s) WHERE id = %s",
            other.pk,
            one.pk,
        )
    return one


def test_a_person_does_not_run_it(town: Town) -> None:
    who = actor(town.caseworker)
    with acting(who), pytest.raises(NotPermitted):
        index_people(actor=who)
