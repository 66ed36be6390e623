"""A team manager gives many cases at once; each is an event of its own, and what may not be given is said."""

import pytest
from django.test import Client

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import User
from accounts.roles import Role
from audit.ledger.models import Event
from casework.cases.models import Case
from casework.cases.policies import visible_cases
from casework.reassigning.services import CannotLead, NotTheirs, reassign_cases
from tests.access.world import in_conflict
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.town import Town, opened_case

PAGE_QUERIES = 20


@pytest.fixture
def manager(town: Town) -> User:
    return make_user(town.partnership, town.police, Role.TEAM_MANAGER, teams=[town.team], password=PASSWORD)


def given(town: Town, manager: User, cases: list[Case], to: User, *, keeps: bool = True) -> int:
    who = actor(manager)
    with acting(who):
        return reassign_cases(
            actor=who, cases={case.pk for case in cases}, led_by=town.caseworker, lead=to, keeps=keeps
        )


def test_all_have_their_new_lead_each_under_an_event_of_its_own(town: Town, manager: User) -> None:
    cases = [opened_case(town.caseworker, team=town.team) for _ in range(3)]
    assert given(town, manager, cases, town.colleague) == 3
    with acting(actor(town.colleague)):
        assert {case.lead_id for case in Case.objects.all()} == {town.colleague.pk}
        assert visible_cases(actor(town.colleague)).count() == 3
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act="case.lead.name").count() == 3


@pytest.mark.parametrize("keeps", [True, False])
def test_whoever_led_them_keeps_them_or_not(town: Town, manager: User, *, keeps: bool) -> None:
    cases = [opened_case(town.caseworker, team=town.team) for _ in range(2)]
    alone = make_user(town.partnership, town.police)
    given(town, manager, cases, alone)
    who = actor(manager)
    with acting(who):
        reassign_cases(actor=who, cases={case.pk for case in cases}, led_by=alone, lead=town.colleague, keeps=keeps)
    with acting(actor(alone)):
        assert visible_cases(actor(alone)).count() == (2 if keeps else 0)


def test_a_colleague_who_knows_one_of_the_people_gets_none(town: Town, manager: User) -> None:
    cases = [opened_case(town.caseworker, team=town.team) for _ in range(2)]
    in_conflict(town.auditor, town.colleague, cases[1])
    with pytest.raises(CannotLead, match=cases[1].reference):
        given(town, manager, cases, town.colleague)
    with acting(actor(town.caseworker)):
        assert set(Case.objects.values_list("lead", flat=True)) == {town.caseworker.pk}


def test_a_case_that_somebody_else_leads_by_now_stops_all(town: Town, manager: User) -> None:
    cases = [opened_case(town.caseworker, team=town.team) for _ in range(2)]
    given(town, manager, cases[:1], town.colleague)
    with pytest.raises(NotTheirs):
        given(town, manager, cases, town.colleague)


def test_a_case_that_the_manager_may_not_see_is_not_given(town: Town, manager: User) -> None:
    hidden = opened_case(town.caseworker, restricted=True)
    with pytest.raises(NotTheirs):
        given(town, manager, [hidden], town.colleague)


def test_whoever_manages_no_team_gives_nothing(town: Town) -> None:
    with pytest.raises(NotPermitted):
        given(town, town.colleague, [opened_case(town.caseworker, team=town.team)], town.colleague)


def test_by_the_page(town: Town, manager: User) -> None:
    case = opened_case(town.caseworker, team=town.team)
    client, address = signed_in(manager), f"/reassign/?led_by={town.caseworker.pk}"
    assert case.reference in client.get(address).content.decode()
    form = {"cases": [str(case.pk)], "lead": town.colleague.pk, "keeps": "no"}
    assert "leads 1 more case from now on" in client.post(address, form, follow=True).content.decode()


@pytest.mark.parametrize("size", [2, 25])
def test_the_page_costs_the_same_for_few_and_many_cases(
    town: Town, manager: User, size: int, django_assert_num_queries: object
) -> None:
    for _ in range(size):
        opened_case(town.caseworker, team=town.team)
    client: Client = signed_in(manager)
    client.get("/reassign/")
    with django_assert_num_queries(PAGE_QUERIES):  # type: ignore[operator]
        client.get(f"/reassign/?led_by={town.caseworker.pk}")
