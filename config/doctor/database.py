"""The database: its version, logins, schema, walls, triggers, clock and the way to it."""

import time
from collections.abc import Iterator
from typing import Final

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from accounts.database_login import require_app_login
from config.doctor.findings import Finding, either, good, warning, wrong

WALLED: Final = {"casework", "multiagency", "vault", "ledger"}
"""Apps whose every table stands behind the walls."""
ALSO_WALLED: Final = {"accounts_job", "accounts_message", "auditlog_logentry"}
UNGUARDED: Final = {
    "casework_caseaccess": "kept by triggers from tables that are guarded",
    "casework_draft": "what somebody is typing; its beginning, opening and throwing away have events",
    "casework_importprogress": "numbers and times alone",
    "casework_lastlook": "when somebody last looked; the look itself has an event",
    "casework_mergedrow": "follows from a merge, whose event says what was moved",
}
"""Tables of casework that the ledger does not guard, for a reason."""
UNWALLED = """
    SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND relname = ANY(%s) AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1"""
WITHOUT_GUARD = """
    SELECT relname FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname = ANY(%s)
    AND NOT EXISTS (SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
                    WHERE t.tgrelid = c.oid AND p.proname LIKE 'ledger\\_%%') ORDER BY 1"""
SWITCHED_OFF = """
    SELECT tgrelid::regclass::text || '.' || tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND tgenabled <> 'O' ORDER BY 1"""
BROUGHT_BACK = "Stop the server until whoever owns the database has put this back: agencies are not kept apart."
WELL, TOO_FAR = 2.0, 30.0
"""Seconds of difference between the clocks: above the first to be mended, above the second codes are refused."""


def check_login() -> Iterator[Finding]:
    """The server's version, and a login that the walls hold back."""
    try:
        require_app_login()
    except ImproperlyConfigured as refused:
        yield wrong("database login", str(refused).partition("\n")[0], "See docs/configuration.md, Database.")
    else:
        yield good("database login", "The walls hold this login back, and the server is new enough.")


def check_schema() -> Iterator[Finding]:
    """Whether every migration of this version has run."""
    executor = MigrationExecutor(connection)
    left = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    problem = wrong("migrations", f"{left} have not been applied.", "Run: python3 manage.py migrate") if left else None
    yield either("migrations", "All are applied.", problem)


def check_walls() -> Iterator[Finding]:
    """Row security, forced, on every table of case data; the ledger's triggers on them; none switched off.

    Tables that are not there yet are the migrations' to tell of, and are not counted.
    """
    there = set(connection.introspection.table_names())
    walled = [
        model._meta.db_table for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and (model._meta.app_label in WALLED or model._meta.db_table in ALSO_WALLED)
    ]  # fmt: skip
    tables = [name for name in walled if name in there]
    guarded = [name for name in tables if name.startswith(("casework_", "multiagency_")) and name not in UNGUARDED]
    for about, statement, names, says in (
        ("walls", UNWALLED, tables, "Row security is not forced on"),
        ("ledger guards", WITHOUT_GUARD, guarded, "Changes are not written down of"),
    ):
        found = _column(statement, names)
        problem = wrong(about, f"{says}: {', '.join(found)}.", BROUGHT_BACK) if found else None
        yield either(about, f"In place on {len(names)} tables.", problem)
    off = _column(SWITCHED_OFF)
    problem = wrong("triggers", f"Switched off: {', '.join(off)}.", BROUGHT_BACK) if off else None
    yield either("triggers", "None is switched off.", problem)


def check_replication_role() -> Iterator[Finding]:
    """Whether anybody of ours could switch every trigger off for a session; only a server for tests lets the owner."""
    about, words = "session_replication_role", "Nobody of ours may switch triggers off."
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            transaction.set_rollback(True)
    except DatabaseError:
        owner = "SELECT 'yes' WHERE has_parameter_privilege('rt_owner', 'session_replication_role', 'SET')"
        problem = None
        if _column(owner):
            problem = warning(
                about, "The owner's login may switch triggers off, as a server for tests lets it.",
                "REVOKE SET ON PARAMETER session_replication_role FROM rt_owner, unless tests run here.",
            )  # fmt: skip
        yield either(about, words, problem)
    else:
        yield wrong(about, "The application's login may switch every trigger off.", BROUGHT_BACK)


def check_clock() -> Iterator[Finding]:
    """The difference between this machine's clock and the database's, less half of the way there and back."""
    before = time.time()
    there = float(_column("SELECT extract(epoch FROM clock_timestamp())::text")[0])
    apart = abs(there - (before + time.time()) / 2)
    said, do = f"The clocks are {apart:.1f} seconds apart.", "Set both machines' clocks by NTP."
    if apart > TOO_FAR:
        yield wrong("clock", f"{said} Codes of authenticator apps are refused.", do)
    else:
        yield either("clock", said, warning("clock", said, do) if apart > WELL else None)


def check_way() -> Iterator[Finding]:
    """Whether the way to a database on another machine is encrypted."""
    host = str(connection.settings_dict["HOST"])
    if not host or host.startswith("/") or host in {"localhost", "127.0.0.1", "::1"}:
        yield good("way to the database", "It is on this machine.")
        return
    encrypted = _column("SELECT 'yes' FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl")
    problem = wrong(
        "way to the database", "It is on another machine, and what is sent there is not encrypted.",
        "Add ?sslmode=verify-full&sslrootcert=FILE to DATABASE_URL.",
    )  # fmt: skip
    yield either("way to the database", "It is encrypted.", None if encrypted else problem)


def _column(statement: str, *values: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [str(value) for (value,) in cursor.fetchall()]
