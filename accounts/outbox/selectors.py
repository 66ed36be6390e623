"""Reading what one has been told."""

from dataclasses import dataclass

from accounts.actor import Actor
from accounts.outbox.models import Message
from accounts.outbox.notices import subject_of

SHOWN = 50


@dataclass(frozen=True)
class ShownMessage:
    """A message as its reader's page shows it."""

    row: Message
    subject: str


def messages_to(actor: Actor) -> list[ShownMessage]:
    """The newest messages to the actor themselves in this partnership, at most 50."""
    mine = Message.objects.filter(user=actor.principal, partnership=actor.partnership_id).order_by("-pk")[:SHOWN]
    return [ShownMessage(row, subject_of(row.notice)) for row in mine]
