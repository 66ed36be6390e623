"""Which lawful basis an agency relies on for a case and a purpose; a later choice supersedes an earlier one."""

from typing import ClassVar

from django.db import models

from accounts.models import User
from casework.cases.models import Case
from casework.categories import Category
from casework.records import Record
from vault.fields import SealedJSONField


class Basis(models.TextChoices):
    """Lawful bases of UK GDPR Article 6, public task first: it is what most of these agencies act on."""

    PUBLIC_TASK = "PUBLIC_TASK", "Public task"
    LEGAL_OBLIGATION = "LEGAL_OBLIGATION", "Legal obligation"
    VITAL_INTERESTS = "VITAL_INTERESTS", "Vital interests"
    LEGITIMATE_INTERESTS = "LEGITIMATE_INTERESTS", "Legitimate interests"
    CONSENT = "CONSENT", "Consent"


class LawfulBasis(Record):
    """One choice of a basis, with its reason, and the override that allowed it where one was needed."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="bases")
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    choice = SealedJSONField(label="casework.lawfulbasis.choice", category=Category.PROFESSIONAL_CONTACT)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(requested_by=models.F("chosen_by")), name="lawfulbasis_overridden_by_another"
            ),
        )

    def __str__(self) -> str:
        return f"Lawful basis {self.pk}"
