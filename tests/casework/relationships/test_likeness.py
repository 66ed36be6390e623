"""A team manager is asked to check whether a colleague knows somebody on a case; nobody is judged without a human."""

import datetime as dt

import pytest
from django.test import Client

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import User
from accounts.roles import Role
from casework.cases.models import Case
from casework.cases.policies import visible_cases
from casework.conflicts.models import Conflict, Kind
from casework.conflicts.services import declare_conflict
from casework.dates import PartialDate
from casework.people.details import PersonDetails
from casework.people.services import add_person
from casework.relationships.kinds import Kind as Tie
from casework.relationships.likeness import Ground, Likeness, to_check
from tests.casework.relationships.ties import related
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.town import Town, known_person, opened_case

BORN = PartialDate(dt.date(1990, 5, 17))


@pytest.fixture
def manager(town: Town) -> User:
    """A team manager of the team that has the cases."""
    teams = (town.team,)
    return make_user(
        town.partnership, town.police, Role.TEAM_MANAGER, name="Mandy Ager", teams=teams, password=PASSWORD
    )


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, team=town.team)


def found(user: User) -> list[tuple[str, Ground]]:
    who = actor(user)
    with acting(who):
        return [(one.user.name, one.ground) for one in to_check(who)]


def first(user: User) -> Likeness:
    who = actor(user)
    with acting(who):
        return to_check(who)[0]


def settle(browser: Client, likeness: Likeness, found: str) -> None:
    said = {"reference": likeness.case.reference, "user": likeness.user.pk, "kind": found}
    browser.post("/conflicts/check/", said)


def test_a_colleague_of_the_same_name_is_one_to_check(town: Town, manager: User, case: Case) -> None:
    related(town.caseworker, case, "LEAGUE, Cole")
    assert found(manager) == []
    related(town.caseworker, case, "Cole  Léague", Tie.SIBLING)
    assert found(manager) == [("Cole League", Ground.SAME_NAME)]


def test_a_colleague_who_declared_that_they_know_the_other_is_one_to_check(
    town: Town, manager: User, case: Case
) -> None:
    other = opened_case(town.caseworker, known_person(town.caseworker, "Ambrose", "Pettigrew"))
    related(town.caseworker, case, "Ambrose Pettigrew", other=other)
    assert found(manager) == []
    who = actor(town.colleague)
    with acting(who):
        declare_conflict(actor=who, person=other.person, user=town.colleague, kind=Kind.FAMILY)
    assert found(manager) == [("Cole League", Ground.KNOWS)]


def test_so_is_one_who_knows_somebody_of_the_same_name_and_birth_date(town: Town, manager: User, case: Case) -> None:
    who = actor(town.colleague)
    with acting(who):
        person = add_person(actor=who, details=PersonDetails(given="Ambrose", family="Pettigrew", born=BORN))
        declare_conflict(actor=who, person=person, user=town.colleague, kind=Kind.FAMILY)
    related(town.caseworker, case, "Ambrose Pettigrew")
    assert found(manager) == []  # a name alone is nobody
    related(town.caseworker, case, "Ambrose Pettigrew", Tie.SIBLING, born=BORN)
    assert found(manager) == [("Cole League", Ground.KNOWS)]


def test_nobody_checks_themselves_and_those_who_do_not_see_the_case_are_told_nothing(
    town: Town, manager: User, case: Case
) -> None:
    related(town.caseworker, case, "Mandy Ager")
    assert found(manager) == []
    related(town.caseworker, case, "Cole League")
    elsewhere = make_user(town.partnership, town.police, Role.TEAM_MANAGER)
    assert found(elsewhere) == []
    assert found(town.auditor) == []
    with pytest.raises(NotPermitted):
        found(town.caseworker)


def test_a_manager_in_conflict_with_the_person_is_told_nothing(town: Town, manager: User, case: Case) -> None:
    related(town.caseworker, case, "Cole League")
    who = actor(manager)
    with acting(who):
        declare_conflict(actor=who, person=case.person, user=manager, kind=Kind.FRIEND)
    assert found(manager) == []


def test_a_human_rules_it_out_and_is_not_asked_again(town: Town, manager: User, case: Case) -> None:
    related(town.caseworker, case, "Cole League")
    browser = signed_in(manager)
    settle(browser, first(manager), "")
    assert len(found(manager)) == 1  # nothing was chosen
    settle(browser, first(manager), "NONE")
    assert found(manager) == []
    with acting(actor(manager)):
        assert not Conflict.objects.exists()


def test_a_human_declares_it_and_the_case_is_hidden_from_the_colleague(town: Town, manager: User, case: Case) -> None:
    related(town.caseworker, case, "Terry Mate")
    who = actor(town.teammate)
    with acting(who):
        assert visible_cases(who).filter(pk=case.pk).exists()
    settle(signed_in(manager), first(manager), "FAMILY")
    with acting(who):
        assert not visible_cases(who).filter(pk=case.pk).exists()
    assert found(manager) == []


def test_the_page_of_the_case_prompts_the_manager_without_the_content(town: Town, manager: User, case: Case) -> None:
    related(town.caseworker, case, "Cole League", Tie.EXPLOITER, words="They share a flat")
    prompt = "Check for a conflict of interest"
    browser = signed_in(manager)
    assert prompt in browser.get(f"/cases/{case.reference}/relationships/").content.decode()
    assert prompt not in signed_in(town.caseworker).get(f"/cases/{case.reference}/relationships/").content.decode()
    page = browser.get("/conflicts/check/").content.decode()
    assert "Cole League" in page
    assert "They share a flat" not in page
    assert Tie.EXPLOITER.label not in page


def test_a_managers_day_says_that_there_is_somebody_to_check(town: Town, manager: User, case: Case) -> None:
    prompt = "Check for a conflict of interest"
    browser = signed_in(manager)
    assert prompt not in browser.get("/").content.decode()
    related(town.caseworker, case, "Cole League")
    page = browser.get("/").content.decode()
    assert prompt in page
    assert "Cole League" not in page
    assert prompt not in signed_in(town.caseworker).get("/").content.decode()
