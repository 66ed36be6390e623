"""The page "Background work": an administrator sees how work goes, and deals with what failed."""

from uuid import UUID

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.context import acting
from accounts.jobs.models import Job, State
from accounts.jobs.services import ask
from accounts.models import User
from accounts.roles import Role
from audit.ledger.models import Event
from tests.accounts.jobs.errands import DONE, break_down, write
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.security.raw import sql
from tests.town import Town
from tests.work import carry_out, jobs


def failed(user: User) -> UUID:
    who = actor(user)
    with acting(who):
        job = ask(write, actor=who, subject=user.pk)
        Job.objects.filter(pk=job).update(state=State.FAILED, attempts=3, fault="OperationalError")
    return job


def administrator(town: Town, role: Role = Role.AGENCY_ADMINISTRATOR) -> Client:
    return signed_in(make_user(town.partnership, town.police, role, password=PASSWORD))


def page(browser: Client) -> str:
    return " ".join(browser.get("/background-work/").content.decode().split())


def test_an_agencys_administrator_sees_the_work_of_the_agency_alone(town: Town) -> None:
    failed(town.caseworker)
    failed(town.partner)
    assert "Westhaven Probation" not in page(administrator(town))
    both = page(administrator(town, Role.PARTNERSHIP_ADMINISTRATOR))
    assert "Westhaven Police" in both
    assert "Westhaven Probation" in both


def test_nobody_else_sees_it(town: Town) -> None:
    assert signed_in(town.caseworker).get("/background-work/").status_code == 403


def test_the_page_says_what_failed_by_its_kind_and_nothing_of_a_case(town: Town) -> None:
    who = actor(town.caseworker)
    with acting(who):
        ask(break_down, actor=who, subject=town.caseworker.pk)
    for _ in range(3):
        carry_out(town.partnership)
    text = page(administrator(town))
    assert "Tried 3 times. Tell your support: ValueError" in text
    assert "Adaline" not in text
    assert town.caseworker.name not in text


def test_tried_again_it_is_done_as_whoever_asked(town: Town) -> None:
    job = failed(town.caseworker)
    text = administrator(town).post(f"/background-work/{job}/again/", follow=True).content.decode()
    assert "It will be tried again in a moment." in text
    carry_out(town.partnership)
    assert [each.state for each in jobs(town.partnership)] == [State.DONE]
    with acting(actor(town.auditor)):
        assert Event.objects.get(act=DONE.code).actor_id == str(town.caseworker.pk)
        assert Event.objects.filter(act="accounts.job_again", subject_id=str(job)).exists()


def test_dropped_it_is_not_tried_again(town: Town) -> None:
    job = failed(town.caseworker)
    browser = administrator(town)
    assert "It was dropped" in browser.post(f"/background-work/{job}/drop/", follow=True).content.decode()
    assert browser.post(f"/background-work/{job}/again/").status_code == 404
    carry_out(town.partnership)
    assert [each.state for each in jobs(town.partnership)] == [State.DROPPED]


def test_another_agencys_work_is_not_theirs_to_deal_with(town: Town) -> None:
    job = failed(town.partner)
    for act in ("again", "drop"):
        assert administrator(town).post(f"/background-work/{job}/{act}/").status_code == 404
    assert [each.state for each in jobs(town.partnership)] == [State.FAILED]


def test_the_page_says_when_nobody_works(town: Town) -> None:
    browser = administrator(town)
    assert "no worker has been heard of for a minute" in page(browser)
    sql("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert "no worker has been heard of" not in page(browser)


def test_more_work_costs_no_more_queries(town: Town, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(30):
        failed(town.caseworker)
    browser = administrator(town)
    with django_assert_max_num_queries(25):
        page(browser)
