"""Somebody who moves to another agency, or leaves: one request later nothing of the old agency is theirs."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.models import Agency, User
from accounts.roles import Role
from audit.ledger.models import Event, EventRow
from casework.cases.models import Case, CaseUserPermission
from casework.cases.policies import visible_cases
from casework.cases.services import add_to_case
from casework.categories import Category
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from tests import cast
from tests.town import Town, known_person, make_town, opened_case, shared

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def head(town: Town) -> User:
    """The partnership's administrator, of an agency that has no part in the cases."""
    council = cast.make_agency(town.partnership, AgencyType.COUNCIL_COMMUNITY_SAFETY)
    return cast.make_user(town.partnership, council, Role.PARTNERSHIP_ADMINISTRATOR, password=cast.PASSWORD)


@pytest.fixture
def manager(town: Town) -> User:
    return cast.make_user(
        town.partnership, town.police, Role.TEAM_MANAGER, teams=[town.team], name="Tess Manager", password=cast.PASSWORD
    )


def given(town: Town, case: Case, user: User) -> None:
    who = cast.actor(town.caseworker)
    with acting(who):
        add_to_case(actor=who, case=case, user=user)


def moved(desk: Client, user: User, to: Agency) -> None:
    assert desk.post(f"/staff/people/{user.pk}/move/", {"agency": to.pk}).status_code == 302


def left(desk: Client, user: User) -> None:
    assert desk.post(f"/staff/people/{user.pk}/leave/").status_code == 302


def grants_of(user: User, case: Case) -> int:
    """How many rows give the user the case, as somebody sees who may see all of them."""
    assert case.lead is not None
    owner = cast.actor(case.lead)
    with acting(owner), connection.cursor() as cursor:
        cursor.execute("select count(*) from casework_caseuserpermission where user_id = %s", [user.pk])
        return int(cursor.fetchone()[0])


def test_t27_whoever_moved_to_another_agency_sees_nothing_of_the_old_one_on_the_next_request(
    town: Town, head: User
) -> None:
    case = opened_case(town.caseworker, team=town.team)
    own = opened_case(town.teammate, known_person(town.teammate, "Ann", "Other"))
    given(town, case, town.teammate)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)  # so that row security alone would let it through
    desk = cast.signed_in(town.teammate)
    pages = [f"/cases/{case.reference}/", f"/cases/{own.reference}/", f"/people/{case.person_id}/"]
    assert {desk.get(page).status_code for page in pages} == {200}
    moved(cast.signed_in(head), town.teammate, town.probation)
    assert {desk.get(page, follow=True).status_code for page in pages} <= {200, 404}
    again = desk if desk.get("/").status_code == 200 else cast.sign_in(Client(), town.teammate)
    for page in (*pages, "/"):
        words = again.get(page).content.decode()
        assert case.reference not in words
        assert "Featherstonehaugh" not in words
    actor = cast.actor(town.teammate)
    assert (actor.agency_id, actor.team_ids) == (town.probation.pk, ())
    assert not actor.roles
    with acting(actor):
        assert not visible_cases(actor).exists()
        assert not CaseUserPermission.objects.filter(user=town.teammate).exists()
    assert grants_of(town.teammate, case) == 0


def test_t27_whoever_left_is_signed_out_on_the_next_request_and_what_they_had_is_gone(town: Town, head: User) -> None:
    case = opened_case(town.caseworker, team=town.team)
    given(town, case, town.teammate)
    desk = cast.signed_in(town.teammate)
    left(cast.signed_in(head), town.teammate)
    assert desk.get(f"/cases/{case.reference}/").headers["Location"].startswith("/sign-in/")
    assert grants_of(town.teammate, case) == 0
    assert not town.teammate.groups.exists()
    page = Client().post("/sign-in/", {"login": town.teammate.email, "password": cast.PASSWORD})
    assert page.status_code == 200  # the form again, as for a wrong password


def test_t27_coming_back_gives_nothing_back(town: Town, head: User) -> None:
    case = opened_case(town.caseworker, team=town.team)
    given(town, case, town.teammate)
    office, desk = cast.signed_in(head), cast.signed_in(town.teammate)
    left(office, town.teammate)
    assert office.post(f"/staff/people/{town.teammate.pk}/return/").status_code == 302
    actor = cast.actor(town.teammate)
    assert (actor.team_ids, actor.roles) == ((), frozenset())
    assert desk.get(f"/cases/{case.reference}/").status_code != 200
    assert grants_of(town.teammate, case) == 0


@pytest.mark.parametrize("leaves", [moved, left])
def test_t27_one_event_names_everything_that_was_taken(town: Town, head: User, leaves: Callable[..., None]) -> None:
    given(town, opened_case(town.caseworker, team=town.team), town.teammate)
    leaves(cast.signed_in(head), town.teammate, *([town.probation] if leaves is moved else []))
    with acting(cast.actor(town.lead_auditor)):
        told = Event.objects.get(act__in=["accounts.person_moved", "accounts.person_left"])
        assert (told.subject_id, told.actor_id) == (str(town.teammate.pk), str(head.pk))
        taken = EventRow.objects.filter(event=told, op="D").values_list("table", flat=True)
        assert set(taken) == {"accounts_roleheld", "accounts_user_groups", "casework_caseuserpermission"}


