"""Load the demo world into the database, through the product's own services, all of it or nothing."""

from collections.abc import Callable
from datetime import timedelta

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.actor import Actor, system_actor
from accounts.acts import PASSWORD_CHANGED
from accounts.agencies.models import AgencyType
from accounts.agencies.services import add_agency, found_partnership
from accounts.context import acting
from accounts.models import Agency, Team, User
from accounts.people.services import add_team, add_user
from accounts.people.standing import LastDays
from accounts.roles import Role
from accounts.signin.codes import bind
from audit.ledger.events import event
from config.demo.agreeing import load_agreements
from config.demo.caseload import LOADER, Caseload
from config.demo.conditions import load_conditions
from config.demo.second import POLICE, load_second
from config.demo.world import World

PASSWORD = "this is only a demo"  # noqa: S105 - one phrase for all, printed at every start

Watch = Callable[[int], None]
"""Told how many more subjects, cases and contacts have been loaded."""


def size(world: World) -> int:
    """How much there is to load, in the units that `watch` is told."""
    return len(world.people) + len(world.cases) + len(world.interventions)


@transaction.atomic
def load(world: World, watch: Watch = lambda _: None) -> dict[int, str]:
    """Found the partnership and fill it, in one transaction: whatever interrupts it leaves nothing behind.

    Gives the references of its cases, by their keys in the world.
    """
    partnership = found_partnership(name=world.partnership, slug=world.slug)
    founder = system_actor(LOADER, partnership.pk)
    with acting(founder):
        agencies = _agencies(world, founder)
        teams = _teams(world, founder, agencies)
        users = _users(world, founder, agencies, teams)
    load_agreements(world, agencies, users)
    load_conditions(world, LOADER, agencies, users)
    caseload = Caseload(world, partnership, agencies, teams, users, watch)
    caseload.load()
    load_second(world, agencies[POLICE], users)
    return {key: case.reference for key, case in caseload.cases.items()}


def _agencies(world: World, founder: Actor) -> dict[str, Agency]:
    return {
        one.code: add_agency(
            actor=founder, code=one.code, name=one.name, type=AgencyType(one.type), liaison=one.liaison
        )
        for one in world.agencies
    }


def _teams(world: World, founder: Actor, agencies: dict[str, Agency]) -> dict[tuple[str, str], Team]:
    return {
        (one.agency, one.title): add_team(actor=founder, agency=agencies[one.agency], title=one.title)
        for one in world.teams
    }


def _users(
    world: World, founder: Actor, agencies: dict[str, Agency], teams: dict[tuple[str, str], Team]
) -> dict[str, User]:
    users = {}
    for one in world.staff:
        in_date = world.today + timedelta(days=one.days_left)
        users[one.email] = add_user(
            actor=founder, agency=agencies[one.agency], email=one.email, name=one.name,
            roles=[Role(role) for role in one.roles], teams=[teams[one.agency, title] for title in one.teams],
            last_days=LastDays(in_date, in_date),
        )  # fmt: skip
        TOTP.activate(users[one.email], generate_totp_secret())
        bind(users[one.email])
    _set_passwords(founder)
    return users


def _set_passwords(founder: Actor) -> None:
    """Give all users of the partnership the one password, hashed once: a hash takes long, as it should."""
    with event(PASSWORD_CHANGED, by=founder):
        User.objects.filter(partnership_id=founder.partnership_id).update(password=make_password(PASSWORD))
