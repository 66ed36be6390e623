"""A request of the police for what somebody else holds about a victim, and what was answered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from casework.cases.models import Role
from casework.categories import Category
from casework.chronology.once import Said
from vault.fields import SealedJSONField


class Counselling(models.TextChoices):
    """Whether counselling records are asked for; what is not known is treated as if they were."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Answer(models.TextChoices):
    """What became of the request."""

    PROVIDED = "PROVIDED", "Provided"
    REFUSED = "REFUSED", "Refused"
    REFERRED = "REFERRED", "Referred to somebody who decides"


class MaterialRequest(Said):
    """One request with its grounds and its answer, as they stood; a later one says what came after.

    Police, Crime, Sentencing and Courts Act 2022, Part 2 chapter 3A (governance, VIC-06).
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "role", "asked_on"}
    SAME: ClassVar[set[str]] = {"asked_on"}

    role = models.CharField(max_length=8, choices=Role.choices, default=Role.VICTIM, editable=False)
    asked_on = models.DateField()
    words = SealedJSONField(label="casework.materialrequest.words", category=Category.VULNERABILITY_ASSESSMENT)

    class Meta(Said.Meta):
        constraints = (models.CheckConstraint(condition=Q(role=Role.VICTIM), name="materialrequest_role"),)