def test_t27_the_team_manager_finds_the_cases_whose_lead_has_left_and_names_another(
    town: Town, head: User, manager: User
) -> None:
    of_team = opened_case(town.caseworker, team=town.team)
    nobodys = opened_case(town.caseworker, known_person(town.caseworker, "Ann", "Other"))
    restricted = opened_case(town.caseworker, known_person(town.caseworker, "Bo", "Other"), restricted=True)
    desk = cast.signed_in(manager)
    assert "Every case has its lead" in desk.get("/leads/").content.decode()
    left(cast.signed_in(head), town.caseworker)
    words = desk.get("/leads/").content.decode()
    assert of_team.reference in words
    assert nobodys.reference in words
    assert restricted.reference not in words
    assert "Featherstonehaugh" not in words
    assert desk.post(f"/leads/{nobodys.reference}/", {"lead": town.colleague.pk}).status_code == 302
    assert cast.signed_in(town.colleague).get(f"/cases/{nobodys.reference}/").status_code == 200
    assert "has a new lead" in desk.get("/leads/").content.decode()
    assert nobodys.reference not in desk.get("/leads/").content.decode()
    assert desk.get(f"/leads/{nobodys.reference}/").status_code == 404
    assert desk.post(f"/leads/{restricted.reference}/", {"lead": manager.pk}).status_code == 404


def test_a_case_whose_lead_knows_the_person_gets_a_lead_who_does_not(town: Town, manager: User) -> None:
    of_team = opened_case(town.caseworker, team=town.team)
    alone = opened_case(town.caseworker, of_team.person)
    other = opened_case(town.caseworker, known_person(town.caseworker, "Ann", "Other"))
    for user in (town.caseworker, town.teammate):
        with acting(cast.actor(user)):
            declare_conflict(actor=cast.actor(user), person=of_team.person, user=user, kind=Kind.FRIEND)
    desk = cast.signed_in(manager)
    words = desk.get("/leads/").content.decode()
    assert [case.reference in words for case in (of_team, alone, other)] == [True, True, False]
    assert f"/leads/{of_team.reference}/" in desk.get("/conflicts/").content.decode()
    knows = desk.post(f"/leads/{alone.reference}/", {"lead": town.teammate.pk})
    assert "There is a problem" in knows.content.decode()
    assert desk.post(f"/leads/{alone.reference}/", {"lead": town.colleague.pk}).status_code == 302
    assert cast.signed_in(town.colleague).get(f"/cases/{alone.reference}/").status_code == 200
    assert desk.get(f"/leads/{alone.reference}/").status_code == 404


def test_a_lead_works_at_the_agency_and_a_caseworker_names_none(town: Town, head: User, manager: User) -> None:
    case = opened_case(town.caseworker, team=town.team)
    left(cast.signed_in(head), town.caseworker)
    page = cast.signed_in(manager).post(f"/leads/{case.reference}/", {"lead": town.partner.pk})
    assert page.status_code == 200
    assert cast.signed_in(town.colleague).get("/leads/").status_code == 403


def test_whoever_works_in_two_partnerships_sees_one_at_a_time(town: Town, head: User) -> None:
    other = cast.make_partnership("Eastmoor Community Safety Partnership")
    cast.bring_in(other, town.police)
    both = cast.make_user(other, town.police, password=cast.PASSWORD)
    there = opened_case(both)
    form = {"email": both.email, "name": "Both", "roles": ["CASEWORKER"]}
    cast.signed_in(head).post(f"/staff/agencies/{town.police.code}/invite/", form)
    here = opened_case(town.caseworker, known_person(town.caseworker, "Ann", "Other"))
    given(town, here, both)
    desk = cast.signed_in(both)
    for place, shows, hides in ((other, there, here), (town.partnership, here, there), (other, there, here)):
        desk.post("/staff/partnership/", {"partnership": place.pk})
        words = desk.get("/").content.decode()
        assert place.name in words
        assert 'href="/staff/partnership/"' in words
        assert shows.reference in words
        assert hides.reference not in words
        assert desk.get(f"/cases/{hides.reference}/").status_code == 404
    assert cast.sign_in(Client(), both).get("/").content.decode().count(other.name)  # the default is the last
    with acting(cast.actor(town.lead_auditor)):
        acts = Event.objects.filter(subject_id=both.pk, act__in=["accounts.switched", "accounts.arrived"])
        assert list(acts.order_by("pk").values_list("act", flat=True)) == ["accounts.arrived", "accounts.switched"]


def test_nobody_switches_to_a_partnership_where_they_do_not_work(town: Town) -> None:
    other = cast.make_partnership("Eastmoor Community Safety Partnership")
    desk = cast.signed_in(town.caseworker)
    page = desk.post("/staff/partnership/", {"partnership": other.pk})
    assert page.status_code == 200
    assert other.name not in page.content.decode()
    assert User.objects.get(pk=town.caseworker.pk).partnership == town.partnership
