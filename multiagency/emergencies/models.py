"""What an officer found of something that was shared in an emergency."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from casework.openings.models import Outcome
from casework.records import Record
from multiagency.sharing.models import REASONS, Disclosure
from vault.fields import SealedTextField


class EmergencyReview(Record):
    """What was found; there is one for each disclosure, by somebody else than whoever shared, and it stays."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("disclosure_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "outcome"}

    disclosure = models.OneToOneField(Disclosure, models.PROTECT, related_name="emergency_review")
    disclosed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    words = SealedTextField(label="multiagency.emergencyreview.words", category=REASONS)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="emergencyreview_outcome"),
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("disclosed_by")), name="emergencyreview_by_somebody_else"
            ),
        )

    def __str__(self) -> str:
        return f"Review {self.pk}"
