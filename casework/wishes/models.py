"""Two of the three things that are easily taken for each other: wishes and the agreement to take part.

The third is consent to sharing. Declining a service or wishing something not to be shared changes no lawful basis
(governance CON-01).
"""

from typing import ClassVar

from django.db import models

from accounts.models import User
from casework.cases.models import Case
from casework.categories import Category
from casework.records import Record
from vault.fields import SealedJSONField


class AboutSharing(models.TextChoices):
    """What the person says of their information being shared; a wish, not a lawful basis."""

    AGREES = "AGREES", "They are content for information to be shared"
    REFUSED = "REFUSED", "They do not want it shared"
    OBJECTS = "OBJECTS", "They object, and ask for their objection to be decided"


class Participation(models.TextChoices):
    """Whether somebody takes part in what is offered."""

    AGREED = "AGREED", "Agreed to take part"
    DECLINED = "DECLINED", "Declined"
    ENDED = "ENDED", "Stopped taking part"


class Wishes(Record):
    """What the person wants, word for word. Later words supersede them; none are edited."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "said_on"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="wishes", db_index=False)
    category = models.CharField(max_length=32, choices=Category.choices, default=Category.VULNERABILITY_ASSESSMENT)
    said_on = models.DateField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said = SealedJSONField(label="casework.wishes.said", category_from="category")

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["case", "-said_on", "-id"], name="wishes_in_order"),)

    def __str__(self) -> str:
        return f"Wishes {self.pk}"


class ServiceAgreement(Record):
    """That somebody agreed to take part in something, declined it or stopped. A later answer supersedes it."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "answered_on"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="agreements", db_index=False)
    category = models.CharField(max_length=32, choices=Category.choices, default=Category.INTERVENTION_RECORD)
    answered_on = models.DateField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answer = SealedJSONField(label="casework.serviceagreement.answer", category_from="category")

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["case", "-answered_on", "-id"], name="serviceagreement_in_order"),)

    def __str__(self) -> str:
        return f"Service agreement {self.pk}"
