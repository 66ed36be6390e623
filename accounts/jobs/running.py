"""Carrying a job out: as whoever asked, with the reach they have now, once, and again where it failed.

Whatever happens is written down by its kind alone: the words of a fault may quote a record.
"""

import logging
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import OperationalError
from django.db.models import F
from django.db.models.functions import Now

from accounts.actor import Actor, actor_for, system_actor
from accounts.acts import JOB_ASKED, JOB_FAILED
from accounts.context import acting
from accounts.denials import Denied
from accounts.jobs.declaring import JOBS, WAITS, Declared, declared
from accounts.jobs.models import Job, State
from accounts.people.models import Membership, User
from accounts.service_principals.models import ServiceGrant
from audit.ledger.events import Facts, Subject, record

logger = logging.getLogger(__name__)

BUSY_SECONDS = 30
MOST_DEATHS = 3
"""How often a worker may die at one job beyond its tries, before the job is taken to be what kills it."""


class Again(Exception):
    """The job did not come to an end; it is to be tried again in so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


class Left(Denied):
    """Whoever asked for the job may no longer do so: their account is closed, or they work elsewhere."""

    reason_code = "LEFT"


def run(job: str, partnership: str) -> None:
    """Carry out one job. Refuses nothing: a job that cannot be done is marked so; raises Again where it waits."""
    keeper = system_actor("jobs", UUID(partnership))
    row = _begin(keeper, UUID(job))
    if row is None:
        return
    try:
        _carry_out(keeper, row)
    except Denied as refused:
        _end(keeper, row, State.REFUSED, refused.reason_code)
    except Exception as fault:  # noqa: BLE001 - nobody is above to hear of it, and its words may quote a record
        _failed(keeper, row, type(fault).__name__[:40])


def _begin(keeper: Actor, job_id: UUID) -> Job | None:
    """Mark the job as running and count the try; None where there is nothing to do any more.

    Whoever holds its row is at work on it: a worker that was only taken for dead.
    """
    try:
        with acting(keeper):
            row = Job.objects.select_for_update(nowait=True).filter(pk=job_id).first()
            if row is None or row.state not in {State.WAITING, State.RUNNING}:
                return None
            Job.objects.filter(pk=job_id).update(
                state=State.RUNNING, attempts=F("attempts") + 1, started_at=Now(), fault=""
            )
    except OperationalError:
        raise Again(BUSY_SECONDS) from None
    row.attempts += 1
    return row


def _carry_out(keeper: Actor, row: Job) -> None:
    declaration = declared(row.name)
    if row.attempts > len(declaration.waits) + 1 + MOST_DEATHS:
        raise RuntimeError("Every worker that took this job up has died at it.")
    actor = _actor_of(declaration, row)
    if not declaration.whole:
        declaration.function(actor, **_ids(row))
        _end(keeper, row, State.DONE)
        return
    with acting(actor):
        if _marked(row, State.DONE):  # first, for it takes the row's lock; it holds only if all that follows does
            declaration.function(actor, **_ids(row))


def _actor_of(declaration: Declared, row: Job) -> Actor:
    """Whoever asked, with the reach they have now; refuses (Left) somebody, or a service, who may act no longer."""
    bare = Actor(row.actor_kind, row.principal_id, row.agency_id, row.partnership_id)  # type: ignore[arg-type]
    if row.actor_kind == "system":
        return replace(bare, roles=declaration.roles)
    actor = _user_now(row) if row.actor_kind == "user" else _service_now(row, bare)
    if actor is None:
        with acting(bare):
            raise Left(JOB_ASKED, Subject("job", row.pk, row.agency_id), facts={"job": row.name})
    return actor


def _user_now(row: Job) -> Actor | None:
    """The user in the partnership where they asked; they may be at work in another by now."""
    user = User.objects.filter(pk=row.principal_id, agency=row.agency_id, is_active=True).first()
    if user is None or not Membership.objects.filter(user=user, partnership=row.partnership_id).exists():
        return None
    user.partnership_id = row.partnership_id
    return actor_for(user)


def _service_now(row: Job, bare: Actor) -> Actor | None:
    """The service, while it is open and may use something that the agency holds; what, each use asks again."""
    grants = ServiceGrant.objects.filter(service=row.principal_id, agency=row.agency_id, service__closed_at=None)
    return bare if grants.filter(service__partnership=row.partnership_id).exists() else None


def _ids(row: Job) -> dict[str, Any]:
    return {name: UUID(value) if isinstance(value, str) else value for name, value in row.arguments.items()}


def _failed(keeper: Actor, row: Job, fault: str) -> None:
    """Wait for the next try, or give up with an alarm after the last."""
    logger.error("The job %s failed: %s.", row.name, fault)
    waits = JOBS[row.name].waits if row.name in JOBS else WAITS
    if row.attempts <= len(waits):
        _end(keeper, row, State.WAITING, fault)
        raise Again(waits[row.attempts - 1]) from None
    facts: Facts = {"job": row.name, "fault": fault, "attempts": row.attempts}
    with acting(keeper):
        if _marked(row, State.FAILED, fault):
            record(JOB_FAILED, by=keeper, subject=Subject("job", row.pk, row.agency_id), facts=facts)


def _end(keeper: Actor, row: Job, state: State, fault: str = "") -> None:
    with acting(keeper):
        _marked(row, state, fault)


def _marked(row: Job, state: State, fault: str = "") -> bool:
    """Say what came of a job that is running; False where somebody else has said so."""
    ended = None if state == State.WAITING else Now()
    running = Job.objects.filter(pk=row.pk, state=State.RUNNING)
    return running.update(state=state, finished_at=ended, fault=fault) == 1
