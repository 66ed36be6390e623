"""What a session says about who signed in, how, and how long ago."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.utils import timezone

from accounts.actor import Actor, actor_for
from accounts.people.models import User

LONGEST = timedelta(hours=8)
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


def actor_of_session(request: HttpRequest) -> Actor | None:
    """Who is signed in with both factors, in a session not older than eight hours; else None."""
    user = getattr(request, "user", None)  # a request that is refused early has none
    if not isinstance(user, User):
        return None
    given = second_factors(request, user)
    if not given or timezone.now() - given[0] > LONGEST:
        return None
    return actor_for(user, authenticated_at=given[-1])


def second_factors(request: HttpRequest, user: User) -> list[datetime]:
    """When this user gave a second factor in this session, oldest first."""
    records = get_authentication_records(request, user)
    return [datetime.fromtimestamp(record["at"], UTC) for record in records if record["method"] == SECOND_FACTOR]


def second_factor_given(request: HttpRequest, user: User, *, by: str) -> None:
    """Note in the session that the user gave a second factor just now, of the kind `by`."""
    record_authentication(request, user, SECOND_FACTOR, type=by, reauthenticated=True)
