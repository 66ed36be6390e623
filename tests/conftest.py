"""What every test stands on: the application's login, an owner for what only the owner may do, and no network.

Fixtures of one package's tests live in that package's own conftest.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import pytest_socket
from django.conf import settings
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from tests import database

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs its loop in the test's own thread

LOOPBACK = ["127.0.0.1", "::1", "localhost"]


def pytest_configure() -> None:
    """Passwords of people in tests need no slow hash, root keys are made as needed, and no names are looked up."""
    settings.ROOT_KEY_MAY_BE_MADE = True
    settings.LEDGER_POSITION_FILE = ""  # the tests' database is emptied again and again
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    database.look_up_the_server()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Allow no network; tests with a server of their own may talk to this machine."""
    if "live_server" in getattr(item, "fixturenames", ()):
        pytest_socket.socket_allow_hosts(LOOPBACK, allow_unix_socket=True)
    else:
        pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    _root_key: None,
) -> Iterator[psycopg.Connection]:
    """Instead of pytest-django's own: a copy of the owner's template, used as the application."""
    with django_db_blocker.unblock(), database.copy_of_the_template() as owner, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: database.empty(owner))
        yield owner


@pytest.fixture(scope="session")
def _root_key(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A root key of this run's own; it goes with the run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "ROOT_KEY_FILE", tmp_path_factory.mktemp("root-key") / "root.key")
        yield


@pytest.fixture
def owner_connection(django_db_setup: psycopg.Connection) -> Iterator[psycopg.Connection]:
    """The owner in this process's test database, outside Django; what is not committed is rolled back after the test.

    It sees no case data unless `set local rt.maintenance = 'on'`, and nothing that an open test has not committed.
    """
    yield django_db_setup
    django_db_setup.rollback()


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """The folder for what a browser test saw."""
    folder = Path(settings.RUN_DIR) / "screenshots"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
