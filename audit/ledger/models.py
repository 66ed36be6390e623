"""Events and the rows they changed or showed. Nothing here points at a case or a user: history outlives both."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from audit.ledger.acts import Kind, sentence_for
from vault.ids import uuid7


class Event(models.Model):
    """Something that happened, written in the transaction in which it happened and never changed.

    The database adds `xid`, the writing transaction, by which the proof of the ledger will put events in order.
    """

    CLEAR: ClassVar[set[str]] = {
        "form", "at", "kind", "act", "actor_kind", "actor_id", "agency_id", "partnership_id",
        "subject_kind", "subject_id", "owner_id", "purpose", "facts",
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    form = models.PositiveSmallIntegerField(default=1, help_text="Version of the way these columns are hashed.")
    at = models.DateTimeField(db_default=Now())
    kind = models.CharField(max_length=16, choices=Kind.choices)
    act = models.CharField(max_length=40)
    actor_kind = models.CharField(max_length=10, blank=True)
    actor_id = models.CharField(max_length=36, blank=True)
    agency_id = models.CharField(max_length=36, blank=True)
    partnership_id = models.CharField(max_length=36, blank=True)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.CharField(max_length=36, blank=True)
    owner_id = models.CharField(max_length=36, blank=True, help_text="The agency whose record the subject is.")
    purpose = models.CharField(max_length=32, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=["subject_id", "-id"], name="event_subject"),
            models.Index(fields=["actor_id", "-id"], name="event_actor"),
            models.Index(fields=["agency_id", "-id"], name="event_agency"),
            models.Index(fields=["owner_id", "-id"], name="event_owner"),
        )
        constraints = (models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="event_kind"),)

    def __str__(self) -> str:
        return f"{self.act} {self.pk}"

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return sentence_for(self.act)


class EventRow(models.Model):
    """A row that an event inserted, updated, deleted (written by triggers) or showed (written by a selector)."""

    CLEAR: ClassVar[set[str]] = {"table", "op", "row_id", "columns", "owner_id"}

    class Op(models.TextChoices):
        """What happened to the row."""

        INSERTED = "I", "added"
        UPDATED = "U", "changed"
        DELETED = "D", "deleted"
        SHOWN = "S", "shown"

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, models.DO_NOTHING, related_name="rows")
    table = models.CharField(max_length=63)
    op = models.CharField(max_length=1, choices=Op.choices)
    row_id = models.CharField(max_length=36)
    columns = models.JSONField(null=True)
    owner_id = models.CharField(max_length=36, blank=True, default="", db_default="")

    class Meta:
        indexes = (models.Index(fields=["row_id", "-event"], name="eventrow_row"),)
        constraints = (models.CheckConstraint(condition=models.Q(op__in=["I", "U", "D", "S"]), name="eventrow_op"),)

    def __str__(self) -> str:
        return f"{self.op} {self.table} {self.row_id}"


class EventOwner(models.Model):
    """Another agency than the actor's, of whose rows an event showed some: it is that agency's business too."""

    CLEAR: ClassVar[set[str]] = {"owner_id"}

    event = models.ForeignKey(Event, models.DO_NOTHING, related_name="+")
    owner_id = models.CharField(max_length=36)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner_id", "event"], name="eventowner_once"),)

    def __str__(self) -> str:
        return f"{self.owner_id} {self.event_id}"
