"""Adding teams and users, each recorded as a change of who may do what."""

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from accounts.acts import TEAM_ADDED, USER_ADDED
from accounts.agencies.models import Agency
from accounts.denials import NotPermitted
from accounts.people.models import Membership, RoleHeld, Team, User
from accounts.people.policies import may_give, may_manage_people
from accounts.people.standing import NOT_RECORDED, LastDays
from accounts.roles import Role
from audit.ledger.acts import Act
from audit.ledger.events import Facts, Subject, event

RESOLVER = "your agency's administrator, or your partnership's"


@transaction.atomic
def add_team(*, actor: Actor, agency: Agency, title: str) -> Team:
    """A new team of an agency; refuses a title that the agency has already, with IntegrityError."""
    _require(may_manage_people(actor, agency), TEAM_ADDED, agency)
    with event(TEAM_ADDED, by=actor, subject=Subject("agency", agency.pk, agency.pk)):
        return Team.objects.create(agency=agency, title=title, name=f"{agency.code}: {title}")


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
    _require(may_manage_people(actor, agency) and may_give(actor, held), USER_ADDED, agency)
    _check_belonging(actor, agency, teams)
    user = User(
        email=email.strip().lower(), name=name, agency=agency, partnership_id=actor.partnership_id,
        trained_until=last_days.trained, vetted_until=last_days.vetted,
    )  # fmt: skip
    user.set_password(password)
    facts: Facts = {"roles": sorted(held), "teams": sorted(team.pk for team in teams)}
    with event(USER_ADDED, by=actor, subject=Subject("user", user.pk, agency.pk), facts=facts):
        user.save(force_insert=True)
        start_work(user, actor.partnership_id, held)
        user.groups.set(teams)
    return user


def start_work(user: User, partnership_id: UUID, roles: Collection[Role]) -> None:
    """Put a user to work in a partnership with these roles, under the event now open."""
    Membership.objects.create(user=user, partnership_id=partnership_id)
    RoleHeld.objects.bulk_create(
        [RoleHeld(user=user, partnership_id=partnership_id, role=role) for role in sorted(roles)]
    )


def _require(allowed: bool, act: Act, agency: Agency) -> None:  # noqa: FBT001
    if not allowed:
        words = "Only an administrator of this agency or of the partnership can do this."
        raise NotPermitted(act, Subject("agency", agency.pk, agency.pk), words=words, resolver=RESOLVER)


def _check_belonging(actor: Actor, agency: Agency, teams: Collection[Team]) -> None:
    if not agency.partnerships.filter(pk=actor.partnership_id).exists():
        message = "This agency does not serve the partnership. Bring it in first."
        raise ValidationError(message)
    if any(team.agency_id != agency.pk for team in teams):
        message = "A person can be in teams of their own agency only."
        raise ValidationError(message)
