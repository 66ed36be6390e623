"""A notice about something that was sent, and what its recipient did about it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Agency, User
from casework.records import Record
from multiagency.sharing.models import COPY, DisclosedItem, Disclosure
from vault.fields import SealedTextField


class Why(models.TextChoices):
    """Why a recipient is told (s.38(5)(c) of the 2018 Act; UK GDPR Article 19)."""

    CORRECTED = "CORRECTED", "It was corrected"
    WITHDRAWN = "WITHDRAWN", "It was withdrawn: it was wrong, or about somebody else"
    RESTRICTED = "RESTRICTED", "Its use is restricted"
    SENT_WRONGLY = "SENT_WRONGLY", "It should not have been sent"
    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN", "The consent that it was sent by was withdrawn"


class Recall(Record):
    """A notice about one copy of a disclosure, or where `item` is empty about all of it. It is never changed.

    Sealed for the disclosure, so that whoever can read the copy can read the notice.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("disclosure_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "why"}

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="recalls")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    item = models.ForeignKey(DisclosedItem, models.PROTECT, null=True, related_name="recalls")
    why = models.CharField(max_length=20, choices=Why.choices)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    words = SealedTextField(label="multiagency.recall.words", category=COPY)

    class Meta(Record.Meta):
        constraints = (models.CheckConstraint(condition=Q(why__in=Why.values), name="recall_why"),)

    def __str__(self) -> str:
        return f"Recall {self.pk}"


class Done(models.TextChoices):
    """What a recipient did about a notice."""

    DELETED = "DELETED", "We deleted our copy"
    CORRECTED = "CORRECTED", "We corrected what we hold"
    STOPPED = "STOPPED", "We stopped using it"
    KEPT = "KEPT", "We keep it, because we must"


class Acknowledged(Record):
    """That the receiving agency acknowledged a notice, and what it did; both agencies see it, and it stays."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("recall_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "done"}

    recall = models.OneToOneField(Recall, models.PROTECT, related_name="acknowledged")
    sender = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    done = models.CharField(max_length=12, choices=Done.choices)
    acknowledged_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(done__in=Done.values), name="acknowledged_done"),
            models.CheckConstraint(condition=~Q(sender=F("owner")), name="acknowledged_to_the_sender"),
        )

    def __str__(self) -> str:
        return f"Acknowledgement {self.pk}"
