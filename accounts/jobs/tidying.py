"""Letting go of work that is done."""

from datetime import timedelta
from typing import Final

from django.db.models.functions import Now

from accounts.actor import Actor
from accounts.jobs.declaring import Every, job
from accounts.jobs.models import Job, State

KEPT: Final = timedelta(days=35)
"""As long as backups live, so that what a restored database still has to do can be told from what it has done."""


@job("accounts.tidy_jobs", "Letting go of work that is done", every=Every.NIGHT)
def tidy(actor: Actor) -> None:
    """Delete the partnership's jobs that ended well, or were dropped, more than five weeks ago."""
    ended = Job.objects.filter(partnership_id=actor.partnership_id, state__in=[State.DONE, State.DROPPED])
    ended.filter(finished_at__lt=Now() - KEPT).delete()
