"""An import beside the pages: seen from outside while it runs, and nothing where it fails."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from accounts.context import acting
from accounts.jobs.models import Job
from accounts.jobs.models import State as JobState
from audit.ledger.models import Event
from casework.importing import services, work
from casework.importing.models import ImportedFile, ImportProgress, State
from tests.accounts.jobs.processes import kill, until, worker
from tests.casework.importing.lists import FOUR, people_file, people_of
from tests.casework.importing.test_pages import prepared, words
from tests.cast import actor, signed_in
from tests.town import Town, make_town
from tests.work import carry_out, jobs


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town that other connections see too."""
    return make_town()


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """One person at a time, and a heartbeat in between."""
    add = services._add

    def slow(*arguments: Any) -> None:
        add(*arguments)
        time.sleep(0.3)

    monkeypatch.setattr(services, "BATCH", 1)
    monkeypatch.setattr(services, "_add", slow)
    monkeypatch.setattr(work, "SECONDS", 0.05)


@contextmanager
def begun(client: Client, town: Town) -> Iterator[str]:
    """Four people on their way in, while a worker is at it; at the end it is done."""
    address = prepared(client, people_file(*FOUR))
    client.post(f"{address}start/")
    thread = threading.Thread(target=_work, args=(town,))
    thread.start()
    yield address
    thread.join(30)


def _work(town: Town) -> None:
    try:
        carry_out(town.partnership)
    finally:
        connection.close()


def progress_seen(town: Town) -> tuple[int, int]:
    """How far another connection sees it, once it has begun to add."""
    for _ in range(100):
        with acting(actor(town.caseworker)):
            progress = ImportProgress.objects.get()
        if progress.done:
            return progress.done, progress.total
        time.sleep(0.05)
    return 0, 0


@pytest.mark.usefixtures("slowly")
def test_progress_is_seen_while_nobody_is_there_yet(town: Town) -> None:
    client = signed_in(town.caseworker)
    with begun(client, town) as address:
        done, total = progress_seen(town)
        assert 0 < done <= total == 4
        assert people_of(actor(town.caseworker)) == 0
        assert "Bringing people in" in words(client.get(address))
    assert people_of(actor(town.caseworker)) == 4
    assert "4 people were brought in" in words(client.get(address))


@pytest.mark.usefixtures("slowly")
def test_a_file_at_work_is_neither_begun_again_nor_thrown_away(town: Town) -> None:
    client = signed_in(town.caseworker)
    with begun(client, town) as address:
        progress_seen(town)
        with acting(actor(town.caseworker)):
            ImportProgress.objects.update(beat_at="2020-01-01T00:00Z")  # a heartbeat that hangs, on work that does not
        for act in ("start", "throw-away"):
            assert "Nothing was changed" in words(client.post(f"{address}{act}/", follow=True))
    assert people_of(actor(town.caseworker)) == 4


@pytest.mark.slow
@pytest.mark.serial
def test_a_file_that_waits_for_a_worker_says_so_and_its_worker_begins_again_after_a_kill(town: Town) -> None:
    client = signed_in(town.caseworker)
    address = prepared(client, people_file(*FOUR))
    client.post(f"{address}start/")
    assert "It begins in a moment" in words(client.get(address))
    with worker() as first:
        until(lambda: our_import(town).state == JobState.RUNNING, "a worker that takes it up")
        kill(first)
    with worker():
        until(lambda: our_import(town).state == JobState.DONE, "another worker that ends it")
    assert "4 people were brought in" in words(client.get(address))
    assert people_of(actor(town.caseworker)) == 4


def our_import(town: Town) -> Job:
    """The work that was asked for by starting."""
    return next(each for each in jobs(town.partnership) if each.name == "casework.import")


def test_a_fault_stops_it_in_words_and_leaves_no_value_in_the_log(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fault(*arguments: Any) -> None:
        raise ValueError("Adaline Quillfeather")

    monkeypatch.setattr(services, "_add", fault)
    client = signed_in(town.caseworker)
    with caplog.at_level(logging.DEBUG), begun(client, town) as address:
        pass
    assert "An import stopped: ValueError." in caplog.text
    assert "Adaline" not in caplog.text
    assert "Something went wrong on our side. Nothing was brought in" in words(client.get(address))
    assert people_of(actor(town.caseworker)) == 0
    with acting(actor(town.caseworker)):
        assert ImportedFile.objects.get().state == State.STOPPED
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act="import.stop", subject_id=str(UUID(address.split("/")[2]))).exists()
