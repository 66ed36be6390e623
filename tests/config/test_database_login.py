"""The application serves as a login that the walls hold; only the owner shapes the schema."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction

from accounts.database_login import require_app_login, require_server
from config import database_login
from config.database_engine.base import without_content


def who() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_tests_connect_as_the_application() -> None:
    assert who() == "rt_app"
    require_app_login()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "create table mine (id int)",
        "create function mine() returns int language sql as 'select 1'",
        "alter table casework_case disable row level security",
        "alter table casework_case disable trigger all",
        "drop table casework_case",
        "truncate casework_case",
        "set session_replication_role = replica",
        "set role rt_owner",
    ],
)
def test_the_application_may_not_shape_or_empty_anything(statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_the_owner_takes_over_for_a_while() -> None:
    with database_login.as_owner():
        assert who() == "rt_owner"
        database_login.require_owner_login()
        with pytest.raises(ImproperlyConfigured, match="must not connect as rt_owner"):
            require_app_login()
    assert who() == "rt_app"
    with pytest.raises(ImproperlyConfigured, match="belongs to rt_owner"):
        database_login.require_owner_login()


@pytest.mark.django_db
def test_the_owner_does_not_take_over_in_the_middle_of_a_transaction() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError), database_login.as_owner():
        pass


def test_a_process_without_the_owners_login_may_not_change_the_schema(settings: object) -> None:
    settings.DATABASE_OWNER = {}  # type: ignore[attr-defined]
    with pytest.raises(ImproperlyConfigured, match="may not change the schema"), database_login.as_owner():
        pass


def test_an_old_server_is_refused_in_words() -> None:
    require_server(150000, "15.0")
    with pytest.raises(ImproperlyConfigured, match=r"PostgreSQL 15 or newer, and this server is 14\.9"):
        require_server(140009, "14.9")


def started(server: str, login: Mapping[str, object], **environment: str) -> subprocess.CompletedProcess[str]:
    """Load a server in a process of its own, as this login of the tests' database."""
    at = connection.settings_dict
    address = f"{at['HOST'].replace('/', '%2F')}:{at['PORT'] or 5432}/{at['NAME']}"
    name = ":".join(str(login[part]) for part in ("USER", "PASSWORD") if login[part])
    inherited = {kept: value for kept, value in os.environ.items() if kept != "DATABASE_OWNER_URL"}
    return subprocess.run(
        [sys.executable, "-c", f"import config.{server}"],
        cwd=settings.BASE_DIR,
        env={**inherited, "DATABASE_URL": f"postgresql://{name}@{address}", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("server", ["wsgi", "asgi"])
@pytest.mark.django_db(transaction=True)
def test_t38_a_server_does_not_start_as_the_owner(server: str) -> None:
    done = started(server, settings.DATABASE_OWNER)
    assert done.returncode
    assert "The application must not connect as rt_owner" in done.stderr


@pytest.mark.parametrize("server", ["wsgi", "asgi"])
@pytest.mark.django_db(transaction=True)
def test_a_server_starts_with_a_root_key_or_leave_to_make_one(server: str, tmp_path: Path) -> None:
    key = {"ROOT_KEY_FILE": str(tmp_path / "root.key"), "ROUNDTABLE_DEMO": "", "ROUNDTABLE_MAKE_ROOT_KEY": ""}
    refused = started(server, connection.settings_dict, **key)
    assert refused.returncode
    assert "set ROUNDTABLE_MAKE_ROOT_KEY=yes to make one" in refused.stderr
    assert started(server, connection.settings_dict, **{**key, "ROUNDTABLE_MAKE_ROOT_KEY": "yes"}).returncode == 0
    assert started(server, connection.settings_dict, **key).returncode == 0


@pytest.mark.django_db(transaction=True)
def test_errors_do_not_repeat_content() -> None:
    with connection.cursor() as cursor, pytest.raises(DataError) as mistyped:
        cursor.execute("select 'Ann Example'::uuid")
    with connection.cursor() as cursor, pytest.raises(IntegrityError) as doubled:
        cursor.execute(
            "insert into django_content_type (app_label, model) values ('Ann Example', 'x'), ('Ann Example', 'x')"
        )
    for raised in (mistyped, doubled):
        assert "Ann Example" not in f"{raised.value} {raised.value.__cause__}"


def test_an_error_keeps_its_words_unless_it_quotes_a_value() -> None:
    assert without_content('relation "nowhere" does not exist', "42P01") == 'relation "nowhere" does not exist'
    assert without_content('invalid input syntax for type uuid: "Ann"', "22P02") == "invalid input syntax for type uuid"


@pytest.mark.django_db(transaction=True)
def test_the_owner_sees_what_a_test_committed(owner_connection: psycopg.Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("insert into accounts_counter (key, value, expires) values ('kept?', '1', now())")
    assert owner_connection.execute("select key from accounts_counter").fetchall() == [("kept?",)]


@pytest.mark.django_db
def test_and_what_a_test_committed_is_gone_after_it(owner_connection: psycopg.Connection) -> None:
    assert owner_connection.execute("select from accounts_counter").fetchall() == []
    assert owner_connection.execute("select from django_content_type").fetchall()
