"""Messages by real workers to a real mail server: away for a while, killed in between, hanging up too soon."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from accounts.actor import system_actor
from accounts.context import acting
from accounts.outbox.models import Message, State
from accounts.outbox.notices import Notice
from accounts.outbox.services import POST, tell
from tests.accounts.jobs.processes import kill, until, worker
from tests.cast import actor
from tests.security.raw import sql
from tests.town import Town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.serial]

PORT = 21_000 + os.getpid() % 20_000
MAIL = {"ROUNDTABLE_MAIL_URL": f"smtp://localhost:{PORT}"}
NOTICES = [Notice(f"tests.delivery{number}", "There is news for you") for number in range(10)]


@contextmanager
def receiver(kept: Path, *how: str) -> Iterator[None]:
    """A mail server, which keeps what it takes in a file."""
    script = Path(__file__).with_name("receiver.py")
    process = subprocess.Popen([sys.executable, str(script), str(PORT), str(kept), *how], start_new_session=True)
    try:
        yield
    finally:
        kill(process)


def tell_everybody(town: Town) -> None:
    """Forty messages: ten notices to each of four people."""
    who = actor(town.partner)
    with acting(who):
        for notice in NOTICES:
            for user in (town.caseworker, town.colleague, town.stranger, town.auditor):
                tell(actor=who, user=user, notice=notice)


def messages(town: Town) -> dict[str, State]:
    with acting(system_actor(POST, town.partnership.pk)):
        return {str(each.pk): State(each.state) for each in Message.objects.all()}


def all_sent(town: Town) -> bool:
    sql("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")  # an hour goes by
    return set(messages(town).values()) == {State.SENT}


def taken(kept: Path) -> Counter[str]:
    """How often each message arrived, by the first part of its Message-ID."""
    lines = kept.read_text().splitlines() if kept.exists() else []
    return Counter(line.partition("@")[0] for line in lines)


def test_t80_messages_wait_for_a_receiver_that_is_away_and_arrive_once(town: Town, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    tell_everybody(town)
    with worker(MAIL):
        until(lambda: set(messages(town).values()) == {State.SENDING}, "a first try of every message")
        assert taken(kept) == Counter()
        with receiver(kept):
            until(lambda: all_sent(town), "every message being sent")
    assert taken(kept) == Counter(list(messages(town)))


def test_t80_messages_of_workers_killed_at_random_all_arrive_and_copies_can_be_told(town: Town, tmp_path: Path) -> None:
    kept, chance = tmp_path / "kept", random.Random(5)  # noqa: S311  chance, not secrets
    tell_everybody(town)
    with receiver(kept):
        for _ in range(5):
            with worker(MAIL) as process:
                before = sum(taken(kept).values())
                until(lambda: sum(taken(kept).values()) > before or all_sent(town), "a message")  # noqa: B023 - at once
                time.sleep(chance.uniform(0, 0.1))
                kill(process)
        with worker(MAIL):
            until(lambda: all_sent(town), "every message being sent")
    assert set(taken(kept)) == set(messages(town))


def test_t80_a_receiver_that_hangs_up_before_it_confirms_gets_copies_of_one_id(town: Town, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    tell_everybody(town)
    with worker(MAIL):
        with receiver(kept, "LOSE"):
            until(lambda: len(taken(kept)) == len(messages(town)), "every message being taken without a word")
        with receiver(kept):
            until(lambda: all_sent(town), "every message being sent")
    assert set(taken(kept)) == set(messages(town))
    assert max(taken(kept).values()) > 1
