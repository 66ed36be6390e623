"""Sending one message: at least once, with a Message-ID that stays, so that a receiver can tell a copy from another."""

from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models.functions import Now
from django.template.loader import render_to_string

from accounts.actor import Actor
from accounts.context import acting
from accounts.jobs.declaring import job
from accounts.marking import MARKING
from accounts.outbox.models import Message, State
from accounts.outbox.notices import subject_of

WAITS: Final = (60, 300, 900, 1800, 3600, 3600, 7200, 14400)
"""Seconds between tries: a receiver may be away for most of a working day before the message is given up."""


@job("accounts.send_message", "Sending a message", whole=False, waits=WAITS)
def send(actor: Actor, *, message_id: UUID) -> None:
    """Send a message that is not sent yet; one to somebody whose account is closed is dropped.

    No transaction is open while the mail server is talked to. A worker killed in between sends it again.
    """
    with acting(actor):
        message = Message.objects.select_related("user", "partnership").filter(pk=message_id).first()
        if message is None or not _on_its_way(message):
            return
    _mail(message).send()
    with acting(actor):
        Message.objects.filter(pk=message.pk, state=State.SENDING).update(state=State.SENT, sent_at=Now())


def _on_its_way(message: Message) -> bool:
    """Mark the message as on its way, so that what happens from now on is told by another; False where it must not."""
    state = State.SENDING if message.user.is_active else State.DROPPED
    unsent = Message.objects.filter(pk=message.pk, state__in=[State.WAITING, State.SENDING])
    return unsent.update(state=state, sent_at=Now()) == 1 and state == State.SENDING


def _mail(message: Message) -> EmailMessage:
    address = settings.SITE_URL
    words = {"address": address, "partnership": message.partnership.name, "marking": MARKING}
    host = address.split("//")[1].split(":")[0]
    return EmailMessage(
        subject=f"[{MARKING}] {subject_of(message.notice)}",
        body=render_to_string("accounts/message.txt", {**words, "subject": subject_of(message.notice)}),
        to=[message.user.email],
        headers={"Message-ID": f"<{message.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )
