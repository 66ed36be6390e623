"""What the worker takes from its queue: procrastinate's table in the same database, which holds ids of jobs alone."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job as Queued

from accounts.jobs.declaring import Every
from accounts.jobs.rounds import begin_round
from accounts.jobs.running import Again, run
from accounts.jobs.services import TASK

AFTER_A_FAULT = 30


class AsTold(BaseRetryStrategy):
    """Try again when the job says so, and soon where not even that could be written down."""

    def get_retry_decision(self, *, exception: BaseException, job: Queued) -> RetryDecision:
        """When to try again: always, for what has failed for good ends without an exception."""
        return RetryDecision(retry_in={"seconds": exception.seconds if isinstance(exception, Again) else AFTER_A_FAULT})


@app.task(name=TASK, retry=AsTold())
def carry_out(*, job: str, partnership: str) -> None:
    """Carry out one job."""
    run(job, partnership)


def _round(every: Every) -> None:
    @app.periodic(cron=every.value, periodic_id=every.name)
    @app.task(name=f"round.{every.name}", retry=AsTold())
    def round_begins(timestamp: int) -> None:
        begin_round(every, timestamp)


for _every in Every:
    _round(_every)
