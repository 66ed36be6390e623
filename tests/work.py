"""Carrying out here, in order, the work beside the pages that a worker would do."""

from contextlib import suppress

from accounts.actor import system_actor
from accounts.agencies.models import Partnership
from accounts.context import acting
from accounts.jobs.models import Job, State
from accounts.jobs.running import Again, run


def jobs(partnership: Partnership) -> list[Job]:
    """Every job of a partnership, in the order in which they were asked for."""
    with acting(system_actor("tests", partnership.pk)):
        return list(Job.objects.order_by("pk"))


def carry_out(partnership: Partnership) -> None:
    """Do what is waiting, once each; what is asked for meanwhile is done too."""
    tried: set[object] = set()
    while waiting := [each for each in jobs(partnership) if each.state == State.WAITING and each.pk not in tried]:
        for each in waiting:
            tried.add(each.pk)
            with suppress(Again):
                run(str(each.pk), str(partnership.pk))
