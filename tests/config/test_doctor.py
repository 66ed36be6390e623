"""`doctor`: what is broken is named, with what to do, and the exit code says whether anybody may work here."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import OperationalError, connection
from procrastinate.contrib.django.models import ProcrastinateWorker

from accounts.context import acting
from accounts.jobs.models import Job
from accounts.jobs.models import State as JobState
from accounts.jobs.services import ask
from accounts.outbox.services import tell
from casework.notices import IMPORT_ENDED
from config.doctor import database, machine, product
from config.doctor.findings import Check, Finding, State, wrong
from config.management.commands import doctor
from tests.accounts.jobs.errands import write
from tests.cast import actor
from tests.security.raw import sql
from tests.town import Town, make_town
from vault.provider import forget

Settings = Any


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


def states(check: Check) -> dict[str, State]:
    return {each.about: each.state for each in check()}


def words(check: Check) -> str:
    return " ".join(f"{each.words} {each.do}" for each in check())


@contextmanager
def broken(owner: psycopg.Connection, breaks: str, mends: str) -> Iterator[None]:
    """What the owner of the database has broken, for a while."""
    connection.close()
    owner.execute(breaks)
    owner.commit()
    try:
        yield
    finally:
        connection.close()
        owner.execute(mends)
        owner.commit()


def said(*options: str) -> tuple[str, int]:
    """What the command says, and its exit code."""
    out = StringIO()
    try:
        call_command("doctor", *options, stdout=out)
    except SystemExit as end:
        return out.getvalue(), int(end.code or 0)
    return out.getvalue(), 0


def test_a_sound_database_is_good(town: Town) -> None:
    for check in (database.check_login, database.check_schema, database.check_walls, database.check_way):
        assert set(states(check).values()) == {State.GOOD}, words(check)
    assert states(database.check_clock) == {"clock": State.GOOD}
    assert states(product.check_root_key) == {"root key": State.GOOD}
    assert states(product.check_backlog) == {"background work": State.GOOD, "outbox": State.GOOD}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("about", "breaks", "mends"),
    [
        (
            "walls",
            "ALTER TABLE casework_case NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE casework_case FORCE ROW LEVEL SECURITY",
        ),
        (
            "triggers",
            "ALTER TABLE casework_case DISABLE TRIGGER ledger_u",
            "ALTER TABLE casework_case ENABLE TRIGGER ledger_u",
        ),
        (
            "ledger guards",
            "DROP FUNCTION ledger_guard_casework_person() CASCADE; DROP TRIGGER ledger_t ON casework_person",
            "SELECT ledger_guard('casework_person')",
        ),
    ],
)
def test_a_wall_that_was_taken_down_is_named(
    owner_connection: psycopg.Connection, about: str, breaks: str, mends: str
) -> None:
    with broken(owner_connection, breaks, mends):
        found = {each.about: each for each in database.check_walls()}
    assert found[about].state == State.WRONG
    assert "casework_" in found[about].words
    assert found[about].do.startswith("Stop the server")


def test_walls_are_not_said_to_stand_where_there_are_no_tables(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(connection.introspection), "table_names", lambda _: [])
    assert {"In place on 0 tables."} < {each.words for each in database.check_walls()}


def test_the_login_of_tests_may_not_switch_triggers_off_but_their_owner_may(town: Town) -> None:
    assert states(database.check_replication_role) == {"session_replication_role": State.WARNING}
    assert "REVOKE" in words(database.check_replication_role)


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_has_not_run_is_counted(owner_connection: psycopg.Connection) -> None:
    last = "app = 'accounts' AND name = (SELECT max(name) FROM django_migrations WHERE app = 'accounts')"
    row = owner_connection.execute(f"SELECT app, name FROM django_migrations WHERE {last}").fetchone()
    assert row is not None
    back = "INSERT INTO django_migrations (app, name, applied) VALUES ('{}', '{}', now())".format(*row)
    with broken(owner_connection, f"DELETE FROM django_migrations WHERE {last}", back):
        assert "1 have not been applied" in words(database.check_schema)


@pytest.mark.parametrize(("apart", "state"), [(1, State.GOOD), (10, State.WARNING), (3600, State.WRONG)])
@pytest.mark.parametrize("sign", [1, -1])
def test_clocks_apart_are_found(db: None, monkeypatch: pytest.MonkeyPatch, apart: int, state: State, sign: int) -> None:
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + sign * apart)
    assert states(database.check_clock) == {"clock": state}


def test_the_way_to_another_machine_must_be_encrypted(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "HOST", "database.example.org")
    assert states(database.check_way) == {"way to the database": State.WRONG}
    assert "sslmode=verify-full" in words(database.check_way)


def test_t9_another_root_key_is_found_by_what_it_does_not_open(town: Town, settings: Settings, tmp_path: Path) -> None:
    settings.ROOT_KEY_FILE = tmp_path / "another.key"
    forget()
    try:
        assert states(product.check_root_key) == {"root key": State.WRONG}
        assert "It does not open 3 of the agencies' keys" in words(product.check_root_key)
        settings.ROOT_KEY_FILE.chmod(0o644)
        forget()
        assert "Others may read the root key" in words(product.check_root_key)
        settings.ROOT_KEY_FILE.unlink()
        settings.ROOT_KEY_MAY_BE_MADE = False
        forget()
        assert "There is no root key" in words(product.check_root_key)
    finally:
        forget()


def test_a_worker_that_is_silent_is_missed(db: None) -> None:
    assert states(product.check_workers) == {"worker": State.WRONG}
    sql("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert ProcrastinateWorker.objects.count() == 1
    assert states(product.check_workers) == {"worker": State.GOOD}
    sql("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes'")
    assert states(product.check_workers) == {"worker": State.WRONG}


def test_work_that_failed_and_messages_that_wait_are_counted(town: Town) -> None:
    who = actor(town.caseworker)
    with acting(who):
        ask(write, actor=who, subject=town.caseworker.pk)
        Job.objects.update(state=JobState.FAILED)
        tell(actor=who, user=town.colleague, notice=IMPORT_ENDED)
    assert states(product.check_backlog)["background work"] == State.WARNING
    assert states(product.check_backlog)["outbox"] == State.GOOD


def test_files_disk_and_mail(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert states(machine.check_files) == {"static files": State.GOOD}
    monkeypatch.setattr(finders, "find", lambda _: None)
    assert states(machine.check_files) == {"static files": State.WRONG}
    for free, state in ((50, State.GOOD), (5, State.WARNING), (0.5, State.WRONG)):
        size = SimpleNamespace(total=100 * machine.GIGABYTE, free=free * machine.GIGABYTE)
        monkeypatch.setattr(shutil, "disk_usage", lambda _, size=size: size)
        assert states(machine.check_disk) == {"disk": state}
    assert states(machine.check_mail) == {"mail": State.GOOD}
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert states(machine.check_mail) == {"mail": State.WARNING}
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "nowhere.invalid"
    monkeypatch.setattr("smtplib.SMTP.connect", refused)
    assert states(machine.check_mail) == {"mail": State.WRONG}


def refused(*_: object) -> None:
    raise ConnectionRefusedError


def test_settings_that_are_for_this_machine_alone_are_said(settings: Settings) -> None:
    assert State.WRONG not in states(machine.check_settings).values()
    settings.ALLOWED_HOSTS, settings.HTTPS = ["roundtable.example.org"], True
    assert "SECURE_HSTS_SECONDS" in words(machine.check_settings)


def test_the_command_says_everything_and_ends_honestly(town: Town) -> None:
    text, code = said()
    assert code == 1
    assert "WRONG    worker: No worker has been heard of" in text
    assert "Next: Start: python3 manage.py worker" in text
    sql("INSERT INTO procrastinate_workers DEFAULT VALUES")
    text, code = said()
    assert code == 0, text
    assert "good     walls" in text


def test_the_command_says_it_as_json(town: Town) -> None:
    text, code = said("--json")
    found = json.loads(text)
    assert code == 1
    assert {"about", "state", "words", "do"} == set(found[0])
    assert "worker" in {each["about"] for each in found if each["state"] == "wrong"}


def test_a_check_that_breaks_hides_no_other(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "MACHINE", (check_that_breaks, *doctor.MACHINE))
    text, code = said()
    assert code == 1
    assert "that breaks: It could not be checked: ZeroDivisionError." in text
    assert "walls" in text


def check_that_breaks() -> Iterator[Finding]:
    yield wrong("never", str(1 / 0), "")


def test_a_database_that_does_not_answer_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> list[Finding]:
        raise OperationalError

    monkeypatch.setattr(doctor, "DATABASE", (away, away))
    text, code = said()
    assert code == 1
    assert text.count("It does not answer.") == 1
