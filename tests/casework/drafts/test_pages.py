"""A form whose draft is kept: with scripts, without them, sent at last, and thrown away."""

import re
from html import unescape

import pytest
from django.test import Client

from accounts.context import acting
from casework.cases.models import Case
from casework.drafts.models import Draft
from casework.interventions.models import Intervention
from tests.cast import actor, signed_in
from tests.town import Town, opened_case

HIDDEN = re.compile(r'name="(id|draft|draft_page|draft_seen)" value="([^"]*)"')
JSON = {"Accept": "application/json"}
NOTE = "He has moved in with his sister."


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker)


@pytest.fixture
def browser(town: Town) -> Client:
    return signed_in(town.caseworker)


@pytest.fixture
def path(case: Case) -> str:
    return f"/cases/{case.reference}/interventions/log/"


def form_on(browser: Client, path: str) -> dict[str, str]:
    """The hidden fields of the form, and a note."""
    page = browser.get(path)
    return {**{name: unescape(value) for name, value in HIDDEN.findall(page.content.decode())}, "note": NOTE}


def drafts(town: Town) -> int:
    with acting(actor(town.caseworker)):
        return Draft.objects.count()


def test_typing_is_kept_and_there_again(browser: Client, path: str) -> None:
    form = form_on(browser, path)
    answer = browser.post("/drafts/", {**form, "mode": "PHONE"}, headers=JSON).json()
    assert re.fullmatch(r"\d\d:\d\d", answer["saved"])
    page = browser.get(path).content.decode()
    assert NOTE in page
    assert re.search(r'value="PHONE"[^>]*checked', page)
    assert "kept as a draft at" in page
    assert "There is a problem" not in page
    assert form["id"] in page, "the form that is shown again is the one that was begun"


def test_a_form_shown_again_is_not_taken_for_sent(browser: Client, path: str, case: Case, town: Town) -> None:
    full = {"mode": "PHONE", "result": "SPOKE", "occurred_at": "1/11/2026", "occurred_at_time": "10:00"}
    browser.post("/drafts/", {**form_on(browser, path), **full}, headers=JSON)
    browser.get(path)
    with acting(actor(town.caseworker)):
        assert not Intervention.objects.filter(case=case).exists()


def test_a_form_that_is_saved_has_no_draft_any_more(browser: Client, path: str, town: Town) -> None:
    form = {**form_on(browser, path), "mode": "PHONE", "result": "SPOKE", "occurred_at": "1/11/2026"}
    browser.post("/drafts/", form, headers=JSON)
    assert drafts(town) == 1
    assert browser.post(path, form).status_code == 200
    assert drafts(town) == 1, "the form was not taken: a time is missing"
    assert browser.post(path, {**form, "occurred_at_time": "10:00"}).status_code == 302
    assert drafts(town) == 0
    late = browser.post("/drafts/", {**form, "draft_seen": form["draft_page"]}, headers=JSON)
    assert late.status_code == 409
    assert "saved or thrown away" in late.json()["problem"]


def test_without_scripts_a_button_keeps_the_draft_and_another_throws_it_away(
    browser: Client, path: str, town: Town
) -> None:
    kept = browser.post("/drafts/", {**form_on(browser, path), "keep": "1"}, follow=True)
    assert kept.redirect_chain == [(path, 302)]
    assert NOTE in kept.content.decode()
    gone = browser.post("/drafts/", {**form_on(browser, path), "drop": "1"}, follow=True)
    assert gone.redirect_chain == [(path, 302)]
    assert NOTE not in gone.content.decode()
    assert drafts(town) == 0


def test_two_windows_are_told_of_each_other(browser: Client, path: str) -> None:
    first, second = form_on(browser, path), form_on(browser, path)
    browser.post("/drafts/", first, headers=JSON)
    refused = browser.post("/drafts/", {**second, "note": "Something else"}, headers=JSON)
    assert refused.status_code == 409
    assert "another window" in refused.json()["problem"]
    over = {**second, "note": "Something else", "draft_seen": refused.json()["seen"]}
    assert browser.post("/drafts/", over, headers=JSON).status_code == 200
    assert "Something else" in browser.get(path).content.decode()


def test_a_colleague_with_the_same_case_finds_an_empty_form(town: Town) -> None:
    case = opened_case(town.caseworker, team=town.team)
    path = f"/cases/{case.reference}/interventions/log/"
    browser = signed_in(town.caseworker)
    browser.post("/drafts/", form_on(browser, path), headers=JSON)
    assert NOTE not in signed_in(town.teammate).get(path).content.decode()


def test_a_page_made_for_somebody_else_keeps_nothing(town: Town, browser: Client, path: str) -> None:
    form = form_on(browser, path)
    assert signed_in(town.teammate).post("/drafts/", form, headers=JSON).status_code == 410
    assert browser.post("/drafts/", {**form, "draft": "made up"}).status_code == 302
    assert drafts(town) == 0


def test_a_note_of_fifty_thousand_words_is_kept(browser: Client, path: str) -> None:
    note = "begun " + "words " * 50_000 + "to the end"
    assert browser.post("/drafts/", {**form_on(browser, path), "note": note}, headers=JSON).status_code == 200
    assert note in browser.get(path).content.decode()


def test_minutes_are_kept_in_no_draft_of_a_form_that_takes_none(town: Town, browser: Client, case: Case) -> None:
    path, minutes = f"/cases/{case.reference}/orders/add/", "MAPPA B\nMinutes of the level 2 meeting\nApologies: none"
    form = form_on(browser, path) | {"conditions": minutes}
    refused = browser.post("/drafts/", form, headers=JSON)
    assert refused.status_code == 422
    assert "only the reference" in refused.json()["problem"]
    assert "only the reference" in browser.post("/drafts/", form, follow=True).content.decode()
    assert drafts(town) == 0
    assert browser.post("/drafts/", form | {"conditions": "Curfew"}, headers=JSON).status_code == 200
    assert "Curfew" in browser.get(path).content.decode()


def test_a_forged_form_is_refused(town: Town, path: str) -> None:
    strict = signed_in(town.caseworker)
    form = form_on(strict, path)
    strict.handler.enforce_csrf_checks = True
    assert strict.post("/drafts/", form, headers=JSON).status_code == 403
