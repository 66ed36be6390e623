"""Real workers: killed at random they lose nothing and do nothing twice, and they stop in order when told to."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from accounts.context import acting
from accounts.jobs.models import Job, State
from accounts.jobs.services import ask
from accounts.models import User
from tests.accounts.jobs.errands import DONE, take_a_while, write
from tests.accounts.jobs.processes import kill, until, worker
from tests.cast import actor
from tests.town import Town
from tests.work import jobs
from vault.ids import uuid7

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.serial]

JOBS = 200
KILLS = 8

Ledger = Callable[[str], list[dict[str, Any]]]


def our_jobs(town: Town) -> list[Job]:
    """The jobs of these tests; nightly and hourly work of the product's own begins beside them."""
    return [job for job in jobs(town.partnership) if job.name.startswith("tests.")]


def still_open(town: Town) -> int:
    return sum(job.state in {State.WAITING, State.RUNNING} for job in our_jobs(town))


def ask_for_many(users: list[User]) -> dict[UUID, User]:
    """Every user asks for their share of the jobs, each about something of its own."""
    asked: dict[UUID, User] = {}
    for user in users:
        who = actor(user)
        with acting(who):
            for _ in range(JOBS // len(users)):
                subject = uuid7()
                ask(write, actor=who, subject=subject)
                asked[subject] = user
    return asked


def test_t71_workers_killed_at_random_do_every_job_once_and_as_whoever_asked(town: Town, committed: Ledger) -> None:
    asked = ask_for_many([town.caseworker, town.partner, town.stranger, town.auditor])
    chance = random.Random(3)  # noqa: S311  chance, not secrets
    for _ in range(KILLS):
        with worker() as process:
            left = still_open(town)
            until(lambda: still_open(town) < max(left, 1), "a worker that does something")  # noqa: B023 - at once
            time.sleep(chance.uniform(0, 0.3))
            kill(process)
    with worker():
        until(lambda: not still_open(town), "the end of all work")
    assert max(job.attempts for job in our_jobs(town)) > 1, "no kill met a job"
    done = committed(DONE.code)
    assert Counter(UUID(each["subject_id"]) for each in done) == Counter(list(asked))
    assert {UUID(each["subject_id"]): each["actor_id"] for each in done} == {
        subject: str(user.pk) for subject, user in asked.items()
    }


def test_a_job_whose_worker_was_killed_is_taken_up_by_another(town: Town, committed: Ledger) -> None:
    who = actor(town.caseworker)
    with acting(who):
        ask(take_a_while, actor=who, tenths=15)
    with worker() as first:
        until(lambda: our_jobs(town)[0].state == State.RUNNING, "the job being taken up")
        kill(first)
    assert committed(DONE.code) == []
    with worker():
        until(lambda: our_jobs(town)[0].state == State.DONE, "another worker")
    assert len(committed(DONE.code)) == 1
    assert our_jobs(town)[0].attempts == 2


def test_a_worker_told_to_stop_ends_what_it_is_doing_and_no_more(town: Town, committed: Ledger) -> None:
    who = actor(town.caseworker)
    with acting(who):
        for _ in range(8):
            ask(take_a_while, actor=who, tenths=10)
    with worker() as process:
        until(lambda: State.RUNNING in {job.state for job in our_jobs(town)}, "the first job")
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(20) == 0
    states = Counter(job.state for job in our_jobs(town))
    assert set(states) == {State.DONE, State.WAITING}
    assert len(committed(DONE.code)) == states[State.DONE]


def test_jobs_of_one_lock_run_one_after_the_other_in_order(town: Town, committed: Ledger) -> None:
    ask_for_many([town.caseworker])
    who = actor(town.caseworker)
    with acting(who):
        Job.objects.all().delete()
        for place in (3, 1, 2):
            ask(take_a_while, actor=who, tenths=place)
    with worker():
        until(lambda: not still_open(town), "the end of all work")
    assert [each["facts"]["tenths"] for each in committed(DONE.code)] == [3, 1, 2]


def test_a_worker_outlives_the_loss_of_its_database_sessions(
    town: Town, committed: Ledger, owner_connection: psycopg.Connection
) -> None:
    with worker() as process:
        until(lambda: bool(sessions(owner_connection)), "a worker that is connected")
        for pid in sessions(owner_connection):
            owner_connection.execute("SELECT pg_terminate_backend(%s)", [pid])
        owner_connection.commit()
        ask_for_many([town.caseworker])
        until(lambda: not still_open(town), "the end of all work")
        assert process.poll() is None
    assert len(committed(DONE.code)) == JOBS


def sessions(owner: psycopg.Connection) -> list[int]:
    """Sessions of the application's login that are not this test's own."""
    own = connection.connection.info.backend_pid if connection.connection else 0
    found = owner.execute(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = %s AND pid <> %s",
        [connection.settings_dict["USER"], own],
    ).fetchall()
    owner.rollback()
    return [pid for (pid,) in found]
