"""The cast of the tests of signing in, and a way to read the ledger behind the application's back."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.test import Client

from accounts.agencies.models import Agency, Partnership
from accounts.people.models import User
from tests import cast

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
