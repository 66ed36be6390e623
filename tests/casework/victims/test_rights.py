"""The Victims' Code: twelve rights, and what was done about each, by whom and when."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.denials import NotPermitted
from casework.cases.models import Case, Role
from casework.victims.choices import Met, Right
from tests.casework.victims.saying import about_a_right
from tests.cast import signed_in
from tests.town import Town, opened_case


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM, team=town.team)


@pytest.fixture
def browser(town: Town) -> Client:
    return signed_in(town.caseworker)


def report(browser: Client, case: Case) -> str:
    return browser.get(f"/cases/{case.reference}/victim/rights/").content.decode()


def test_vic_05_a_right_that_nobody_touched_is_not_yet_offered(browser: Client, case: Case) -> None:
    assert len(Right) == 12
    assert report(browser, case).count("Not yet offered") == 12


def test_vic_05_the_report_says_what_was_done_about_each_right_by_whom_and_when(
    town: Town, browser: Client, case: Case
) -> None:
    about_a_right(town.caseworker, case, Right.PERSONAL_STATEMENT, Met.OFFERED)
    about_a_right(town.caseworker, case, Right.PERSONAL_STATEMENT, Met.DECLINED)
    sent = {"id": "0199e000-0000-7000-8000-000000000001", "met": "DELIVERED", "by": "PC Marchbanks", "on": "24/11/2026"}
    assert browser.post(f"/cases/{case.reference}/victim/rights/5/", sent).status_code == 302
    told = browser.get(f"/cases/{case.reference}/timeline/").content.decode()
    line = told[told.index("24 November 2026 at 12:00") :]
    assert "Victims&#x27; Code, right 5, to be told about compensation: delivered" in line
    text = report(browser, case)
    assert text.count("Not yet offered") == 10
    assert "Delivered" in text
    assert "by PC Marchbanks" in text
    row = text[text.index("7. To make") : text.index("8. To be told")]
    assert row.index("Declined") < row.index("Offered")  # what stands now, then how it came there


def test_vic_05_a_day_that_is_still_to_come_is_refused_and_nothing_typed_is_lost(browser: Client, case: Case) -> None:
    sent = {"id": "0199e000-0000-7000-8000-000000000002", "met": "OFFERED", "by": "PC Marchbanks", "on": "24/11/2090"}
    text = browser.post(f"/cases/{case.reference}/victim/rights/5/", sent).content.decode()
    assert "This day is still to come" in text
    assert "PC Marchbanks" in text
    assert browser.get(f"/cases/{case.reference}/victim/rights/13/").status_code == 404


def test_vic_05_whoever_only_reads_the_case_records_no_right(town: Town, case: Case) -> None:
    with pytest.raises(NotPermitted):
        about_a_right(town.coordinator, case)


@pytest.mark.parametrize("many", [1, 25])
def test_the_report_asks_the_same_number_of_queries_for_few_entries_and_many(
    town: Town, browser: Client, case: Case, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        about_a_right(town.caseworker, case, Right(number % 12 + 1))
    report(browser, case)
    with django_assert_num_queries(24):
        report(browser, case)
