"""Two administrators who take each other's role at the same moment: one of them stays."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from accounts.people.services import LastAdministrator, set_roles
from accounts.roles import Role
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


def take_role(by: User, of: User, together: Barrier) -> str:
    """Take the other's role when the other takes mine; each thread has a connection of its own."""
    actor = replace(cast.actor(by), authenticated_at=timezone.now())
    try:
        together.wait(timeout=30)
        with acting(actor):
            set_roles(actor=actor, user=of, roles=[])
    except LastAdministrator:
        return "refused"
    finally:
        connection.close()
    return "taken"


def test_two_who_take_each_others_role_leave_one_administrator() -> None:
    partnership = cast.make_partnership()
    agency = cast.make_agency(partnership)
    one, other = (
        cast.make_user(partnership, agency, Role.PARTNERSHIP_ADMINISTRATOR, password=cast.PASSWORD) for _ in range(2)
    )
    together = Barrier(2)
    with ThreadPoolExecutor(2) as threads:
        told = [threads.submit(take_role, *pair, together) for pair in ((one, other), (other, one))]
        assert sorted(future.result() for future in told) == ["refused", "taken"]
    assert sorted(len(cast.actor(user).roles) for user in (one, other)) == [0, 1]
