"""Whoever harms is linked by name where a service holds no case of theirs, and named to those who may know them."""

import pytest
from django.test import Client

from accounts.context import acting
from casework.cases.models import Case, Role
from casework.safe_contact.models import HarmedBy
from casework.safe_contact.services import link_person
from tests.casework.incidents.telling import days_ago, found, referred, typed
from tests.cast import actor, signed_in
from tests.town import Town, known_person, opened_case
from vault.ids import uuid7


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM, team=town.team)


@pytest.fixture
def caseworker(town: Town) -> Client:
    return signed_in(town.caseworker)


def test_p2_a_service_without_a_case_of_whoever_harms_links_them_by_name_and_finds_the_repeat(
    town: Town, case: Case, caseworker: Client
) -> None:
    here, who = f"/cases/{case.reference}/", {"given": "Lorcan", "family": "Ashgrove", "date_of_birth": "3/4/1985"}
    page = caseworker.post(f"{here}incidents/referral/", follow=True).content.decode()
    assert "Say first who harms them" in page
    page = caseworker.post(f"{here}safe-contact/who-harms/", who | {"id": uuid7()}, follow=True).content.decode()
    assert "They are linked." in page
    assert "<li>Lorcan Ashgrove</li>" in page
    (pair,) = found(town.caseworker, case)
    assert pair.label == "Lorcan Ashgrove"
    referred(town.caseworker, case, pair.link, days=100)
    page = caseworker.post(f"{here}incidents/add/", typed(days_ago(3), by=[pair.link.pk]), follow=True).content.decode()
    assert "This is a repeat: 1 incident since the referral of" in page
    assert "because of Lorcan Ashgrove" in page
    assert "By Lorcan Ashgrove." in page


def test_whoever_harms_is_added_once_and_linked_once(town: Town, case: Case, caseworker: Client) -> None:
    who = {"given": "Lorcan", "family": "Ashgrove", "date_of_birth": "3/4/1985"}
    for _ in range(2):
        caseworker.post(f"/cases/{case.reference}/safe-contact/who-harms/", who | {"id": uuid7()})
    assert len(found(town.caseworker, case)) == 1
    another = opened_case(town.caseworker, known_person(town.caseworker, given="Ysolde"), role=Role.VICTIM)
    caseworker.post(f"/cases/{another.reference}/safe-contact/who-harms/", who | {"id": uuid7()})
    assert found(town.caseworker, another)[0].link.person_id == found(town.caseworker, case)[0].link.person_id


def test_whoever_harms_is_named_to_nobody_who_may_not_know_them(town: Town, case: Case, caseworker: Client) -> None:
    who = {"given": "Lorcan", "family": "Ashgrove", "id": uuid7()}
    caseworker.post(f"/cases/{case.reference}/safe-contact/who-harms/", who)
    mate = signed_in(town.teammate)
    assert "Lorcan Ashgrove" in mate.get(f"/cases/{case.reference}/incidents/").content.decode()
    with acting(actor(town.caseworker)):
        person = HarmedBy.objects.get().person
    opened_case(town.caseworker, person)
    page = mate.get(f"/cases/{case.reference}/incidents/").content.decode()
    assert "Lorcan" not in page
    assert "somebody linked as harming them" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({}, "Enter a name, or the reference of a case."),
        ({"given": "Lorcan", "reference": "RT-2222-2222"}, "Enter one of the two"),
        ({"given": "Lorcan", "date_of_birth": "31/2/1985"}, "There is a problem"),
        ({"reference": "her husband"}, "A reference looks like"),
    ],
)
def test_whoever_harms_is_asked_for_again_in_words(
    town: Town, case: Case, caseworker: Client, wrong: dict[str, str], words: str
) -> None:
    page = caseworker.post(f"/cases/{case.reference}/safe-contact/who-harms/", wrong | {"id": uuid7()})
    assert words in page.content.decode()
    assert found(town.caseworker, case) == ()


def test_nobody_is_linked_as_harming_themselves(town: Town, case: Case) -> None:
    who = actor(town.caseworker)
    with acting(who), pytest.raises(ValueError, match="somebody else"):
        link_person(actor=who, case=case, person=case.person)
