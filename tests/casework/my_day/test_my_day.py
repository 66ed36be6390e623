"""My day: what is overdue first, one's own cases alone, and for who manages a team its gaps."""

import re

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from casework.categories import Category
from tests.access.world import in_conflict
from tests.casework.chronology.lines import happened
from tests.casework.closing.turns import closed
from tests.casework.my_day.dates import due
from tests.cast import PASSWORD, make_user, signed_in
from tests.town import Town, opened_case, shared

DAY_QUERIES = 23


PART = re.compile(r'<h2 class="govuk-heading-m">(.+?) <span class="rt-quiet">(\(\d+\))')


def headings(client: Client) -> list[str]:
    """The lists of cases on the page, each with its number."""
    parts = PART.findall(client.get("/").content.decode())
    return [f"{title} {number}" for title, number in parts]


def test_overdue_comes_first_then_today_then_the_week(town: Town) -> None:
    for days in (6, 0, -1, -30, 8):
        due(opened_case(town.caseworker), town.caseworker, days)
    assert headings(signed_in(town.caseworker)) == ["Overdue (2)", "Due today (1)", "Due within a week (1)"]


def test_a_case_without_a_date_stands_under_what_is_lacking(town: Town) -> None:
    opened_case(town.caseworker)
    text = signed_in(town.caseworker).get("/").content.decode()
    assert "No next contact is set. (1)" in text


def test_cases_of_others_closed_cases_and_those_only_shared_are_not_on_it(town: Town) -> None:
    due(opened_case(town.colleague), town.colleague, -3)
    closed(town.caseworker, due(opened_case(town.caseworker), town.caseworker, -3))
    case = due(opened_case(town.caseworker), town.caseworker, 30)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    assert headings(signed_in(town.caseworker)) == []
    assert headings(signed_in(town.partner)) == []


def test_a_conflict_hides_a_case_from_ones_day(town: Town) -> None:
    case = due(opened_case(town.caseworker), town.caseworker, -3)
    in_conflict(town.auditor, town.caseworker, case)
    assert case.reference not in signed_in(town.caseworker).get("/").content.decode()


def test_what_others_recorded_since_one_looked_is_new(town: Town) -> None:
    case = opened_case(town.caseworker, team=town.team)
    browser = signed_in(town.caseworker)
    happened(town.teammate, case, "Nobody looked yet, so nothing is new")
    assert headings(browser) == []
    browser.get(f"/cases/{case.reference}/timeline/")
    happened(town.caseworker, case, "One's own")
    assert headings(browser) == []
    happened(town.teammate, case, "Was arrested", "Was released")
    assert headings(browser) == ["New on my cases (1)"]
    assert "2 new" in browser.get("/").content.decode()


@pytest.fixture
def manager(town: Town) -> User:
    return make_user(town.partnership, town.police, Role.TEAM_MANAGER, teams=[town.team], password=PASSWORD)


def test_a_manager_sees_what_is_overdue_in_the_team_and_who_leads_it(town: Town, manager: User) -> None:
    due(opened_case(town.caseworker, team=town.team), town.caseworker, -3)
    due(opened_case(town.caseworker, team=town.team), town.caseworker, 3)
    client = signed_in(manager)
    assert headings(client) == ["Overdue or without a lead in my teams (1)"]
    assert f"led by {town.caseworker.name}" in client.get("/").content.decode()


def test_a_restricted_case_of_the_team_is_not_the_managers_to_see(town: Town, manager: User) -> None:
    due(opened_case(town.caseworker, team=town.team, restricted=True), town.caseworker, -3)
    assert headings(signed_in(manager)) == []


@pytest.mark.parametrize("size", [2, 30])
def test_the_page_costs_the_same_for_few_and_many_cases(
    town: Town, size: int, django_assert_num_queries: object
) -> None:
    for number in range(size):
        due(opened_case(town.caseworker), town.caseworker, number - 2)
    client = signed_in(town.caseworker)
    client.get("/cases/")
    with django_assert_num_queries(DAY_QUERIES):  # type: ignore[operator]
        client.get("/")


def test_who_opens_no_case_is_told_where_their_work_is_and_offered_no_case(town: Town) -> None:
    text = signed_in(town.auditor).get("/").content.decode()
    assert "You work no cases" in text
    assert "Open the case" not in text
    assert 'href="/cases/"' not in text


def test_a_reference_leads_to_its_case_and_a_made_up_one_is_explained(town: Town) -> None:
    case, client = opened_case(town.caseworker), signed_in(town.caseworker)
    assert client.get("/", {"reference": case.reference.lower()}).headers["Location"] == f"/cases/{case.reference}/"
    assert "A reference looks like RT-7KQ2-M9FD." in client.get("/", {"reference": "Quillon"}).content.decode()
