"""Asking for work, and what an administrator does about work that failed."""

from datetime import datetime
from inspect import signature
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction
from procrastinate.contrib.django import app

from accounts.actor import Actor
from accounts.acts import JOB_AGAIN, JOB_DROPPED
from accounts.jobs.declaring import Declared, declared
from accounts.jobs.models import Job, State
from accounts.jobs.selectors import find_failed
from audit.ledger.events import Subject, event

TASK: Final = "job"
_KEYS: Final = UUID("b21e5cb1-7f4d-5a0e-8f6f-0a4c7d5d9e01")


class NotAnId(TypeError):
    """A job may be given ids and numbers alone: what it needs it reads when it runs, as whoever asked."""


@transaction.atomic
def ask(job: Declared, *, actor: Actor, key: str = "", due: datetime | None = None, **ids: UUID | int) -> UUID:
    """Ask for a job in the transaction of the act, which takes the request back if it fails; gives the job's id.

    The same `key` for the same job in one partnership is one request, however often it is made. `due` is the earliest
    time. Refuses (NotAnId) arguments that are not ids or numbers, or that the job does not take.
    """
    _require_ids(job, ids)
    row = Job(
        partnership_id=actor.partnership_id, name=job.name, actor_kind=actor.kind, principal_id=actor.principal,
        agency_id=actor.agency_id, arguments={name: _plain(value) for name, value in ids.items()},
    )  # fmt: skip
    row.key = uuid5(_KEYS, f"{actor.partnership_id}/{job.name}/{key}") if key else row.pk
    Job.objects.bulk_create([row], ignore_conflicts=True)
    asked = Job.objects.get(key=row.key).pk
    if asked == row.pk:
        _queue(job, row, due)
    return asked


@transaction.atomic
def try_again(*, actor: Actor, job_id: UUID) -> None:
    """Let a job that failed begin again, as whoever asked for it; refuses (NotKnown) any other."""
    row = find_failed(actor, job_id, JOB_AGAIN)
    with event(JOB_AGAIN, by=actor, subject=Subject("job", row.pk, row.agency_id), facts={"job": row.name}):
        row.state, row.attempts, row.fault, row.finished_at = State.WAITING, 0, "", None
        row.save(update_fields=["state", "attempts", "fault", "finished_at"])
        _queue(declared(row.name), row, None)


@transaction.atomic
def drop(*, actor: Actor, job_id: UUID) -> None:
    """Let go of a job that failed; refuses (NotKnown) any other."""
    row = find_failed(actor, job_id, JOB_DROPPED)
    with event(JOB_DROPPED, by=actor, subject=Subject("job", row.pk, row.agency_id), facts={"job": row.name}):
        row.state = State.DROPPED
        row.save(update_fields=["state"])


def _require_ids(job: Declared, ids: dict[str, UUID | int]) -> None:
    wanted = set(list(signature(job.function).parameters)[1:])
    if set(ids) != wanted or any(type(value) not in {UUID, int} for value in ids.values()):
        raise NotAnId(f"The job {job.name} takes ids and numbers: {', '.join(sorted(wanted)) or 'none'}.")


def _plain(value: UUID | int) -> str | int:
    return str(value) if isinstance(value, UUID) else value


def _queue(job: Declared, row: Job, due: datetime | None) -> None:
    """Wake a worker once this transaction is committed."""
    names = {"partnership": row.partnership_id, "agency": row.agency_id, **row.arguments}
    lock = f"{job.name} {job.alone.format(**names)}" if job.alone else None
    app.configure_task(TASK, lock=lock, schedule_at=due).defer(job=str(row.pk), partnership=str(row.partnership_id))
