"""A database that was put back is noticed at the start and while it is served, and accepted by a person alone."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from accounts.context import acting
from accounts.invitations.models import Invitation
from accounts.restores import position
from accounts.restores.position import Older, keep, kept, lost, require_not_older
from audit.ledger.events import event
from audit.ledger.models import Event
from config.doctor import product
from tests.accounts.conftest import CHANGED
from tests.accounts.jobs.processes import environment
from tests.cast import actor, founder_of, signed_in
from tests.town import Town, make_town, opened_case

pytestmark = pytest.mark.django_db(transaction=True)
BACK = "delete from ledger_event where id > %s"


@pytest.fixture
def town(transactional_db: None) -> Town:
    return make_town()


@pytest.fixture
def place(settings: Any, tmp_path: Path) -> Path:
    """Where this machine keeps how far the ledger is."""
    settings.LEDGER_POSITION_FILE = str(tmp_path / "position.json")
    return tmp_path / "position.json"


@pytest.fixture
def put_back(town: Town, place: Path, owner_connection: psycopg.Connection) -> None:
    """The database as it was before a case was opened, which this machine has seen."""
    owner_connection.rollback()
    (yesterday,) = owner_connection.execute("select max(id::text)::uuid from ledger_event").fetchone() or (None,)
    owner_connection.rollback()
    opened_case(town.caseworker)
    keep()
    connection.close()
    owner_connection.execute("set local session_replication_role = replica")
    owner_connection.execute(BACK, [yesterday])
    owner_connection.commit()


def test_the_position_is_private_and_names_the_newest_event(town: Town, place: Path) -> None:
    keep()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    with acting(actor(town.lead_auditor)):
        newest = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
    assert json.loads(place.read_text())["newest"] == {str(town.partnership.pk): str(newest)}
    opened_case(town.caseworker)
    keep()
    position = kept()
    assert position is not None
    assert position.newest[town.partnership.pk] > newest
    require_not_older()


def test_without_a_position_nothing_is_missed(town: Town, place: Path) -> None:
    require_not_older()
    assert kept() is None


def test_where_it_is_not_kept_nothing_is_written(town: Town, settings: Any) -> None:
    settings.LEDGER_POSITION_FILE = ""
    keep()
    position.watch()
    assert lost() == {}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"newest": 1}', '{"newest": {"x": "y"}}', "{}"])
def test_a_broken_position_is_said_in_words(place: Path, text: str) -> None:
    place.write_text(text)
    with pytest.raises(ImproperlyConfigured, match="is broken"):
        require_not_older()


@pytest.mark.usefixtures("put_back")
def test_t17_a_database_that_was_put_back_is_refused(place: Path) -> None:
    before = place.read_text()
    with pytest.raises(Older, match="doctor --accept-restore"):
        require_not_older()
    with pytest.raises(Older):
        keep()
    assert place.read_text() == before
    assert "put back from a backup" in " ".join(each.words for each in product.check_position())


@pytest.mark.usefixtures("put_back")
@pytest.mark.parametrize("start", [["-m", "gunicorn", "--check-config", "config.wsgi"], ["manage.py", "worker"]])
def test_t17_server_and_worker_do_not_start_on_it(place: Path, start: list[str]) -> None:
    kept_here = environment(LEDGER_POSITION_FILE=str(place), ROUNDTABLE_SETUP="no")
    done = subprocess.run(
        [sys.executable, *start], cwd=django_settings.BASE_DIR, env=kept_here, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "The database is older than what this application has seen" in done.stdout + done.stderr


def test_t17_a_process_that_serves_while_it_is_put_back_ends(put_back: None, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []

    def end(_pid: int, number: int) -> None:
        ended.append(number)

    def rest(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "kill", end)
    monkeypatch.setattr(time, "sleep", rest)
    with pytest.raises(KeyboardInterrupt):
        position._watch()
    assert ended == [signal.SIGTERM]


def test_a_fault_of_the_database_ends_no_process(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError

    def rest(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(position, "keep", away)
    monkeypatch.setattr(time, "sleep", rest)
    with pytest.raises(KeyboardInterrupt):
        position._watch()


def test_t17_accepting_ends_sessions_voids_codes_and_leaves_an_alarm(
    town: Town, place: Path, owner_connection: psycopg.Connection, request: pytest.FixtureRequest
) -> None:
    browser = signed_in(town.caseworker)
    founder = founder_of(town.partnership)
    with acting(founder), event(CHANGED, by=founder):
        Invitation.objects.create(user=town.colleague, token=b"x" * 32)
    request.getfixturevalue("put_back")
    gone = lost()[town.partnership.pk]
    call_command("doctor", "--accept-restore")
    assert browser.get("/").status_code == 302
    assert not Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).exists()
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()
    assert not Invitation.objects.exists()
    with acting(actor(town.lead_auditor)):
        alarm = Event.objects.get(act="accounts.restored")
    assert (alarm.kind, alarm.facts["lost"]) == ("ALARM", str(gone))
    assert alarm.facts["sessions_ended"] >= 1
    require_not_older()


def test_there_is_nothing_to_accept_where_nothing_was_put_back(town: Town, place: Path) -> None:
    browser = signed_in(town.caseworker)
    keep()
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("doctor", "--accept-restore")
    assert browser.get("/").status_code == 200
