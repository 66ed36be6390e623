"""Two of three reports warn before anybody applies; three say until when somebody may."""

import pytest
from django.test import Client
from django.utils import timezone

from casework.asb_review.clock import months_before
from casework.cases.models import Case, Role
from casework.incidents.models import Kind, ReportedTo
from tests.casework.incidents.telling import days_ago, happened
from tests.cast import signed_in
from tests.town import Town, opened_case


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM)


def reported(town: Town, case: Case, days: int, to: ReportedTo = ReportedTo.COUNCIL, *, dated: bool = True) -> None:
    day = days_ago(days) if dated else None
    happened(town.caseworker, case, days, kind=Kind.NOISE, reported_to=to, reported_on=day)


@pytest.fixture
def caseworker(town: Town) -> Client:
    return signed_in(town.caseworker)


def page(caseworker: Client, case: Case) -> str:
    return caseworker.get(f"/cases/{case.reference}/").content.decode()


def test_p22_two_of_three_warn_before_anybody_applies(town: Town, case: Case, caseworker: Client) -> None:
    reported(town, case, 40)
    assert "case review (rule" not in page(caseworker, case)
    reported(town, case, 3, ReportedTo.LANDLORD)
    assert "2 of 3 reports of anti-social behaviour in 6 months. One more and they may ask" in page(caseworker, case)


def test_p22_three_say_until_when_somebody_may_apply(town: Town, case: Case, caseworker: Client) -> None:
    for days in (40, 20, 3):
        reported(town, case, days)
    assert "3 reports of anti-social behaviour in 6 months. They may ask for a case review until" in page(
        caseworker, case
    )


def test_what_was_told_to_nobody_long_ago_or_on_no_known_day_does_not_count_as_reported(
    town: Town, case: Case, caseworker: Client
) -> None:
    reported(town, case, 3)
    reported(town, case, 2, ReportedTo.NOBODY)
    reported(town, case, (timezone.localdate() - months_before(timezone.localdate(), 6)).days + 1)
    assert "case review (rule" not in page(caseworker, case)
    reported(town, case, 4)
    reported(town, case, 5, dated=False)
    assert "1 more were reported on a day that is not known." in page(caseworker, case)
