"""Reading how the work beside the pages goes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
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
    """The work of a partnership or agency: what failed, what goes on, and whether anybody works at all."""

    to_deal_with: list[ShownJob]
    under_way: list[ShownJob]
    done: int
    heard_at: datetime | None

    @property
    def silent(self) -> bool:
        """Whether no worker has been heard of for a minute."""
        return self.heard_at is None or timezone.now() - self.heard_at > SILENCE


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

    return Work(shown(*TO_DEAL_WITH), shown(*UNDER_WAY), done, heard_of())


def heard_of() -> datetime | None:
    """When any worker was last heard of; None where none has registered."""
    beat: datetime | None = ProcrastinateWorker.objects.aggregate(at=Max("last_heartbeat"))["at"]
    return beat


def find_failed(actor: Actor, job_id: UUID, act: Act) -> Job:
    """A job that failed, locked; NotKnown where there is none or it is not theirs to deal with."""
    row = visible_jobs(actor).filter(pk=job_id, state__in=TO_DEAL_WITH).select_for_update().first()
    if row is None:
        raise NotKnown(act, Subject("job", job_id))
    return row
