"""The database of a test run: a copy of one migrated template, used as the application and emptied by the owner.

The owner migrates the template once for each state of the migrations, models and SQL. Every process of a run copies it.
"""

import contextlib
import hashlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

PACKAGES = ("accounts", "audit", "casework", "config", "multiagency", "vault")
TEMPLATE = "test_template_"
COPY = "test_copy_"
# Rows that migrations make stay; a test that commits a change to them spoils them for the tests after it.
SEEDED = frozenset({"django_migrations", "django_content_type", "auth_permission"})
EMPTY = """
do $$ declare name text; begin
  set local session_replication_role = replica;
  set local rt.maintenance = 'on';
  for name in select oid::regclass::text from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and not relname = any({seeded})
  loop execute format('delete from %s', name); end loop;
end $$
"""


def template_name() -> str:
    """The template's name, which changes with anything that shapes a migrated database."""
    root = Path(settings.BASE_DIR)
    shaping = [root / "requirements.lock", root / "config" / "database_roles.sql"]
    for package in PACKAGES:
        shaping += (root / package).rglob("*.sql")
        shaping += [
            path for path in (root / package).rglob("*.py") if path.stem == "models" or path.parent.name == "migrations"
        ]
    text = b"".join(str(path.relative_to(root)).encode() + path.read_bytes() for path in sorted(shaping))
    return TEMPLATE + hashlib.sha256(text).hexdigest()[:10]


def look_up_the_server() -> None:
    """Find the database server's address once, while names may still be looked up."""
    server: dict[str, Any] = settings.DATABASES["default"]
    host = str(server["HOST"])
    if not host.startswith("/"):
        address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0]
        server.setdefault("OPTIONS", {})["hostaddr"] = address


def owner_connection(database: str, *, autocommit: bool = False) -> psycopg.Connection:
    """A connection of the owner's to a database of the tests' server."""
    server: dict[str, Any] = {**connection.settings_dict, **settings.DATABASE_OWNER}
    return psycopg.connect(
        host=server["HOST"],
        port=server["PORT"] or None,
        user=server["USER"],
        password=server["PASSWORD"] or None,
        dbname=database,
        autocommit=autocommit,
        **server.get("OPTIONS", {}),
    )


@contextlib.contextmanager
def copy_of_the_template() -> Iterator[psycopg.Connection]:
    """Use a copy of the template as Django's database; gives a connection of the owner's, which marks it as in use."""
    home = str(settings.DATABASES["default"]["NAME"])
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"{os.getpid()}")[:8]
    name = f"{COPY}{run}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    connection.ensure_connection()  # starts the private server where that is used
    connection.close()
    with owner_connection(home, autocommit=True) as owner:
        with _alone(owner):
            template = _make_template(owner)
            _drop_left_behind(owner)
            _run(owner, "create database {} template {}", name, template)
            # a test's work need not survive a power cut
            _run(owner, "alter database {} set synchronous_commit = off", name)
            inside = owner_connection(name)
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
        try:
            with inside:
                yield inside
        finally:
            connection.close()
            connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = home
            _run(owner, "drop database if exists {} with (force)", name)


def empty(owner: psycopg.Connection) -> None:
    """Delete what a test committed, with triggers off; Django would TRUNCATE, which the application may not."""
    connection.close()
    seeded = sql.Literal(sorted(SEEDED))
    owner.execute(sql.SQL(EMPTY).format(seeded=seeded))
    owner.commit()


@contextlib.contextmanager
def _alone(owner: psycopg.Connection) -> Iterator[None]:
    """One process makes the template, the others wait."""
    owner.execute("select pg_advisory_lock(hashtext('roundtable test template'))")
    try:
        yield
    finally:
        owner.execute("select pg_advisory_unlock(hashtext('roundtable test template'))")


def _make_template(owner: psycopg.Connection) -> str:
    template = template_name()
    if _named(owner, f"datname = '{template}'"):
        return template
    for old in _named(owner, f"starts_with(datname, '{TEMPLATE}')"):
        _run(owner, "drop database {} with (force)", old)
    home, building = connection.settings_dict["NAME"], f"{template}_building"
    _run(owner, "create database {}", building)
    connection.settings_dict["NAME"] = building
    try:
        call_command("migrate", verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = home
    _run(owner, f"alter database {{}} rename to {template}", building)
    return template


def _drop_left_behind(owner: psycopg.Connection) -> None:
    """Drop the copies of runs that were killed: nobody is connected to them."""
    unused = "not exists (select from pg_stat_activity a where a.datid = pg_database.oid)"
    for name in _named(owner, f"starts_with(datname, '{COPY}') and {unused}"):
        _run(owner, "drop database if exists {}", name)


def _named(owner: psycopg.Connection, condition: str) -> list[str]:
    rows = owner.execute(sql.SQL("select datname from pg_database where " + condition)).fetchall()
    return [name for (name,) in rows]


def _run(owner: psycopg.Connection, statement: str, *names: str) -> None:
    owner.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
