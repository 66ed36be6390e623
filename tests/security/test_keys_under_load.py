"""Keys are turned while twenty people work, and by processes that are killed: nothing fails, and nothing is lost.

ROWS sets how much is sealed anew: `ROWS=300000 python3 manage.py test tests/security/test_keys_under_load.py --slow`.
"""

import os
import random
import signal
import tempfile
import time
from http.client import HTTPException
from pathlib import Path
from threading import Event as Signal
from threading import Thread
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.actor import Actor
from accounts.context import acting
from accounts.keys.rekeying import begin_rekeying, carry_on_rekeying
from accounts.keys.selectors import keeper_of
from accounts.keys.services import begin_rotation, carry_on_rotation
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.interventions.models import Intervention
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.security.story import log_form
from tests.security.test_crash import Local, served, until_it_answers
from tests.town import Town, logged, opened_case
from vault.holders import Whose, holders
from vault.models import DataKey, KeyGrant
from vault.opening import open_sealed
from vault.rekeying import old_keys
from vault.rotation import old_grants

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.serial]

ROWS = int(os.environ.get("ROWS", "10000"))
USERS = 20
KILLS = 20
NOTES_A_CASE = 100


@pytest.fixture
def keeper(town: Town) -> Actor:
    return keeper_of(town.police.pk, town.partnership.pk)


def told(town: Town, rows: int) -> list[Case]:
    """Cases with a hundred notes each."""
    cases = [opened_case(town.caseworker, team=town.team) for _ in range(max(1, rows // NOTES_A_CASE))]
    for number, case in enumerate(cases):
        logged(town.caseworker, case, *(f"{number} {note}" for note in range(NOTES_A_CASE)))
    return cases


def notes(town: Town, case: Case) -> set[str]:
    who = actor(town.caseworker)
    with acting(who):
        ticket = open_case(who, case.reference).ticket
        opened = open_sealed(ticket, list(Intervention.objects.filter(case=case)), "entry")
    return {values["entry"]["note"] for values in opened.values()}


def turn_everything(keeper: Actor, town: Town) -> None:
    """Turn the agency's key and seal its records anew, as the command does."""
    with acting(keeper):
        work = begin_rotation(actor=keeper, agency=town.police)
    assert carry_on_rotation(work=work).finished
    with acting(keeper):
        work = begin_rekeying(actor=keeper, agency=town.police)
    assert carry_on_rekeying(work=work).finished


def nothing_old(keeper: Actor) -> bool:
    whose = Whose(keeper.partnership_id, keeper.agency_id)
    with acting(keeper):
        needed = [holder.needed(whose) for holder in holders()]
        return not any(needed) and not old_keys(whose) and not old_grants(*whose)


def test_t13_turning_that_is_killed_twenty_times_goes_on_and_loses_nothing(town: Town, keeper: Actor) -> None:
    chance, case = random.Random(3), told(town, 3 * NOTES_A_CASE)[0]  # noqa: S311  chance, not secrets
    before, killed = notes(town, case), 0
    for _ in range(KILLS):
        connection.close()  # a child that shared it would speak on its parent's line
        child = os.fork()
        if child == 0:
            while True:
                turn_everything(keeper, town)
        time.sleep(chance.uniform(0.02, 0.6))
        os.kill(child, signal.SIGKILL)
        killed += os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert killed == KILLS
    assert notes(town, case) == before
    turn_everything(keeper, town)
    turn_everything(keeper, town)  # the first may have finished what the last one had begun
    assert nothing_old(keeper)
    assert notes(town, case) == before
    with acting(keeper):
        assert DataKey.objects.count() == KeyGrant.objects.filter(agency_id=town.police.pk, category="").count()


class Colleague:
    """Somebody who reads a case and logs what they did, about once a second."""

    def __init__(self, path: Path, browser: Client, case: Case, number: int) -> None:
        self.path, self.case, self.number = path, case, number
        self.token = browser.cookies[settings.CSRF_COOKIE_NAME].value
        self.cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in browser.cookies.items())
        self.written: set[str] = set()
        self.failed: list[object] = []
        self.answered = 0

    def work(self, over: Signal) -> None:
        """Work until the day is over."""
        chance, turn = random.Random(self.number), 0  # noqa: S311  chance, not secrets
        while not over.wait(chance.uniform(0.5, 1.5)):
            turn += 1
            self._ask("GET", f"/cases/{self.case.reference}/", None, 200)
            note = f"colleague {self.number} turn {turn}"
            body = urlencode({**log_form(note=note), "csrfmiddlewaretoken": self.token})
            if self._ask("POST", f"/cases/{self.case.reference}/interventions/log/", body, 302):
                self.written.add(note)

    def _ask(self, method: str, address: str, body: str | None, wanted: int) -> bool:
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        server = Local(self.path)
        try:
            server.request(method, address, body, headers)
            answer = server.getresponse()
            answer.read()
        except (OSError, HTTPException) as fault:
            self.failed.append(type(fault).__name__)
            return False
        finally:
            server.close()
        self.answered += 1
        if answer.status != wanted:
            self.failed.append((method, answer.status, answer.headers.get("Location", "")))
        return answer.status == wanted


def test_t13_records_are_sealed_anew_while_twenty_people_work(town: Town, keeper: Actor) -> None:
    cases = told(town, ROWS)
    path = Path(tempfile.mkdtemp(prefix="rt")) / "web"
    staff = [make_user(town.partnership, town.police, teams=(town.team,), password=PASSWORD) for _ in range(USERS)]
    browsers = [signed_in(user) for user in staff]
    for browser in browsers:
        browser.get("/people/find/")
    people = [Colleague(path, browser, cases[i % len(cases)], i) for i, browser in enumerate(browsers)]
    over = Signal()
    hands = [Thread(target=person.work, args=(over,), daemon=True) for person in people]
    with served(path):
        until_it_answers(path)
        for hand in hands:
            hand.start()
        time.sleep(2)
        began = time.monotonic()
        turn_everything(keeper, town)
        took = time.monotonic() - began
        time.sleep(1)
        over.set()
        for hand in hands:
            hand.join(timeout=60)
    answered = sum(person.answered for person in people)
    print(f"{ROWS:,} rows sealed anew in {took:.1f} s; {answered} requests by {USERS} people meanwhile")  # noqa: T201
    assert [person.failed for person in people if person.failed] == []
    assert answered >= USERS
    turn_everything(keeper, town)
    assert nothing_old(keeper)
    for person in people:
        assert person.written <= notes(town, person.case)
