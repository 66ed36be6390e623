"""Server processes are killed and database sessions cut while interventions are saved: a save stays whole, or not."""

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event as Signal
from threading import Thread
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.context import acting
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.cases.services import add_to_case
from casework.interventions.models import Intervention
from tests.cast import actor, signed_in
from tests.security.story import log_form
from tests.town import Town, opened_case
from vault.opening import open_sealed

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.serial,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]

SECONDS = 50
KILLS = 20
WORKERS = 3


class Local(HTTPConnection):
    """A connection to a server that listens on a socket in a folder."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=20)
        self.path = path

    def connect(self) -> None:
        """Connect without any network."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self.path))


@dataclass
class Caseworker:
    """Somebody who logs one intervention after another, and sends each until it is answered."""

    path: Path
    browser: Client
    case: Case
    name: str
    attempted: dict[str, str] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    broken: int = 0

    def work(self, over: Signal) -> None:
        """Log until the day is over; one save in three is left unanswered rather than sent again."""
        turn = 0
        while not over.is_set():
            turn += 1
            note = f"{self.name} {turn}"
            day = timezone.localdate() + timedelta(days=1 + turn % 300)
            form = log_form(note=note, next_on=day.isoformat())
            self.attempted[form["id"]] = note
            tries = 1 if turn % 3 == 0 else 20
            while tries and not over.is_set() and not self.send(form):
                tries -= 1

    def send(self, form: dict[str, str]) -> bool:
        """Whether the server said that it was saved."""
        token = self.browser.cookies[settings.CSRF_COOKIE_NAME].value
        cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in self.browser.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        server = Local(self.path)
        try:
            address = f"/cases/{self.case.reference}/interventions/log/"
            server.request("POST", address, urlencode({**form, "csrfmiddlewaretoken": token}), headers)
            answer = server.getresponse()
            answer.read()
        except (OSError, HTTPException):
            self.broken += 1
            time.sleep(0.05)
            return False
        finally:
            server.close()
        saved = answer.status == 302 and answer.headers["Location"] == f"/cases/{self.case.reference}/"
        if saved:
            self.acknowledged.add(form["id"])
        return saved


