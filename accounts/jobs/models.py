"""Work that was asked for: in whose name, with which ids, and what came of it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.agencies.models import Partnership
from vault.ids import uuid7


class State(models.TextChoices):
    """What has become of work that was asked for."""

    WAITING = "WAITING", "Waiting"
    RUNNING = "RUNNING", "Running"
    DONE = "DONE", "Done"
    FAILED = "FAILED", "Failed"
    REFUSED = "REFUSED", "Refused"
    DROPPED = "DROPPED", "Dropped"


class Job(models.Model):
    """One piece of work. Its row is what counts; the queue that wakes the workers only holds its id.

    A job holds ids and numbers alone, and the database refuses anything else; so the ledger does not guard it. What it
    does is written down by the services that it calls, as whoever asked for it.
    """

    CLEAR = frozenset({
        "name", "actor_kind", "arguments", "state", "attempts", "asked_at", "started_at", "finished_at", "fault",
    })  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    key = models.UUIDField(unique=True, help_text="What makes two requests for the same work one.")
    actor_kind = models.CharField(max_length=10)
    principal_id = models.UUIDField()
    agency_id = models.UUIDField()
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=40, blank=True, help_text="The kind of fault or refusal, never its words.")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="job_state"),
            models.CheckConstraint(condition=Q(actor_kind__in=["user", "service", "system"]), name="job_actor_kind"),
        )
        indexes = (models.Index(fields=["partnership", "state", "-id"], name="job_of_partnership"),)

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"
