"""Reading how the work beside the pages goes."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateWorker

from accounts.actor import Actor
from accounts.acts import JOBS_LOOKED_AT
from accounts.agencies.models import Agency
from accounts.denials import NotKnown, NotPermitted
from accounts.jobs.declaring import title_of
from accounts.jobs.models import Job, State
from accounts.jobs.policies import may_oversee_work, visible_jobs
from audit.ledger.acts import Act
from audit.ledger.events import Subject

UNDER_WAY = (State.RUNNING, State.WAITING)
TO_DEAL_WITH = (State.FAILED, State.REFUSED)
RESOLVER = "your agency's administrator, or your partnership's"
SHOWN = 100
SILENCE = timedelta(minutes=1)


@dataclass(frozen=True)
class ShownJob:
    """A job as the page shows it: what, for which agency, since when, what came of it."""

    row: Job
    title: str
    agency: str


@dataclass(frozen=True)
class Work:
    """The work of a partnership or agency: what failed, what goes on, and whether no worker is at work."""

    to_deal_with: list[ShownJob]
    under_way: list[ShownJob]
    done: int
    silent: bool


def work_under_way(actor: Actor) -> Work:
    """The newest jobs that failed and that wait or run, at most 100 of each; refuses whoever oversees none."""
    if not may_oversee_work(actor):
        words = "Only an administrator of an agency or of the partnership looks after background work."
        raise NotPermitted(JOBS_LOOKED_AT, words=words, resolver=RESOLVER)
    jobs = visible_jobs(actor)
    done = jobs.filter(state=State.DONE).count()
    agencies = dict(Agency.objects.filter(partnerships=actor.partnership_id).values_list("pk", "name"))

    def shown(*states: State) -> list[ShownJob]:
        newest = jobs.filter(state__in=states).order_by("-pk")[:SHOWN]
        return [ShownJob(row, title_of(row.name), agencies.get(row.agency_id, "")) for row in newest]

    return Work(shown(*TO_DEAL_WITH), shown(*UNDER_WAY), done, silent=not workers_heard_of())


def workers_heard_of() -> int:
    """How many workers were heard of within the last minute, by the database's clock."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=Now() - SILENCE).count()


def find_failed(actor: Actor, job_id: UUID, act: Act) -> Job:
    """A job that failed, locked; NotKnown where there is none or it is not theirs to deal with."""
    row = visible_jobs(actor).filter(pk=job_id, state__in=TO_DEAL_WITH).select_for_update().first()
    if row is None:
        raise NotKnown(act, Subject("job", job_id))
    return row
