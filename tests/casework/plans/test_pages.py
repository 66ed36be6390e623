"""The pages of the plan as a browser gets them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from casework.cases.models import Case, Role
from casework.pathways import Pathway
from casework.plans.models import Level
from tests.casework.plans.making import acted, measured, needed
from tests.cast import signed_in
from tests.town import Town, opened_case
from vault.ids import uuid7

PLAN_PAGE = 30


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM, team=town.team)


@pytest.fixture
def caseworker(town: Town) -> Client:
    return signed_in(town.caseworker)


def day(days: int = 0) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


def test_a_plan_is_made_followed_and_ended_through_its_pages(caseworker: Client, case: Case) -> None:
    base = f"/cases/{case.reference}/plan/"
    need = {
        "id": str(uuid7()), "pathway": "ACCOMMODATION", "need": "Sleeps in a car", "aim": "A door I can lock",
        "level": "4", "evidence": "Seen there", "review_on": day(14),
    }  # fmt: skip
    page = caseworker.post(f"{base}needs/add/", need, follow=True).content.decode()
    assert "A door I can lock" in page
    assert caseworker.post(f"{base}needs/add/", need, follow=True).content.decode().count("A door I can lock") == 1
    address = f"/cases/{page.split('actions/add/')[0].rsplit('/cases/', 1)[1]}"
    action = {"id": str(uuid7()), "what": "View a flat", "who": "Herself", "due_on": day(3), "done_when": "Seen"}
    page = caseworker.post(f"{address}actions/add/", action, follow=True).content.decode()
    ending = f"{base}actions/{page.split(f'{base}actions/')[1].split('/')[0]}/"
    page = caseworker.post(ending, {"state": "NOT_DONE", "on": day()}).content.decode()
    assert "Write why it was not done." in page
    page = caseworker.post(ending, {"state": "DONE", "on": day(), "reason": ""}, follow=True).content.decode()
    assert "Done, " in page
    last = {"id": str(uuid7()), "version": "1", "level": "1", "evidence": "Has keys", "outcome": "ACHIEVED"}
    page = caseworker.post(address, last, follow=True).content.decode()
    assert "Come to their end" in page
    assert "Yes, on the whole: of 1 need, 1 better." in page


def test_a_need_says_when_it_is_looked_at_again_or_what_came_of_it(town: Town, caseworker: Client, case: Case) -> None:
    need = needed(town.caseworker, case)
    address = f"/cases/{case.reference}/plan/needs/{need.pk}/"
    said = {"id": str(uuid7()), "version": "1", "level": "2", "evidence": "A long note about the key"}
    page = caseworker.post(address, said).content.decode()
    assert "Choose when to look again, or say what came of the aim." in page
    assert "A long note about the key" in page
    page = caseworker.post(address, {**said, "review_on": day(-1)}).content.decode()
    assert "This day has passed." in page


def test_an_end_while_actions_are_open_is_refused_in_words(town: Town, caseworker: Client, case: Case) -> None:
    need = needed(town.caseworker, case)
    acted(town.caseworker, case, need)
    said = {"id": str(uuid7()), "version": "1", "level": "1", "evidence": "Keys", "outcome": "ACHIEVED"}
    page = caseworker.post(f"/cases/{case.reference}/plan/needs/{need.pk}/", said).content.decode()
    assert "Actions about this need are still to do." in page


def test_an_action_is_somebodys(town: Town, caseworker: Client, case: Case) -> None:
    need = needed(town.caseworker, case)
    said = {"id": str(uuid7()), "what": "Ring", "due_on": day(1), "done_when": "Rung"}
    page = caseworker.post(f"/cases/{case.reference}/plan/needs/{need.pk}/actions/add/", said).content.decode()
    assert "Choose a colleague, or write who else does it; not both." in page


def test_the_page_answers_first_and_the_case_says_it_too(town: Town, caseworker: Client, case: Case) -> None:
    need = needed(town.caseworker, case)
    measured(town.caseworker, case, need, Level.LITTLE)
    acted(town.caseworker, case, need, -2)
    page = caseworker.get(f"/cases/{case.reference}/plan/").content.decode()
    assert (
        page.index("are things getting better?") < page.index("Yes, on the whole") < page.index('<svg class="rt-change')
    )
    assert "style=" not in page
    page = caseworker.get(f"/cases/{case.reference}/").content.decode()
    assert "Yes, on the whole: of 1 need, 1 better." in page
    assert "1 action overdue." in page


def test_a_plan_costs_the_same_with_few_and_many_needs(
    town: Town, caseworker: Client, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    caseworker.get("/")
    for rounds in (1, 5):
        for _ in range(rounds):
            acted(town.caseworker, case, needed(town.caseworker, case, Pathway.FINANCE))
        with django_assert_num_queries(PLAN_PAGE):
            assert caseworker.get(f"/cases/{case.reference}/plan/").status_code == 200
