"""Children who live with abuse are victims in their own right (Domestic Abuse Act 2021, section 3)."""

from dataclasses import replace

import pytest
from django.test import Client

from accounts.context import acting
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.victims.choices import Kind, Known
from casework.victims.profile import Profile
from casework.victims.services import link_child
from tests.casework.victims.saying import PERSON, VENUE, child_noted, described
from tests.cast import actor, signed_in
from tests.security.raw import refused
from tests.town import Town, known_person, opened_case, shared

ASK, NAME, OPEN = (
    "Nobody has asked about children yet",
    "There are children in the household",
    "no victim case of their",
)


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM)


@pytest.fixture
def browser(town: Town) -> Client:
    return signed_in(town.caseworker)


def own_case(town: Town) -> Case:
    return opened_case(town.caseworker, known_person(town.caseworker, "Wilhelmina", "Ashcombe"), role=Role.VICTIM)


def page(browser: Client, case: Case, rest: str = "") -> str:
    return browser.get(f"/cases/{case.reference}/victim/{rest}").content.decode()


@pytest.mark.parametrize(
    ("said", "prompt"),
    [
        (replace(PERSON, children=Known.NOT_KNOWN), ASK),
        (replace(PERSON, children=Known.YES), NAME),
        (PERSON, ""),  # no children
        (replace(PERSON, kind=Kind.HATE, children=Known.YES), ""),
        (VENUE, ""),
    ],
)
def test_vic_07_a_domestic_abuse_case_asks_for_the_children(
    town: Town, case: Case, browser: Client, said: Profile, prompt: str
) -> None:
    described(town.caseworker, case, said)
    text = page(browser, case)
    assert [words for words in (ASK, NAME, OPEN) if words in text] == ([prompt] if prompt else [])


def test_vic_07_a_child_is_prompted_for_until_a_victim_case_of_their_own_is_linked(
    town: Town, case: Case, browser: Client
) -> None:
    described(town.caseworker, case, replace(PERSON, children=Known.YES))
    child = child_noted(town.caseworker, case)
    assert OPEN in page(browser, case)
    theirs = own_case(town)
    address = f"/cases/{case.reference}/victim/children/{child.pk}/case/"
    browser.post(address, {"reference": theirs.reference})
    assert OPEN not in page(browser, case)
    assert theirs.reference in page(browser, case, "children/")
    assert case.reference in page(browser, theirs)


def test_vic_07_a_link_shows_neither_case_to_whoever_sees_only_the_other(
    town: Town, case: Case, browser: Client
) -> None:
    child, theirs = child_noted(town.caseworker, case), own_case(town)
    who = actor(town.caseworker)
    with acting(who):
        link_child(actor=who, case=case, child=child, own_case=theirs)
    parents_worker, childs_worker = (signed_in(user) for user in (town.teammate, town.colleague))
    for user, one in ((town.teammate, case), (town.colleague, theirs)):
        browser.post(f"/cases/{one.reference}/access/", {"user": user.pk})
    text = page(parents_worker, case, "children/")
    assert "They have a victim case of their own" in text
    shared(town.caseworker, case, town.probation, Category.IDENTITY, Category.CHILDREN_IN_HOUSEHOLD)
    partner = signed_in(town.partner)
    told = page(partner, case, "children/")
    assert "Wilhelmina" in told
    told += partner.get(f"/cases/{case.reference}/timeline/").content.decode()
    assert "What is noted of a child of the household was added to" in told
    assert [hint for hint in ("They have a victim case", theirs.reference) if hint in told] == []
    assert theirs.reference not in text
    assert case.reference not in page(childs_worker, theirs)


def test_vic_07_the_same_person_an_offenders_case_and_a_second_case_are_refused(
    town: Town, case: Case, browser: Client
) -> None:
    child, theirs = child_noted(town.caseworker, case), own_case(town)
    offender = opened_case(town.caseworker, known_person(town.caseworker, "Jasper", "Thorncastle"))
    another = opened_case(town.caseworker, known_person(town.caseworker, "Mabel", "Ashcombe"), role=Role.VICTIM)
    who = actor(town.caseworker)
    with acting(who):
        for wrong in (case, offender):
            with pytest.raises(ValueError, match="somebody else"):
                link_child(actor=who, case=case, child=child, own_case=wrong)
        linked = link_child(actor=who, case=case, child=child, own_case=theirs)
        assert link_child(actor=who, case=case, child=child, own_case=theirs) == linked
        with pytest.raises(ValueError, match="already"):
            link_child(actor=who, case=case, child=child, own_case=another)
    address = f"/cases/{case.reference}/victim/children/{child.pk}/case/"
    for wrong in (offender, another):
        answer = browser.post(address, {"reference": wrong.reference}, follow=True).content.decode()
        assert "Nothing was changed" in answer
    with acting(who):
        assert refused("UPDATE casework_childaffected SET own_case_id = %s", offender.pk)
