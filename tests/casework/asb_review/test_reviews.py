"""The case review through the product: its dates, its order, its reasons, and who sees it."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.context import acting
from accounts.denials import NotPermitted
from casework import working_days
from casework.asb_review import services
from casework.asb_review.clock import Step
from casework.asb_review.models import Move, ReviewStep
from casework.asb_review.rules import LIMITS
from casework.asb_review.services import NotNow
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.prompts.selectors import prompts_of
from tests.casework.asb_review.applying import SAID, applied, refused_review, stepped
from tests.cast import actor, signed_in
from tests.security.raw import refused
from tests.town import Town, opened_case, shared
from vault.ids import uuid7

PAGE_QUERIES = 24
FRIDAY = date(2026, 5, 1)  # the Monday after it is the early May bank holiday


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM)


@pytest.fixture
def caseworker(town: Town) -> Client:
    return signed_in(town.caseworker)


def on_day(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: day)


def read(client: Client, case: Case) -> str:
    return " ".join(client.get(f"/cases/{case.reference}/case-review/").content.decode().split())


def asked(town: Town, case: Case) -> bool:
    with acting(actor(town.caseworker)):
        return "case_review_due" in {one.code for one in prompts_of([case.pk]).get(case.pk, ())}


def test_every_step_of_the_clock_has_its_words() -> None:
    assert set(Move.values) == {"APPLIED", *Step}


def test_p22_applied_on_the_friday_before_the_early_may_holiday_it_is_acknowledged_by_wednesday(
    town: Town, case: Case, caseworker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert applied(town.caseworker, case, FRIDAY).due_on == date(2026, 5, 6)
    on_day(monkeypatch, FRIDAY)
    page = read(caseworker, case)
    assert "acknowledge the application" in page
    assert "6 May 2026" in page
    assert "2 working days left" in page


def test_p22_the_panel_is_due_twelve_working_days_from_applying_and_a_pause_is_added(town: Town, case: Case) -> None:
    applied(town.caseworker, case, FRIDAY)
    assert stepped(town.caseworker, case, Step.ACKNOWLEDGED, date(2026, 5, 5)).due_on == date(2026, 5, 20)
    assert stepped(town.caseworker, case, Step.PAUSED, date(2026, 5, 11)).due_on is None
    assert stepped(town.caseworker, case, Step.RESUMED, date(2026, 5, 13)).due_on == date(2026, 5, 22)


def test_p22_an_overdue_step_is_marked_and_asked_for_until_it_is_taken(
    town: Town, case: Case, caseworker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied(town.caseworker, case, FRIDAY)
    on_day(monkeypatch, date(2026, 5, 6))
    assert not asked(town, case)
    on_day(monkeypatch, date(2026, 5, 7))
    assert asked(town, case)
    assert "Overdue" in read(caseworker, case)
    stepped(town.caseworker, case, Step.ACKNOWLEDGED, date(2026, 5, 7))
    assert not asked(town, case)


def test_p22_past_the_known_holidays_the_page_says_so_and_gives_no_date(
    town: Town, case: Case, caseworker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working_days, "LAST_YEAR", 2025)
    assert applied(town.caseworker, case, FRIDAY).due_on is None
    page = read(caseworker, case)
    assert "Bank holidays are known from 2024 to 2025" in page
    assert "Due next" not in page


def test_p21_an_application_keeps_the_limits_of_its_day_in_every_step(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert applied(town.caseworker, case, FRIDAY).rules_since == LIMITS[0].in_force
    newer = replace(LIMITS[0], version="newer", in_force=date(2026, 5, 4), panel=40)
    monkeypatch.setattr(services, "limits_on", lambda _: newer)
    step = stepped(town.caseworker, case, Step.ACKNOWLEDGED, date(2026, 5, 5))
    assert (step.rules_since, step.due_on) == (LIMITS[0].in_force, date(2026, 5, 20))


def test_p22_a_step_that_does_not_follow_or_lacks_its_reason_is_not_written_down(town: Town, case: Case) -> None:
    with pytest.raises(NotNow, match="Nobody has applied"):
        stepped(town.caseworker, case, Step.ACKNOWLEDGED)
    applied(town.caseworker, case, FRIDAY)
    with pytest.raises(NotNow, match="does not follow"):
        stepped(town.caseworker, case, Step.PANEL_MET)
    with pytest.raises(NotNow, match="before the step before"):
        stepped(town.caseworker, case, Step.ACKNOWLEDGED, date(2026, 4, 30))
    with pytest.raises(NotNow, match="future"):
        stepped(town.caseworker, case, Step.ACKNOWLEDGED, date(2099, 1, 1))
    stepped(town.caseworker, case, Step.ACKNOWLEDGED)
    with pytest.raises(NotNow, match="Say why"):
        stepped(town.caseworker, case, Step.REFUSED, said=" ")
    with pytest.raises(NotNow, match="is running"):
        applied(town.caseworker, case)


def test_the_form_keeps_what_was_typed_and_says_what_is_missing(town: Town, case: Case, caseworker: Client) -> None:
    applied(town.caseworker, case, FRIDAY)
    form = {"id": uuid7(), "step": "PANEL_MET", "on": "5/5/2026", "said": "Everybody came"}
    page = caseworker.post(f"/cases/{case.reference}/case-review/step/", form).content.decode()
    assert "This step does not follow the one before" in page
    assert "Everybody came" in page


def test_sent_twice_each_is_written_once_and_stands_in_the_chronology(
    town: Town, case: Case, caseworker: Client
) -> None:
    form = {"id": uuid7(), "on": "1/5/2026", "by": "The tenant", "said": SAID}
    step = {"id": uuid7(), "step": "ACKNOWLEDGED", "on": "5/5/2026", "said": ""}
    for _ in range(2):
        assert caseworker.post(f"/cases/{case.reference}/case-review/apply/", form).status_code == 302
    for _ in range(2):
        assert caseworker.post(f"/cases/{case.reference}/case-review/step/", step).status_code == 302
    with acting(actor(town.caseworker)):
        assert ReviewStep.objects.count() == 2
    assert "ASB case review: Applied for." in caseworker.get(f"/cases/{case.reference}/").content.decode()


def test_it_is_told_by_its_category_alone_and_on_a_victims_case(town: Town, case: Case) -> None:
    applied(town.caseworker, case)
    partner = signed_in(town.partner)
    shared(town.caseworker, case, town.probation, Category.VULNERABILITY_ASSESSMENT)
    assert "Nothing that you may see" in read(partner, case)
    shared(town.caseworker, case, town.probation, Category.ASB_INCIDENT)
    assert "Applied for" in read(partner, case)
    other = opened_case(town.caseworker)
    assert signed_in(town.caseworker).get(f"/cases/{other.reference}/case-review/").status_code == 404


def test_whoever_only_reads_the_case_writes_none_and_nothing_written_is_changed(town: Town, case: Case) -> None:
    applied(town.caseworker, case)
    with pytest.raises(NotPermitted):
        stepped(town.coordinator, case, Step.ACKNOWLEDGED)
    with acting(actor(town.caseworker)):
        assert "permission denied" in refused("UPDATE casework_reviewstep SET due_on = current_date")


def test_the_page_costs_the_same_with_few_and_many(
    town: Town, case: Case, caseworker: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    caseworker.get("/")
    for _ in range(2):
        refused_review(town.caseworker, case)
        refused_review(town.caseworker, case)
        with django_assert_num_queries(PAGE_QUERIES):
            read(caseworker, case)
