"""Work on keys, from its beginning to its end, so that whoever stops it or looks at it knows where it is."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from accounts.agencies.models import Agency, Partnership
from vault.ids import uuid7


class KeyWork(models.Model):
    """The turning of an agency's key, or of its data keys, in one partnership.

    It may be stopped at any point, and goes on where it was.
    """

    CLEAR: ClassVar[frozenset[str]] = frozenset({"kind", "begun_at", "finished_at", "total", "done"})

    class Kind(models.TextChoices):
        """What is done."""

        ROTATION = "ROTATION", "Turning the agency's key"
        REKEY = "REKEY", "Sealing records anew"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    total = models.PositiveIntegerField(help_text="How many grants or records there were to do when it began.")
    done = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "partnership", "kind"],
                condition=models.Q(finished_at=None),
                name="keywork_one_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
