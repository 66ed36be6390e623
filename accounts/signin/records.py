"""Writes signing in and out into the ledger: ids and codes only, never an address or a password."""

from collections.abc import Iterator
from contextlib import contextmanager

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.people.models import User
from audit.ledger.acts import Act
from audit.ledger.events import NOBODY, Fact, event, record


def done_by(user: User, act: Act, **facts: Fact) -> None:
    """Something that the user did, who is known to be themselves."""
    record(act, by=_actor(user), subject=user.subject, facts=facts)


@contextmanager
def doing(user: User, act: Act) -> Iterator[None]:
    """Something that changes rows, which the user does to their own account."""
    with event(act, by=_actor(user), subject=user.subject):
        yield


def tried_as(user: User | None, act: Act, **facts: Fact) -> None:
    """Something that somebody tried under a user's name who may be anybody; None where there is no such user."""
    if user is None:
        record(act, by=None, subject=NOBODY, facts=facts)
        return
    by = system_actor("sign-in", user.partnership_id, user.agency_id)
    record(act, by=by, subject=user.subject, facts=facts)


def alarm(user: User, act: Act, **facts: Fact) -> None:
    """Something that whoever looks after security must see, tried under a user's name by whom nobody knows."""
    by = system_actor("sign-in", user.partnership_id, user.agency_id)
    with acting(by):  # nobody is signed in, and nobody may raise an alarm
        record(act, by=by, subject=user.subject, facts=facts)


def _actor(user: User) -> Actor:
    return Actor("user", user.pk, user.agency_id, user.partnership_id)
