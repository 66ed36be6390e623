"""People and teams: what administrators change, what counts when, and what nobody may."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.models import Agency, Partnership, Team, User
from accounts.people.services import LastAdministrator, set_roles
from accounts.roles import Role
from audit.ledger.models import Event, EventRow
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(partnership: Partnership, probation: Agency) -> User:
    return cast.make_user(partnership, probation, Role.AGENCY_ADMINISTRATOR, password=cast.PASSWORD, name="Ada Min")


@pytest.fixture
def head(partnership: Partnership) -> User:
    """The partnership's administrator, of another agency."""
    council = cast.make_agency(partnership, AgencyType.COUNCIL_COMMUNITY_SAFETY)
    return cast.make_user(partnership, council, Role.PARTNERSHIP_ADMINISTRATOR, password=cast.PASSWORD, name="Hedda")


@pytest.fixture
def office(administrator: User) -> Client:
    return cast.signed_in(administrator)


def person(user: User, rest: str = "") -> str:
    return f"/staff/people/{user.pk}/{rest}"


def stale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.stepup.FRESH", timedelta(seconds=-1))


def test_the_page_says_who_works_here_with_what_reach_trained_until_when(
    partnership: Partnership, probation: Agency, asha: User, office: Client
) -> None:
    team = cast.make_team(partnership, probation, "Resettlement")
    cast.make_user(partnership, probation, Role.TEAM_MANAGER, teams=[team], name="Tess Manager")
    cast.signed_in(asha)
    words = office.get("/staff/").content.decode()
    for word in ("Asha Ngata", "Tess Manager", "Team manager", "Resettlement", "Ada Min", "just now", "Not yet"):
        assert word in words
    assert "Invite somebody" in words


def test_of_whoever_has_not_signed_in_it_says_so_and_not_that_it_may_not_be_read(asha: User, office: Client) -> None:
    assert "Nothing yet." in office.get(person(asha)).content.decode()


def test_the_page_warns_of_what_runs_out_within_thirty_days(asha: User, office: Client) -> None:
    soon = timezone.localdate() + timedelta(days=12)
    form = {"name": asha.name, "trained_until": f"{soon:%d/%m/%Y}", "vetted_until": f"{soon:%d/%m/%Y}"}
    assert office.post(person(asha, "change/"), form).status_code == 302
    words = unescape(office.get("/staff/").content.decode())
    assert "1 person's training or vetting runs out within 30 days" in words
    assert "Training runs out soon" in words
    assert "Your training runs out on" in cast.signed_in(asha).get("/your-sign-in/").content.decode()


def test_a_change_is_one_event_that_names_every_row(partnership: Partnership, asha: User, office: Client) -> None:
    team = cast.make_team(partnership, asha.agency)
    form = {"name": "Asha Newname", "teams": [team.pk], "trained_until": "", "vetted_until": "1/2/2030"}
    office.post(person(asha, "change/"), form)
    asha.refresh_from_db()
    assert (asha.name, asha.trained_until, f"{asha.vetted_until}") == ("Asha Newname", None, "2030-02-01")
    with acting(cast.actor(asha)):
        told = Event.objects.get(act="accounts.staff_changed")
        assert told.facts == {"teams": [team.pk], "trained_until": None, "vetted_until": "2030-02-01"}
        assert {row.table for row in EventRow.objects.filter(event=told)} == {"accounts_user", "accounts_user_groups"}


def test_roles_are_given_and_taken_and_count_on_the_next_request(asha: User, office: Client) -> None:
    desk = cast.signed_in(asha)
    assert desk.get("/people/find/").status_code == 200
    office.post(person(asha, "roles/"), {"roles": ["IG_OFFICER", "DPO"]})
    assert desk.get("/people/find/").status_code == 403
    assert desk.get("/audit/").status_code == 200
    with acting(cast.actor(asha)):
        assert Event.objects.get(act="accounts.roles_changed").facts == {
            "given": ["DPO", "IG_OFFICER"],
            "taken": ["CASEWORKER"],
        }


