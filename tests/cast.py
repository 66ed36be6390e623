"""The people of the tests: small factories that work as the application, each in its own context.

Names are invented. Everything is made by the services, so that what tests stand on is what the product makes.
"""

from collections.abc import Collection
from datetime import timedelta
from itertools import count

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor, actor_for, system_actor
from accounts.agencies import services as agencies
from accounts.agencies.models import Agency, AgencyType, Partnership
from accounts.context import acting
from accounts.people import services as people
from accounts.people.models import Team, User
from accounts.people.standing import LastDays
from accounts.roles import Role
from accounts.signin.codes import app_of, bind, next_code

PASSWORD = "correct horse battery staple"
_number = count(1)


def founder_of(partnership: Partnership) -> Actor:
    """Give the product itself, at work for nobody in particular in this partnership."""
    return system_actor("tests", partnership.pk)


def make_partnership(name: str = "Westhaven Community Safety Partnership") -> Partnership:
    """Found a partnership with nobody in it."""
    return agencies.found_partnership(name=name, slug=f"partnership-{next(_number)}")


def make_agency(partnership: Partnership, type: AgencyType = AgencyType.PROBATION, name: str = "") -> Agency:  # noqa: A002
    """Add an agency of the partnership, with its key."""
    code = f"{type.lower().replace('_', '-')[:16]}-{next(_number)}"
    actor = founder_of(partnership)
    liaison = f"the information-sharing desk at {name or type.label}"
    with acting(actor):
        return agencies.add_agency(actor=actor, code=code, name=name or type.label, type=type, liaison=liaison)


def bring_in(partnership: Partnership, agency: Agency) -> None:
    """Let an agency of another partnership serve this one too."""
    actor = founder_of(partnership)
    with acting(actor):
        agencies.bring_in_agency(actor=actor, agency=agency)


def make_team(partnership: Partnership, agency: Agency, title: str = "") -> Team:
    """Add a team of the agency."""
    actor = founder_of(partnership)
    with acting(actor):
        return people.add_team(actor=actor, agency=agency, title=title or f"Team {next(_number)}")


def make_user(
    partnership: Partnership,
    agency: Agency,
    *roles: Role,
    teams: Collection[Team] = (),
    name: str = "",
    password: str | None = None,
) -> User:
    """Add a user of the agency: a caseworker where no role is named, with no way in where no password is given."""
    number = next(_number)
    actor = founder_of(partnership)
    in_date = timezone.localdate() + timedelta(days=365)
    with acting(actor):
        return people.add_user(
            actor=actor, agency=agency, email=f"person{number}@example.org", name=name or f"Person {number}",
            roles=roles or (Role.CASEWORKER,), teams=teams, password=password,
            last_days=LastDays(in_date, in_date),
        )  # fmt: skip


def actor(user: User) -> Actor:
    """Give the actor that the user is now."""
    return actor_for(User.objects.get(pk=user.pk))


def enrol(user: User) -> Authenticator:
    """Give the user an authenticator app and recovery codes, as if they had set them up."""
    app: Authenticator = TOTP.activate(user, generate_totp_secret()).instance
    RecoveryCodes.activate(user)
    bind(user)
    app.refresh_from_db()
    return app


def code_of(user: User) -> str:
    """Say what the user's app shows, or will show next where that has been used."""
    app = app_of(user)
    assert app is not None, "nobody set up an app"
    code = next_code(app)
    assert code is not None, "every code of this minute has been used"
    return code


def sign_in(client: Client, user: User) -> Client:
    """Sign the user in through both steps, with password and code, as the pages do it."""
    client.post("/sign-in/", {"login": user.email, "password": PASSWORD})
    client.post("/sign-in/code/", {"code": code_of(user)})
    return client


def signed_in(user: User) -> Client:
    """Give a browser of this user, who has PASSWORD and is given an app."""
    enrol(user)
    return sign_in(Client(), user)
