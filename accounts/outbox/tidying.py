"""Letting go of messages that have been sent."""

from datetime import timedelta
from typing import Final

from django.db.models.functions import Now

from accounts.actor import Actor
from accounts.jobs.declaring import Every, job
from accounts.outbox.models import Message, State

KEPT: Final = timedelta(days=35)


@job("accounts.tidy_messages", "Letting go of messages that have been sent", every=Every.NIGHT)
def tidy(actor: Actor) -> None:
    """Delete the partnership's messages that were sent, or dropped, more than five weeks ago."""
    ended = Message.objects.filter(partnership_id=actor.partnership_id, state__in=[State.SENT, State.DROPPED])
    ended.filter(sent_at__lt=Now() - KEPT).delete()
