"""The cast of the tests of signing in, and a way to read the ledger behind the application's back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client

from accounts.agencies.models import Agency, Partnership
from accounts.context import acting
from accounts.people.models import RoleHeld, User
from audit.ledger.acts import Act, Kind
from audit.ledger.events import event
from tests import cast

CHANGED = Act("tests.user_changed", Kind.POLICY_CHANGE, "Changed a user in a test")
Ledger = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
def partnership(db: None) -> Partnership:
    return cast.make_partnership()


@pytest.fixture
def probation(partnership: Partnership) -> Agency:
    return cast.make_agency(partnership, name="Westhaven Probation")


@pytest.fixture
def asha(partnership: Partnership, probation: Agency) -> User:
    """A caseworker with a password and, as yet, no authenticator app."""
    return cast.make_user(partnership, probation, name="Asha Ngata", password=cast.PASSWORD)


@pytest.fixture
def desk(asha: User) -> Client:
    """A browser in which Asha has signed in with both factors."""
    desk = cast.signed_in(asha)
    desk.raise_request_exception = False
    return desk


@pytest.fixture
def stranger(db: None) -> Client:
    """A browser in which nobody has signed in."""
    return Client(raise_request_exception=False)


@pytest.fixture
def committed(owner_connection: psycopg.Connection) -> Ledger:
    """What stands committed in the ledger of one act, oldest first; for tests with `transaction=True`."""

    def read(act: str) -> list[dict[str, Any]]:
        owner_connection.rollback()
        cursor = owner_connection.cursor(row_factory=psycopg.rows.dict_row)
        return cursor.execute("select * from ledger_event where act = %s order by id", [act]).fetchall()

    return read


class Office:
    """An administrator of the agency, for what no service does yet."""

    def close(self, user: User) -> None:
        """Close the account."""
        with self._changing(user):
            User.objects.filter(pk=user.pk).update(is_active=False)

    def take_roles(self, user: User) -> None:
        """Take every role away."""
        with self._changing(user):
            RoleHeld.objects.filter(user=user).delete()

    @contextmanager
    def _changing(self, user: User) -> Iterator[None]:
        by = cast.founder_of(user.partnership)
        with acting(by), event(CHANGED, by=by):
            yield


@pytest.fixture
def office() -> Office:
    """Whoever may change people."""
    return Office()


@pytest.fixture
def owner_text(db: None) -> Callable[[], str]:
    """Every row of the sign-in tables as text, as the database holds it within this test's transaction."""
    tables = ("accounts_signin", "accounts_keptform", "mfa_authenticator", "accounts_counter", "account_emailaddress")

    def read() -> str:
        with connection.cursor() as cursor:
            cursor.execute(" union all ".join(f"select t::text from {table} t" for table in tables))
            return "\n".join(row for (row,) in cursor.fetchall())

    return read
