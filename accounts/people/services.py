"""Teams, and the people of an agency: adding them, and changing what they may do; each is one event."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from accounts.acts import ROLES_CHANGED, STAFF_CHANGED, TEAM_ADDED, TEAM_RENAMED, USER_ADDED
from accounts.agencies.models import Agency, Partnership
from accounts.people.models import UNUSABLE, Membership, RoleHeld, Team, User
from accounts.people.policies import require_give, require_manage, require_other
from accounts.people.standing import NOT_RECORDED, LastDays
from accounts.roles import Role
from accounts.stepup import require_step_up
from audit.ledger.events import Facts, Subject, event


class LastAdministrator(Exception):
    """The partnership would be left without anybody who can administer it; the message says so to whoever tried."""

    def __init__(self) -> None:
        super().__init__(
            "This is the partnership's last administrator. Give somebody else the role, and let them sign in, first."
        )


@dataclass(frozen=True, slots=True, repr=False)
class Particulars:
    """What an administrator writes down about a colleague."""

    name: str
    teams: tuple[Team, ...]
    last_days: LastDays


@transaction.atomic
def add_team(*, actor: Actor, agency: Agency, title: str) -> Team:
    """A new team of an agency; refuses a title that the agency has already, with IntegrityError."""
    require_manage(actor, TEAM_ADDED, agency)
    with event(TEAM_ADDED, by=actor, subject=agency.subject):
        return Team.objects.create(agency=agency, title=title, name=_name_of_team(agency, title))


@transaction.atomic
def rename_team(*, actor: Actor, team: Team, title: str) -> None:
    """Another title for a team; refuses one that the agency has already, with IntegrityError."""
    require_manage(actor, TEAM_RENAMED, team.agency)
    with event(TEAM_RENAMED, by=actor, subject=Subject("team", str(team.pk), team.agency_id)):
        team.title, team.name = title, _name_of_team(team.agency, title)
        team.save(update_fields=["title", "name"])


@transaction.atomic
def add_user(
    *,
    actor: Actor,
    agency: Agency,
    email: str,
    name: str,
    roles: Collection[Role],
    teams: Collection[Team] = (),
    password: str | None = None,
    last_days: LastDays = NOT_RECORDED,
) -> User:
    """A new user at work in the actor's partnership; without a password they cannot sign in until one is set.

    Refuses a team of another agency and an agency outside the partnership (ValidationError), an address that is
    taken (IntegrityError), and an actor who may not give these roles (NotPermitted).
    """
    held = frozenset(roles)
    user = User(
        email=email.strip().lower(), name=name, agency=agency, partnership_id=actor.partnership_id,
        trained_until=last_days.trained, vetted_until=last_days.vetted,
    )  # fmt: skip
    require_manage(actor, USER_ADDED, agency)
    require_give(actor, USER_ADDED, user, held)
    _check_belonging(actor, agency, teams)
    user.set_password(password)
    facts: Facts = {"roles": sorted(held), "teams": sorted(team.pk for team in teams)}
    with event(USER_ADDED, by=actor, subject=user.subject, facts=facts):
        user.save(force_insert=True)
        start_work(user, actor.partnership_id, held)
        user.groups.set(teams)
    return user


@transaction.atomic
def change_person(*, actor: Actor, user: User, said: Particulars) -> None:
    """Write down a colleague's name at work, teams, and the last days of training and vetting.

    Teams and dates open cases, so nobody writes down their own (NotPermitted). Refuses a team of another agency
    (ValidationError).
    """
    require_manage(actor, STAFF_CHANGED, user.agency)
    require_other(actor, STAFF_CHANGED, user)
    _check_belonging(actor, user.agency, said.teams)
    trained, vetted = said.last_days.trained, said.last_days.vetted
    facts: Facts = {
        "teams": sorted(team.pk for team in said.teams),
        "trained_until": trained.isoformat() if trained else None,
        "vetted_until": vetted.isoformat() if vetted else None,
    }
    with event(STAFF_CHANGED, by=actor, subject=user.subject, facts=facts):
        user.name, user.trained_until, user.vetted_until = said.name, trained, vetted
        user.save(update_fields=["name", "trained_until", "vetted_until"])
        user.groups.set(said.teams)


@transaction.atomic
def set_roles(*, actor: Actor, user: User, roles: Collection[Role]) -> None:
    """Let a colleague hold these roles in the actor's partnership, and no others; it counts on their next request.

    Asks for a fresh second factor. Refuses one's own roles and those that the actor may not give (NotPermitted), and
    to take the role from the partnership's last administrator (LastAdministrator).
    """
    wanted = frozenset(roles)
    require_manage(actor, ROLES_CHANGED, user.agency)
    require_other(actor, ROLES_CHANGED, user)
    require_step_up(actor, ROLES_CHANGED, user.subject)
    require_administrator_left(actor.partnership_id, user, keeps=Role.PARTNERSHIP_ADMINISTRATOR in wanted)
    held = roles_of(user, actor.partnership_id)
    require_give(actor, ROLES_CHANGED, user, held ^ wanted)
    given, taken = wanted - held, held - wanted
    with event(ROLES_CHANGED, by=actor, subject=user.subject, facts={"given": sorted(given), "taken": sorted(taken)}):
        RoleHeld.objects.filter(user=user, partnership_id=actor.partnership_id, role__in=taken).delete()
        _give(user, actor.partnership_id, given)


def roles_of(user: User, partnership_id: UUID) -> frozenset[Role]:
    """The roles that a user holds in a partnership, whether or not they are in force."""
    held = RoleHeld.objects.filter(user=user, partnership_id=partnership_id).values_list("role", flat=True)
    return frozenset(Role(role) for role in held)


def start_work(user: User, partnership_id: UUID, roles: Collection[Role]) -> None:
    """Put a user to work in a partnership with these roles, under the event now open."""
    Membership.objects.create(user=user, partnership_id=partnership_id)
    _give(user, partnership_id, roles)


def require_administrator_left(partnership_id: UUID, user: User, *, keeps: bool = False) -> None:
    """Refuse (LastAdministrator) what would take the partnership's last administrator; two who try wait for each other.

    Whoever was invited and has not set a password yet does not count.
    """
    Partnership.objects.select_for_update().get(pk=partnership_id)
    held = RoleHeld.objects.filter(partnership_id=partnership_id, role=Role.PARTNERSHIP_ADMINISTRATOR)
    others = held.filter(user__is_active=True).exclude(user=user).exclude(user__password__startswith=UNUSABLE)
    if not keeps and held.filter(user=user).exists() and not others.exists():
        raise LastAdministrator


def _give(user: User, partnership_id: UUID, roles: Collection[Role]) -> None:
    RoleHeld.objects.bulk_create(
        [RoleHeld(user=user, partnership_id=partnership_id, role=role) for role in sorted(roles)]
    )


def _name_of_team(agency: Agency, title: str) -> str:
    return f"{agency.code}: {title}"


def _check_belonging(actor: Actor, agency: Agency, teams: Collection[Team]) -> None:
    if not agency.partnerships.filter(pk=actor.partnership_id).exists():
        message = "This agency does not serve the partnership. Bring it in first."
        raise ValidationError(message)
    if any(team.agency_id != agency.pk for team in teams):
        message = "A person can be in teams of their own agency only."
        raise ValidationError(message)
