"""A database of the benchmarks' own: made from the migrations, dropped when they are done. No other data is touched."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from psycopg import sql

from config.database_login import as_owner
from vault.provider import forget

NEXT = (
    "Next: run the benchmarks against the private PostgreSQL (with neither DATABASE_URL nor DATABASE_OWNER_URL set), "
    "or, on a server that holds nothing real, run config/database_roles_for_tests.sql as a superuser first."
)


class NoScratch(Exception):
    """No database could be made to measure in; the words say what to do next."""


@contextlib.contextmanager
def scratch_database() -> Iterator[None]:
    """Use an empty, migrated database as Django's, with a root key of its own; NoScratch where none can be made."""
    name, home = f"roundtable_benchmark_{os.getpid()}", str(settings.DATABASES["default"]["NAME"])
    try:
        _run_at_home(f"create database {name}")
    except DatabaseError as error:
        raise NoScratch(f"The owner's login may not make a database to measure in. {NEXT}") from error
    try:
        with tempfile.TemporaryDirectory() as folder, _root_key(Path(folder)):
            _use(name)
            call_command("migrate", verbosity=0)
            yield
    finally:
        _use(home)
        _run_at_home(f"drop database if exists {name} with (force)")


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def _run_at_home(statement: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(statement)


@contextlib.contextmanager
def _root_key(folder: Path) -> Iterator[None]:
    before = settings.ROOT_KEY_FILE, settings.ROOT_KEY_MAY_BE_MADE
    forget()
    settings.ROOT_KEY_FILE, settings.ROOT_KEY_MAY_BE_MADE = folder / "root.key", True
    try:
        yield
    finally:
        settings.ROOT_KEY_FILE, settings.ROOT_KEY_MAY_BE_MADE = before
        forget()


@contextlib.contextmanager
def unguarded(*tables: str) -> Iterator[psycopg.Cursor]:
    """A second connection, the owner's, with triggers and the tables' walls off: for loading by the million."""
    server = {**connection.settings_dict, **settings.DATABASE_OWNER}
    login = {"host": server["HOST"], "port": server["PORT"] or None, "user": server["USER"]}
    with (
        psycopg.connect(**login, password=server["PASSWORD"] or None, dbname=server["NAME"], autocommit=True) as owner,
        owner.cursor() as cursor,
    ):
        cursor.execute("set session_replication_role = replica")
        for table in tables:
            cursor.execute(sql.SQL("alter table {} no force row level security").format(sql.Identifier(table)))
        yield cursor
        for table in tables:
            cursor.execute(sql.SQL("alter table {} force row level security").format(sql.Identifier(table)))
            cursor.execute(sql.SQL("vacuum (analyze) {}").format(sql.Identifier(table)))
