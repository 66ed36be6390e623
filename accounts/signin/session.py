"""What a session says about who signed in, how, and how long ago."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.utils import timezone

from accounts.actor import Actor, actor_for
from accounts.people.models import User
from accounts.signin.models import LONGEST, SKEW, SignIn

SECOND_FACTOR = "mfa"

View = TypeVar("View", bound=Callable[..., Any])


def before_second_factor(view: View) -> View:
    """Mark a view as one that somebody may reach who has given their password alone."""
    view.before_second_factor = True  # type: ignore[attr-defined]
    return view


def ours(user: object) -> User:
    """The user as one of this product's, which every user is that the library hands over; refuses nobody at all."""
    if not isinstance(user, User):
        raise TypeError("This needs somebody who is signed in.")
    return user


def while_locked(view: View) -> View:
    """Mark a view as one that stays open while the screen is locked."""
    view.while_locked = True  # type: ignore[attr-defined]
    return view


def asked_by_itself(request: HttpRequest) -> None:
    """Say that nobody need be there: the page asks again and again by itself, and does not keep the screen open."""
    request.session.unseen = True  # type: ignore[attr-defined]


def sign_in_of(request: HttpRequest) -> SignIn | None:
    """The row of the request's session; None where nobody has begun to sign in."""
    row: SignIn | None = request.session.sign_in  # type: ignore[attr-defined]
    return row


def actor_of_session(request: HttpRequest) -> Actor | None:
    """Who is signed in with both factors, in a session that is neither locked nor too old; else None."""
    user = getattr(request, "user", None)  # a request that is refused early has neither user nor session
    sign_in = sign_in_of(request) if isinstance(user, User) else None
    if not isinstance(user, User) or sign_in is None or sign_in.locked:
        return None
    given = in_force(request, user)
    return actor_for(user, authenticated_at=given[-1]) if given else None


def in_force(request: HttpRequest, user: User) -> list[datetime]:
    """When this user gave a second factor, oldest first; nothing where that was too long ago or lies in the future."""
    given, now = second_factors(request, user), timezone.now()
    return given if given and given[0] >= now - LONGEST and given[-1] <= now + SKEW else []


def second_factors(request: HttpRequest, user: User) -> list[datetime]:
    """When this user gave a second factor in this session, oldest first."""
    records = get_authentication_records(request, user)
    return [datetime.fromtimestamp(record["at"], UTC) for record in records if record["method"] == SECOND_FACTOR]


def second_factor_given(request: HttpRequest, user: User, *, by: str) -> None:
    """Note in the session that the user gave a second factor just now, of the kind `by`."""
    record_authentication(request, user, SECOND_FACTOR, type=by, reauthenticated=True)
