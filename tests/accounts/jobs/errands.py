"""Jobs that exist in these tests alone."""

import time
from uuid import UUID

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.jobs.declaring import job
from accounts.roles import Role
from audit.ledger.acts import Act, Kind
from audit.ledger.events import Subject, event

DONE = Act("tests.job_done", Kind.CONSULTATION, "Did something in a test")


@job("tests.write", "Writing something down", waits=(1, 2), roles=frozenset({Role.ANALYST}))
def write(actor: Actor, *, subject: UUID) -> None:
    """Leave one event about the subject, in the actor's name."""
    with event(DONE, by=actor, subject=Subject("test", subject, actor.agency_id), facts={"roles": len(actor.roles)}):
        pass


@job("tests.break", "Breaking", waits=(1, 2))
def break_down(actor: Actor, *, subject: UUID) -> None:
    """Write something down and fail, in words that nobody may read."""
    write(actor, subject=subject)
    raise ValueError("Adaline Quillfeather")


@job("tests.refuse", "Being refused")
def be_refused(actor: Actor) -> None:
    """Ask for more than one may."""
    raise NotPermitted(DONE, words="No.", resolver="nobody")


@job("tests.take_a_while", "Taking a while", waits=(1, 2), alone="{agency}")
def take_a_while(actor: Actor, *, tenths: int) -> None:
    """Write something down, and take so many tenths of a second over it."""
    with event(DONE, by=actor, facts={"tenths": tenths}):
        time.sleep(tenths / 10)
