"""Telling somebody at work that there is something to see."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.jobs.services import ask
from accounts.outbox.models import Message, State
from accounts.outbox.notices import Notice
from accounts.outbox.sending import send
from accounts.people.models import User

POST = "post"


@transaction.atomic
def tell(*, actor: Actor, user: User, notice: Notice) -> None:
    """Have the user told by e-mail, once what is under way in this transaction is committed.

    A message of this notice that still waits for them tells this too. It holds nothing of the case: who reads their
    mail learns that there is something to see. The message is sent at least once, with one Message-ID.
    """
    keeper = system_actor(POST, actor.partnership_id)
    with acting(keeper):
        message = Message(partnership_id=actor.partnership_id, user=user, notice=notice.code)
        Message.objects.bulk_create([message], ignore_conflicts=True)
        if Message.objects.filter(pk=message.pk).exists():
            ask(send, actor=keeper, due=_quiet_until(message, notice), message_id=message.pk)


def tell_actor(*, actor: Actor, notice: Notice) -> None:
    """Have the actor themselves told, who may have gone on to something else; actor is a user."""
    tell(actor=actor, user=User.objects.get(pk=actor.principal), notice=notice)


def tell_each(*, actor: Actor, users: Iterable[User], notice: Notice) -> None:
    """Have several people told; always in the same order, so that two acts do not wait for each other."""
    for user in sorted(users, key=lambda each: each.pk):
        tell(actor=actor, user=user, notice=notice)


def _quiet_until(message: Message, notice: Notice) -> datetime | None:
    """The end of the time for which the user is left alone with this notice; None where it may go at once."""
    sent = Message.objects.filter(user=message.user, notice=notice.code, state__in=[State.SENDING, State.SENT])
    last: datetime | None = sent.filter(sent_at__gt=Now() - notice.quiet).aggregate(at=Max("sent_at"))["at"]
    return last + notice.quiet if last else None
