"""My day: what waits for its reader by name, an entry that mentions them and a form that they have begun."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework.cases.models import Case
from tests.casework.my_day.waiting import began, mentioned
from tests.cast import signed_in
from tests.town import Town, opened_case

FOR_NAMES = 3
"""To open whom they are about costs this; a day on which nothing waits opens no name."""


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, team=town.team)


def day(browser: Client) -> str:
    return browser.get("/").content.decode()


def test_who_is_mentioned_finds_the_entry_on_their_day_until_they_have_read_it(town: Town, case: Case) -> None:
    address, browser = mentioned(town.caseworker, town.teammate, case), signed_in(town.teammate)
    page = day(browser)
    assert "You were mentioned" in page
    assert f'href="{address}"' in page
    assert f"by {town.caseworker.name}" in page
    assert "You were mentioned" not in day(signed_in(town.caseworker))
    browser.get(address)
    assert "You were mentioned" not in day(browser)


def test_what_one_began_to_write_stands_on_ones_own_day_alone(town: Town, case: Case) -> None:
    address = began(town.caseworker, case)
    page = day(signed_in(town.caseworker))
    assert "You began to write" in page
    assert f'href="{address}"' in page
    assert "He rang to say that" not in page
    assert "You began to write" not in day(signed_in(town.teammate))


@pytest.mark.parametrize("many", [2, 8])
def test_it_costs_the_same_for_few_and_for_many(town: Town, many: int) -> None:
    browser = signed_in(town.teammate)
    browser.get("/cases/")
    with CaptureQueriesContext(connection) as without:
        browser.get("/")
    for _ in range(many):
        case = opened_case(town.caseworker, team=town.team)
        mentioned(town.caseworker, town.teammate, case)
        began(town.teammate, case)
    with CaptureQueriesContext(connection) as found:
        page = browser.get("/").content.decode()
    assert page.count("not saved yet") == many
    assert len(found) - len(without) == FOR_NAMES