@contextmanager
def served(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The product's own web server on this test's database."""
    at = connection.settings_dict
    login = quote(str(at["USER"])) + (f":{quote(str(at['PASSWORD']))}" if at["PASSWORD"] else "")
    url = f"postgresql://{login}@{quote(str(at['HOST']), safe='')}:{at['PORT']}/{at['NAME']}"
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"},
        "DATABASE_URL": url,
        "ROOT_KEY_FILE": str(settings.ROOT_KEY_FILE),
        "SECRET_KEY": settings.SECRET_KEY,
        "LEDGER_POSITION_FILE": "",  # the tests' database is emptied again and again
    }
    options = f"--bind unix:{path} --workers {WORKERS} --worker-class gthread --threads 2 --log-level critical"
    command = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--no-control-socket", *options.split()]
    server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, start_new_session=True)
    try:
        yield server
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def answers(path: Path) -> bool:
    """Whether the server is up."""
    server = Local(path)
    try:
        server.request("GET", "/sign-in/")
        return server.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        server.close()


def until_it_answers(path: Path) -> None:
    patience = time.monotonic() + 60
    while not answers(path):
        assert time.monotonic() < patience, "the server did not come up"
        time.sleep(0.2)


def workers_of(server: subprocess.Popen[bytes]) -> list[int]:
    """The processes that serve, which the first one starts again when they die."""
    return [int(pid) for pid in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()]


def kill(server: subprocess.Popen[bytes], chance: random.Random) -> None:
    with suppress(ProcessLookupError, IndexError):
        os.kill(chance.choice(workers_of(server)), signal.SIGKILL)


def cut(owner: psycopg.Connection, chance: random.Random) -> None:
    """End one of the server's sessions with the database, as a failing network would."""
    sessions = owner.execute(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = %s AND pid <> ALL(%s)",
        [connection.settings_dict["USER"], [connection.connection.info.backend_pid] if connection.connection else []],
    ).fetchall()
    owner.rollback()
    for (pid,) in chance.sample(sessions, min(1, len(sessions))):
        owner.execute("SELECT pg_terminate_backend(%s)", [pid])
    owner.commit()


def hard_day(people: list[Caseworker], server: subprocess.Popen[bytes], owner: psycopg.Connection) -> int:
    """Let everybody work while processes die at random; gives how many times something was killed."""
    chance, over, done = random.Random(2), Signal(), 0  # noqa: S311  chance, not secrets
    hands = [Thread(target=person.work, args=(over,), daemon=True) for person in people]
    for hand in hands:
        hand.start()
    ends = time.monotonic() + SECONDS
    while done < KILLS and time.monotonic() < ends:
        until_it_answers(people[0].path)
        time.sleep(chance.uniform(0.2, 1.5))
        done += 1
        if done % 3:
            kill(server, chance)
        else:
            cut(owner, chance)
    time.sleep(2)
    over.set()
    for hand in hands:
        hand.join(timeout=60)
    return done


@pytest.fixture
def people(town: Town, tmp_path: Path) -> list[Caseworker]:
    """Three who work the same two cases."""
    path = Path(tempfile.mkdtemp(prefix="rt")) / "web"
    cases = [opened_case(town.caseworker, team=town.team) for _ in range(2)]
    lead = actor(town.caseworker)
    with acting(lead):
        for case in cases:
            add_to_case(actor=lead, case=case, user=town.colleague)
    staff = (town.caseworker, town.teammate, town.colleague)
    browsers = [signed_in(user) for user in staff]
    for browser in browsers:
        browser.get("/people/find/")
    return [
        Caseworker(path, browser, cases[place % 2], user.name)
        for place, (user, browser) in enumerate(zip(staff, browsers, strict=True))
    ]


def column(owner: psycopg.Connection, statement: str, *values: object) -> list[str]:
    owner.execute("SET LOCAL rt.maintenance = 'on'")
    found = [str(value) for (value,) in owner.execute(statement, values).fetchall()]
    owner.rollback()
    return found


def notes(town: Town, case: Case) -> dict[str, str]:
    """What every entry of a case says."""
    who = actor(town.caseworker)
    with acting(who):
        ticket = open_case(who, case.reference).ticket
        rows = list(Intervention.objects.filter(case=case))
        opened = open_sealed(ticket, rows, "entry")
    return {str(pk): values["entry"]["note"] for pk, values in opened.items()}


def test_no_kill_halves_a_save_or_loses_one_that_was_acknowledged(
    town: Town, people: list[Caseworker], owner_connection: psycopg.Connection
) -> None:
    path = people[0].path
    with served(path) as server:
        until_it_answers(path)
        killed = hard_day(people, server, owner_connection)
    attempted = {pk: note for person in people for pk, note in person.attempted.items()}
    acknowledged = {pk for person in people for pk in person.acknowledged}
    assert killed >= KILLS // 4
    assert sum(person.broken for person in people) > 0, "no kill met a save"
    assert len(acknowledged) >= killed

    cases = list({person.case.pk: person.case for person in people}.values())
    kept = {pk: note for case in cases for pk, note in notes(town, case).items()}
    assert acknowledged - kept.keys() == set()  # nothing that was said to be saved is lost
    assert kept == {pk: attempted[pk] for pk in kept}  # and each says what was typed

    rows = column(owner_connection, "SELECT id FROM casework_intervention")
    inserted = "SELECT row_id FROM ledger_eventrow WHERE \"table\" = 'casework_intervention' AND op = 'I'"
    assert sorted(rows) == sorted(column(owner_connection, inserted))  # every row has its event, exactly once
    told = "SELECT id FROM ledger_event WHERE act = 'intervention.log'"
    of_rows = inserted.replace("row_id", "event_id")
    assert sorted(column(owner_connection, told)) == sorted(
        column(owner_connection, of_rows)
    )  # and every event its row
    for case in cases:
        (version,) = column(owner_connection, "SELECT version FROM casework_case WHERE id = %s", case.pk)
        moves = "SELECT event_id FROM ledger_eventrow WHERE op = 'U' AND \"table\" = 'casework_case' AND row_id = %s"
        moved = column(owner_connection, moves, str(case.pk))
        assert len(moved) == int(version) - 1  # the case's next date moved with the entry, or neither did
        assert set(moved) <= set(column(owner_connection, told))
