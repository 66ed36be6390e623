"""Bringing a file in beside the pages: a worker's one thread works, another says every second how far it is.

The work is one transaction in the worker. If the worker dies the database rolls it back, the heartbeat falls silent,
and the page says after half a minute that nothing was brought in; another worker then begins it again.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db import DatabaseError, connection

from accounts.actor import Actor
from accounts.context import acting
from accounts.jobs.declaring import job
from accounts.outbox.services import tell_actor
from casework.importing.decisions import NotDecided
from casework.importing.selectors import OpenedFile, mapping_of, open_file
from casework.importing.services import UnderWay, beat, bring_in, set_columns, stop
from casework.importing.table import FileRefused
from casework.notices import IMPORT_ENDED

logger = logging.getLogger(__name__)

SECONDS: Final = 1.0
FAILED: Final = (
    "Something went wrong on our side. Nothing was brought in. Start again; if it stops again, ask your support."
)
CHANGED: Final = (
    "People were added since you looked, so more rows may be somebody already there. "
    "Nothing was brought in. Decide about them and start again."
)


@dataclass(slots=True)
class Counter:
    """How far the work is; written by one thread and read by another."""

    done: int = 0
    total: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def count(self, done: int, total: int) -> None:
        """Say how many of how many people are added."""
        self.done, self.total = done, total


@job("casework.import", "Bringing people in", whole=False, waits=())
def work(actor: Actor, *, file_id: UUID) -> None:
    """Bring a begun file in, or note why not; what went wrong goes to the log by its kind alone."""
    with acting(actor):
        opened = open_file(actor, file_id)
    try:
        with _heard(actor, file_id) as counter, acting(actor):
            bring_in(actor=actor, opened=opened, report=counter.count)
            tell_actor(actor=actor, notice=IMPORT_ENDED)
    except UnderWay:
        logger.warning("An import was begun twice; the second was left.")
    except NotDecided:
        _ask_again(actor, opened)
    except FileRefused as refused:
        _stop(actor, opened, refused.message)
    except Exception as fault:  # noqa: BLE001 - whoever began it hears of it on the page
        logger.error("An import stopped: %s.", type(fault).__name__)  # noqa: TRY400 - a traceback may hold a value
        _stop(actor, opened, FAILED)


@contextmanager
def _heard(actor: Actor, file_id: UUID) -> Iterator[Counter]:
    counter = Counter()
    thread = threading.Thread(target=_keep_beating, args=(actor, file_id, counter), name="import beat", daemon=True)
    thread.start()
    try:
        yield counter
    finally:
        counter.over.set()
        thread.join()


def _keep_beating(actor: Actor, file_id: UUID, counter: Counter) -> None:
    """On a connection of its own, so that it is seen while the work is not yet committed."""
    try:
        while not counter.over.wait(SECONDS):
            try:
                with acting(actor):
                    beat(file_id=file_id, done=counter.done, total=counter.total)
            except DatabaseError:
                logger.warning("An import's heartbeat was not written.")
                connection.close()
    finally:
        connection.close()


def _ask_again(actor: Actor, opened: OpenedFile) -> None:
    """Plan anew, so that the page shows the rows that are doubtful now; choices made before stand."""
    _stop(actor, opened, CHANGED)
    with acting(actor):
        choices = opened.choices.get("rows", {})
        set_columns(
            actor=actor, file_id=opened.file.pk, mapping=mapping_of(opened), choices=choices, notice=CHANGED
        )  # fmt: skip


def _stop(actor: Actor, opened: OpenedFile, words: str) -> None:
    with acting(actor):
        stop(actor=actor, opened=opened, words=words)
        tell_actor(actor=actor, notice=IMPORT_ENDED)
