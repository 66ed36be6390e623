"""Messages that were asked for, and whether they have been sent."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.agencies.models import Partnership
from accounts.people.models import User
from vault.ids import uuid7


class State(models.TextChoices):
    """Where a message is."""

    WAITING = "WAITING", "Waiting"
    SENDING = "SENDING", "On its way"
    SENT = "SENT", "Sent"
    DROPPED = "DROPPED", "Not sent: the account is closed"


class Message(models.Model):
    """That somebody is to be told something, by the code of a notice. It holds no address and no words.

    Nobody is told the same twice at once: the database holds one message of a notice that waits for a person.
    """

    CLEAR = frozenset({"notice", "state", "asked_at", "sent_at"})

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    notice = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="message_state"),
            models.UniqueConstraint(
                fields=["user", "notice", "partnership"], condition=Q(state="WAITING"), name="message_once_waiting"
            ),
        )
        indexes = (models.Index(fields=["user", "-id"], name="message_of_user"),)

    def __str__(self) -> str:
        return f"{self.notice} {self.pk}"