def test_changing_roles_asks_for_a_fresh_second_factor(
    asha: User, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale(monkeypatch)
    assert office.get(person(asha, "roles/")).headers["Location"].startswith("/your-sign-in/confirm/?next=")
    for address in ("roles/", "leave/", "return/"):
        office.post(person(asha, address), {"roles": []})
    assert cast.actor(asha).roles == {Role.CASEWORKER}


def test_nobody_changes_their_own_roles_or_closes_their_own_account(administrator: User, office: Client) -> None:
    for address in ("roles/", "leave/"):
        for page in (office.get(person(administrator, address)), office.post(person(administrator, address))):
            assert page.status_code == 403
            assert "another administrator" in page.content.decode()
    assert cast.actor(administrator).roles == {Role.AGENCY_ADMINISTRATOR}


def test_nobody_puts_themselves_into_a_team_or_writes_down_their_own_dates(
    partnership: Partnership, probation: Agency, administrator: User, office: Client
) -> None:
    """Either would open cases to somebody who manages people and sees no case by it."""
    team = cast.make_team(partnership, probation, "Resettlement")
    said = {"name": "Ada Min", "teams": [team.pk], "trained_until": "1/1/2040", "vetted_until": "1/1/2040"}
    assert office.get(person(administrator, "change/")).status_code == 403
    assert office.post(person(administrator, "change/"), said).status_code == 403
    assert person(administrator, "change/") not in office.get(person(administrator)).content.decode()
    administrator.refresh_from_db()
    assert not administrator.groups.exists()
    assert administrator.trained_until != timezone.localdate().replace(2040, 1, 1)


def test_roles_across_agencies_are_the_partnerships_to_give_and_to_take(
    partnership: Partnership, probation: Agency, asha: User, office: Client, head: User
) -> None:
    lead = cast.make_user(partnership, probation, Role.PARTNERSHIP_IG_LEAD)
    assert "PARTNERSHIP" not in office.get(person(asha, "roles/")).content.decode()
    office.post(person(asha, "roles/"), {"roles": ["PARTNERSHIP_ADMINISTRATOR"]})
    assert cast.actor(asha).roles == {Role.CASEWORKER}
    office.post(person(lead, "roles/"), {"roles": ["ANALYST"]})
    assert cast.actor(lead).roles == {Role.PARTNERSHIP_IG_LEAD, Role.ANALYST}
    cast.signed_in(head).post(person(asha, "roles/"), {"roles": ["PARTNERSHIP_ADMINISTRATOR"]})
    assert cast.actor(asha).roles == {Role.PARTNERSHIP_ADMINISTRATOR}


def test_the_partnerships_last_administrator_stays(partnership: Partnership, head: User, probation: Agency) -> None:
    spare = cast.make_user(partnership, probation, Role.PARTNERSHIP_ADMINISTRATOR)  # invited: has set no password yet
    system = cast.founder_of(partnership)
    with acting(system), pytest.raises(LastAdministrator):
        set_roles(actor=system, user=head, roles=[])
    cast.make_user(partnership, probation, Role.PARTNERSHIP_ADMINISTRATOR, password=cast.PASSWORD)
    with acting(system):
        set_roles(actor=system, user=head, roles=[])
        set_roles(actor=system, user=spare, roles=[])
    assert not cast.actor(head).roles


def test_an_administrator_manages_their_own_agency_and_the_partnerships_all(
    partnership: Partnership, asha: User, office: Client, head: User
) -> None:
    police = cast.make_agency(partnership, AgencyType.POLICE, "Westhaven Police")
    theirs = cast.make_user(partnership, police, name="Not Ours")
    for address in (person(theirs), person(theirs, "roles/"), f"/staff/agencies/{police.code}/", "/staff/agencies/"):
        assert office.get(address).status_code in {403, 404}
    partnership_office = cast.signed_in(head)
    assert "Not Ours" in partnership_office.get(f"/staff/agencies/{police.code}/").content.decode()
    assert partnership_office.get(person(asha, "roles/")).status_code == 200
    assert "Westhaven Police" in partnership_office.get("/staff/agencies/").content.decode()


def test_an_officer_reads_and_changes_nothing(partnership: Partnership, probation: Agency, asha: User) -> None:
    desk = cast.signed_in(cast.make_user(partnership, probation, Role.IG_OFFICER, password=cast.PASSWORD))
    words = desk.get("/staff/").content.decode()
    assert "Asha Ngata" in words
    assert "Invite somebody" not in words
    assert desk.get(person(asha)).status_code == 200
    assert desk.post(person(asha, "change/"), {"name": "Else"}).status_code == 403


def test_a_caseworker_reads_nothing_about_staff(asha: User) -> None:
    desk = cast.signed_in(asha)
    for address in ("/staff/", "/staff/agencies/", person(asha), person(asha, "change/")):
        page = desk.get(address)
        assert page.status_code == 403
        assert "Who can resolve this" in page.content.decode()


def test_teams_are_added_and_renamed_and_no_two_are_called_alike(
    partnership: Partnership, probation: Agency, office: Client
) -> None:
    office.post(f"/staff/agencies/{probation.code}/teams/add/", {"title": "Night shift"})
    team = Team.objects.get(title="Night shift")
    assert team.agency == probation
    page = office.post(f"/staff/agencies/{probation.code}/teams/add/", {"title": "night SHIFT"})
    assert "The agency has a team of this name" in page.content.decode()
    office.post(f"/staff/teams/{team.pk}/", {"title": "Day shift"})
    team.refresh_from_db()
    assert (team.title, team.name) == ("Day shift", f"{probation.code}: Day shift")


def test_an_agency_is_added_by_the_partnerships_administrator_with_its_key(head: User) -> None:
    desk = cast.signed_in(head)
    form = {"name": "Fire Brigade", "type": "FIRE", "liaison": "the duty desk", "code": "fire-x"}
    assert desk.post("/staff/agencies/add/", form).headers["Location"] == "/staff/agencies/fire-x/"
    assert "Another agency has this code" in desk.post("/staff/agencies/add/", form).content.decode()


def test_the_page_of_a_person_shows_when_they_signed_in_and_confirmed(asha: User, office: Client) -> None:
    cast.signed_in(asha)
    assert "Signed in" in office.get(person(asha)).content.decode().split("Signing in</h2>")[1]


def test_a_colleague_is_signed_out_everywhere_and_a_lost_second_factor_is_taken_away(
    asha: User, office: Client
) -> None:
    desk = cast.signed_in(asha)
    assert office.post(person(asha, "sign-ins/end/")).status_code == 302
    assert desk.get("/").headers["Location"].startswith("/sign-in/")
    assert office.post(person(asha, "lost-factor/")).status_code == 302
    to = Client().post("/sign-in/", {"login": asha.email, "password": cast.PASSWORD}).headers["Location"]
    assert "code" not in to


def test_a_page_of_many_people_costs_no_more_queries_and_the_next_begins_where_it_ends(
    partnership: Partnership,
    probation: Agency,
    office: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office.get("/staff/")
    with django_assert_num_queries(QUERIES_OF_THE_PAGE):
        office.get("/staff/")
    for number in range(6):
        cast.make_user(partnership, probation, name=f"Person {number}")
    with django_assert_num_queries(QUERIES_OF_THE_PAGE):
        page = office.get("/staff/")
    assert len(page.context["page"].people) == 7
    monkeypatch.setattr("accounts.people.selectors.PAGE", 4)
    first = office.get("/staff/").context["page"]
    second = office.get(f"/staff/?after={first.after}").context["page"]
    names = [one.user.name for one in (*first.people, *second.people)]
    assert names == ["Ada Min", *(f"Person {number}" for number in range(6))]
    assert second.after is None


QUERIES_OF_THE_PAGE = 15
