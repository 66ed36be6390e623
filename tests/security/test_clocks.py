"""The application's clock an hour ahead of the database's, or behind: nothing that has ended goes on by it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from accounts.context import acting
from accounts.jobs.models import Job
from accounts.jobs.selectors import workers_heard_of
from accounts.jobs.services import ask
from accounts.outbox.services import tell
from audit.ledger.events import event
from audit.ledger.models import Event
from casework.acts import CASE_CHANGED
from casework.cases.models import Case, CaseShare
from casework.categories import Category
from casework.notices import IMPORT_ENDED
from tests.accounts.jobs.errands import write
from tests.cast import PASSWORD, actor, code_of, enrol, signed_in
from tests.pages import Page
from tests.security.raw import sql
from tests.town import Town, opened_case, shared
from tests.work import carry_out

HOUR = timedelta(hours=1)
HALF = timedelta(minutes=30)


@pytest.fixture(params=[HOUR, -HOUR], ids=["ahead", "behind"])
def skewed(request: pytest.FixtureRequest) -> Iterator[timedelta]:
    """The application's clock is wrong from the first moment."""
    apart: timedelta = request.param
    with time_machine.travel(datetime.now(UTC) + apart):
        yield apart


def real_now() -> datetime:
    """The time of day by the database, whose clock is right in these tests."""
    ((now,),) = sql("SELECT clock_timestamp()")
    assert isinstance(now, datetime)
    return now


def case_until(town: Town, end: timedelta) -> Case:
    """A case shared with probation until so long from now, by the database's clock."""
    case = opened_case(town.caseworker)
    shares = shared(town.caseworker, case, town.probation, Category.IDENTITY)
    who, ids = actor(town.caseworker), [share.pk for share in shares]
    with acting(who), event(CASE_CHANGED, by=who):
        CaseShare.objects.filter(pk__in=ids).update(ends_at=real_now() + end)
    return case


def look(user_browser: Client, case: Case) -> Page:
    return user_browser.get(f"/cases/{case.reference}/")


def test_a_share_that_is_over_stays_over(town: Town, skewed: timedelta) -> None:
    case = case_until(town, -HALF)
    browser = signed_in(town.partner)
    assert look(browser, case).status_code == 404
    assert case.reference not in browser.get("/cases/?scope=all").content.decode()


def test_a_share_that_is_in_force_stays_in_force(town: Town, skewed: timedelta) -> None:
    case = case_until(town, HALF)
    assert look(signed_in(town.partner), case).status_code == 200


def test_no_key_is_granted_anew_for_a_share_that_is_over(town: Town, skewed: timedelta) -> None:
    case = case_until(town, -HALF)
    shared(town.caseworker, case, town.charity, Category.IDENTITY)  # which makes every grant of the case anew
    with acting(actor(town.caseworker)):
        grants = sql(
            "SELECT count(*) FROM vault_keygrant g JOIN vault_datakey k ON k.id = g.key_id"
            " WHERE g.agency_id = %s AND k.subject_id = %s",
            town.probation.pk, case.pk,
        )  # fmt: skip
    assert grants == [(0,)]


def test_the_ledger_keeps_the_databases_time(town: Town, skewed: timedelta) -> None:
    opened_case(town.caseworker)
    with acting(actor(town.auditor)):
        newest = Event.objects.latest("pk")
    assert abs(newest.at - real_now()) < timedelta(minutes=1)


def test_a_code_of_another_hour_opens_nothing(town: Town) -> None:
    enrol(town.caseworker)
    code = code_of(town.caseworker)
    for apart in (HOUR, -HOUR):
        browser = Client()
        with time_machine.travel(datetime.now(UTC) + apart):
            browser.post("/sign-in/", {"login": town.caseworker.email, "password": PASSWORD})
            browser.post("/sign-in/code/", {"code": code})
            assert browser.get("/").status_code == 302


@pytest.mark.parametrize("apart", [HOUR, -HOUR], ids=["ahead", "behind"])
def test_a_session_met_by_a_server_whose_clock_is_wrong_is_not_open(town: Town, apart: timedelta) -> None:
    browser = signed_in(town.caseworker)
    assert browser.get("/").status_code == 200
    with time_machine.travel(datetime.now(UTC) + apart):
        assert browser.get("/").status_code == 302


def test_a_worker_is_heard_of_by_the_databases_clock(db: None, skewed: timedelta) -> None:
    sql("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert workers_heard_of() == 1
    sql("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes'")
    assert workers_heard_of() == 0


def test_work_and_messages_are_neither_early_nor_late(town: Town, skewed: timedelta) -> None:
    who = actor(town.caseworker)
    with acting(who):
        ask(write, actor=who, subject=town.caseworker.pk)
        tell(actor=who, user=town.caseworker, notice=IMPORT_ENDED)
    carry_out(town.partnership)
    with acting(who):
        tell(actor=who, user=town.caseworker, notice=IMPORT_ENDED)
        assert {abs(job.asked_at - real_now()) < timedelta(minutes=1) for job in Job.objects.all()} == {True}
    ((due,),) = sql("SELECT max(scheduled_at) FROM procrastinate_jobs")
    assert isinstance(due, datetime)
    assert timedelta(minutes=13) < due - real_now() <= timedelta(minutes=15)
