"""A cohort: who is on it of those whom the reader may see, with what is dangerous and what is due."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from accounts.models import User
from casework.cases.models import Case
from casework.categories import Category
from casework.listings.models import DaCheck, Programme
from tests.casework.listings.listed import decided, listed
from tests.casework.standing.judged import harm, rated
from tests.cast import signed_in
from tests.town import Town, opened_case, shared

COHORT_PAGE = 24
Counting = Callable[[int], AbstractContextManager[None]]


def cohort(user: User, programme: str = "IOM") -> str:
    return seen(signed_in(user), programme)


def seen(browser: Client, programme: str = "IOM") -> str:
    return browser.get(f"/cohorts/?programme={programme}").content.decode()


def on_it(user: User, **said: object) -> Case:
    case = opened_case(user)
    listed(user, case, decided(user, **said))  # type: ignore[arg-type]
    return case


def test_it_says_rating_harm_domestic_abuse_and_what_is_due(town: Town) -> None:
    case = on_it(town.caseworker)
    rated(town.caseworker, case)
    harm(town.caseworker, case, KNOWN_ADULT="VERY_HIGH", CHILDREN="LOW")
    on_it(town.caseworker, da_check=DaCheck.NOT_CHECKED)
    text = cohort(town.caseworker)
    assert "2 listed now of those you may see" in text
    for words in ("Amber", "Very high", "Concern", "Not checked yet", "Not rated"):
        assert words in text


def test_it_holds_its_own_programme_and_those_whom_the_reader_may_see(town: Town) -> None:
    mine, high = on_it(town.caseworker), on_it(town.caseworker, programme=Programme.HIGH_HARM)
    theirs = on_it(town.colleague)
    browser = signed_in(town.caseworker)
    text = seen(browser)
    assert mine.reference in text
    assert high.reference not in text
    assert theirs.reference not in text
    assert high.reference in seen(browser, "HIGH_HARM")
    assert theirs.reference in cohort(town.coordinator)


def test_another_agency_sees_a_place_with_the_category_that_is_shared(town: Town) -> None:
    told, untold = on_it(town.caseworker), on_it(town.caseworker)
    shared(town.caseworker, told, town.probation, Category.OFFENDING_HISTORY)
    shared(town.caseworker, untold, town.probation, Category.IDENTITY)
    text = cohort(town.partner)
    assert told.reference in text
    assert untold.reference not in text
    assert "Not rated" in text  # their rating is of another category


def test_it_goes_on_where_a_page_ends(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.listings.selectors.cohort.__defaults__", ("", 2))
    cases = [on_it(town.caseworker, review_in=day) for day in (3, 1, 2)]
    browser = signed_in(town.caseworker)
    first = browser.get("/cohorts/?programme=IOM").content.decode()
    assert first.index(cases[1].reference) < first.index(cases[2].reference)
    assert cases[0].reference not in first
    older = first.split('href="?')[-1].split('"')[0].replace("&amp;", "&")
    assert cases[0].reference in browser.get(f"/cohorts/?{older}").content.decode()


@pytest.mark.parametrize("number", [2, 25])
def test_it_costs_the_same_for_few_and_many(town: Town, number: int, django_assert_num_queries: Counting) -> None:
    for _ in range(number):
        case = on_it(town.caseworker)
        rated(town.caseworker, case)
        harm(town.caseworker, case, CHILDREN="HIGH")
    browser: Client = signed_in(town.caseworker)
    browser.get("/cohorts/")
    with django_assert_num_queries(COHORT_PAGE):
        browser.get("/cohorts/")
