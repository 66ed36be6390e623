"""The register of conditions: what an agency relies on for sensitive data, and the policy document that says how."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from casework.categories import Category
from multiagency.agreements.models import Kept


class Reliance(Kept):
    """That an agency relies on a condition for some data categories, with its policy document, as last written.

    Every row of one entry has its `entry`; the newest counts, and none is edited. Both days are inclusive. The document
    is in date while its review is not overdue.
    """

    CLEAR: ClassVar[set[str]] = {
        "made_at", "condition", "categories", "reference", "procedures", "retention", "from_on", "until_on",
        "review_on", "replaced_at",
    }  # fmt: skip

    entry = models.UUIDField()
    condition = models.CharField(max_length=20, help_text="A code of the catalogue of conditions.")
    categories = ArrayField(models.CharField(max_length=32, choices=Category.choices))
    reference = models.CharField(max_length=40, blank=True, help_text="What the policy document is called.")
    procedures = models.TextField(blank=True, help_text="How the principles of data protection are kept.")
    retention = models.TextField(blank=True, help_text="How long data is kept, and how it is erased.")
    keeper = models.ForeignKey(User, models.PROTECT, related_name="+", help_text="Who answers for the document.")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    review_on = models.DateField()
    written_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="Nobody where it was set up with the partnership."
    )
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["entry"], condition=Q(replaced_at=None), name="reliance_counts_once"),
            models.CheckConstraint(condition=Q(categories__len__gt=0), name="reliance_for_something"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="reliance_ends_later"
            ),
            models.CheckConstraint(condition=Q(review_on__gte=F("from_on")), name="reliance_reviewed_later"),
        )
        indexes = (models.Index(fields=["owner", "partnership"], name="reliance_now", condition=Q(replaced_at=None)),)

    def __str__(self) -> str:
        return f"Reliance {self.pk}"
