"""People and teams, invitations, leavers, services, and changing partnership."""

from accounts.context import acting
from accounts.invitations.models import Invitation
from accounts.invitations.services import Invitee, invite
from accounts.models import User
from accounts.moving.services import leave
from accounts.people.services import Particulars
from accounts.people.standing import NOT_RECORDED
from accounts.roles import Role
from accounts.service_principals.services import give_grant, make_service
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.cast import PASSWORD, bring_in, founder_of, make_partnership, make_user
from tests.town import Town, known_person, opened_case


def administrator(town: Town, *roles: Role) -> User:
    """Somebody of the police who administers in these roles."""
    return make_user(town.partnership, town.police, *roles, name="Ada Min", password=PASSWORD)


def agency_of(town: Town) -> str:
    return f"/staff/agencies/{town.police.code}/"


def person_of(user: User, rest: str = "") -> str:
    return f"/staff/people/{user.pk}/{rest}"


def people_and_teams(desk: Desk, town: Town) -> str:
    return opened(desk, administrator(town, Role.AGENCY_ADMINISTRATOR), "/staff/", "Who works at Westhaven Police")


def nobody_has_left(desk: Desk, town: Town) -> str:
    people_and_teams(desk, town)
    desk.follow("Show who has left")
    return "Nobody here"


def a_colleague(desk: Desk, town: Town) -> str:
    user = administrator(town, Role.PARTNERSHIP_ADMINISTRATOR)
    return opened(desk, user, person_of(town.teammate), "They lost their second factor")


def change_a_colleague(desk: Desk, town: Town) -> str:
    user = administrator(town, Role.AGENCY_ADMINISTRATOR)
    return opened(desk, user, person_of(town.teammate, "change/"), "Training in date until")


def change_roles(desk: Desk, town: Town) -> str:
    user = administrator(town, Role.PARTNERSHIP_ADMINISTRATOR)
    return opened(desk, user, person_of(town.teammate, "roles/"), "Save the roles")


def close_an_account(desk: Desk, town: Town) -> str:
    user = administrator(town, Role.AGENCY_ADMINISTRATOR)
    return opened(desk, user, person_of(town.teammate, "leave/"), "From their next request on they open nothing.")


def move_somebody(desk: Desk, town: Town) -> str:
    user = administrator(town, Role.PARTNERSHIP_ADMINISTRATOR)
    return opened(desk, user, person_of(town.teammate, "move/"), "Nothing of Westhaven Police goes with them")


def invite_somebody(desk: Desk, town: Town) -> str:
    user = administrator(town, Role.AGENCY_ADMINISTRATOR)
    return opened(desk, user, f"{agency_of(town)}invite/", "Send the invitation")


def invite_with_mistakes(desk: Desk, town: Town) -> str:
    invite_somebody(desk, town)
    desk.press("Send the invitation")
    return "There is a problem"


def add_a_team(desk: Desk, town: Town) -> str:
    user = administrator(town, Role.AGENCY_ADMINISTRATOR)
    return opened(desk, user, f"{agency_of(town)}teams/add/", "Add a team to Westhaven Police")


def rename_a_team(desk: Desk, town: Town) -> str:
    user = administrator(town, Role.AGENCY_ADMINISTRATOR)
    return opened(desk, user, f"/staff/teams/{town.team.pk}/", "Rename the team")


def agencies(desk: Desk, town: Town) -> str:
    user = administrator(town, Role.PARTNERSHIP_ADMINISTRATOR)
    return opened(desk, user, "/staff/agencies/", "Agencies of the partnership")


def add_an_agency(desk: Desk, town: Town) -> str:
    user = administrator(town, Role.PARTNERSHIP_ADMINISTRATOR)
    return opened(desk, user, "/staff/agencies/add/", "The agency gets a key of its own.")


def first_password(desk: Desk, town: Town) -> str:
    system = founder_of(town.partnership)
    said = Invitee("new@example.org", Particulars("Newcomer", (), NOT_RECORDED), frozenset({Role.CASEWORKER}))
    with acting(system):
        token = invite(actor=system, agency=town.police, invitee=said).token
    desk.visit(f"/invitation/{token}/")
    assert Invitation.objects.exists()
    return "Choose a password"


def invitation_that_is_over(desk: Desk, town: Town) -> str:
    desk.visit("/invitation/made-up/")
    return "This link can no longer be used"


def change_partnership(desk: Desk, town: Town) -> str:
    other = make_partnership("Eastmoor Community Safety Partnership")
    bring_in(other, town.police)
    system = founder_of(other)
    said = Invitee(town.caseworker.email, Particulars("", (), NOT_RECORDED), frozenset({Role.CASEWORKER}))
    with acting(system):
        invite(actor=system, agency=town.police, invitee=said)
    return opened(desk, town.caseworker, "/staff/partnership/", "Where do you want to work now?")


def services(desk: Desk, town: Town) -> str:
    system = founder_of(town.partnership)
    with acting(system):
        service = make_service(actor=system, name="repeat-detection")
        give_grant(actor=system, service=service, agency=town.police, category="IDENTITY")
    user = administrator(town, Role.PARTNERSHIP_ADMINISTRATOR)
    return opened(desk, user, "/services/", "repeat-detection")


def let_a_service_use_more(desk: Desk, town: Town) -> str:
    services(desk, town)
    desk.tap(desk.page.get_by_role("link", name="Let it use more"))
    return "What may repeat-detection use?"


def make_a_service(desk: Desk, town: Town) -> str:
    user = administrator(town, Role.PARTNERSHIP_ADMINISTRATOR)
    return opened(desk, user, "/services/make/", "Name of the service")


def cases_without_lead(desk: Desk, town: Town) -> str:
    opened_case(town.caseworker, known_person(town.caseworker), team=town.team)
    system = founder_of(town.partnership)
    with acting(system):
        leave(actor=system, user=town.caseworker)
    manager = make_user(town.partnership, town.police, Role.TEAM_MANAGER, teams=(town.team,), password=PASSWORD)
    return opened(desk, manager, "/leads/", "Led until now by")


def name_a_lead(desk: Desk, town: Town) -> str:
    cases_without_lead(desk, town)
    desk.tap(desk.page.get_by_role("link", name="Name a lead"))
    return "The new lead is given the case by name."


def give_cases_away(desk: Desk, town: Town) -> str:
    for _ in range(3):
        opened_case(town.caseworker, team=town.team)
    manager = make_user(town.partnership, town.police, Role.TEAM_MANAGER, teams=(town.team,), password=PASSWORD)
    opened(desk, manager, f"/reassign/?led_by={town.caseworker.pk}", "Which cases?")
    desk.press("Give the cases")
    return "Choose the cases."


STATES: tuple[State, ...] = (
    people_and_teams,
    nobody_has_left,
    a_colleague,
    change_a_colleague,
    change_roles,
    close_an_account,
    move_somebody,
    invite_somebody,
    invite_with_mistakes,
    add_a_team,
    rename_a_team,
    agencies,
    add_an_agency,
    first_password,
    invitation_that_is_over,
    change_partnership,
    services,
    let_a_service_use_more,
    make_a_service,
    cases_without_lead,
    name_a_lead,
    give_cases_away,
)
