"""The pages of merging: what stands on them, and how much they ask."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework.cases.models import Role
from casework.particulars.vocabulary import Part
from tests.access.protection import SENTINEL, protected
from tests.casework.merging.pairs import given_to, merged, pair_of, proposed
from tests.casework.particulars.saying import ETHNICITY, said
from tests.cast import signed_in
from tests.town import Town, known_person, opened_case


def asked(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_vic_01_a_merge_preview_shows_neither_where_a_victim_is_nor_how_to_contact_them(town: Town) -> None:
    pair = pair_of(town)
    case = opened_case(town.caseworker, pair.kept, role=Role.VICTIM)
    given_to(pair.manager, case, town.caseworker)
    protected(town.caseworker, pair.manager, case)
    merge = proposed(pair)
    page = signed_in(pair.manager).get(f"/merges/{merge.pk}/").content.decode()
    assert "Katja Vyschnepolski" in page
    assert SENTINEL not in page


def test_a_choice_that_is_not_made_is_asked_for_and_nothing_is_merged(town: Town) -> None:
    pair = pair_of(town)
    browser, address = signed_in(pair.manager), f"/merges/{proposed(pair).pk}/"
    assert "There is a problem" in browser.post(address, {}).content.decode()
    done = browser.post(address, {"name": "merged"}, follow=True).content.decode()
    assert "They are one record now" in done
    assert "both records are as they were" in browser.post(f"{address}undo/", follow=True).content.decode()


def test_a_caseworker_proposes_and_keeps_apart_from_the_persons_page(town: Town) -> None:
    one = known_person(town.caseworker, "Katja", "Vyschnepolski")
    other = known_person(town.caseworker, "Katja", "Vyschnepolska")
    browser, address = signed_in(town.caseworker), f"/people/{one.pk}/others/"
    assert "There is a problem" in browser.post(address, {"other": other.pk}).content.decode()
    said_so = {"other": other.pk, "same": "yes", "why": "Same birth certificate"}
    assert "It is proposed" in browser.post(address, said_so, follow=True).content.decode()
    apart = browser.post(address, {**said_so, "same": "no"}, follow=True).content.decode()
    assert "Same birth certificate" in apart


@pytest.mark.parametrize("which", ["person", "history", "merges"])
def test_a_page_asks_as_often_for_much_as_for_little(town: Town, which: str) -> None:
    pair = pair_of(town)
    case = opened_case(town.caseworker, pair.kept)
    few = case.person
    addresses = {
        "person": (town.caseworker, f"/people/{few.pk}/"),
        "history": (town.caseworker, f"/people/{few.pk}/history/"),
        "merges": (pair.manager, "/merges/"),
    }
    user, address = addresses[which]
    given_to(pair.manager, case, town.caseworker)
    said(town.caseworker, few, Part.ETHNICITY, ETHNICITY)
    proposed(pair)
    browser = signed_in(user)
    browser.get(address)
    before = asked(browser, address)
    for _ in range(4):
        said(town.caseworker, few, Part.ETHNICITY, {**ETHNICITY, "source": "NOT_KNOWN"})
        given_to(pair.manager, opened_case(town.caseworker, few), town.caseworker)
        twin = pair_of(town)
        merged(twin)
    assert asked(browser, address) == before
