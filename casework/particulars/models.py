"""What was said of somebody, part by part: the latest of each holds, and earlier ones stay readable."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from casework.categories import Category
from casework.particulars.vocabulary import Part
from casework.people.models import Person
from casework.records import Record
from vault.fields import SealedJSONField


class PersonPart(Record):
    """One part as it was recorded; saying it anew supersedes the row and never changes it.

    Nobody is named as recorder of what the person's row said before its first change here.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("person_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "part", "category", "recorded_at", "superseded_at"}

    person = models.ForeignKey(Person, models.CASCADE, related_name="parts")
    part = models.CharField(max_length=12, choices=Part.choices)
    category = models.CharField(max_length=32, choices=Category.choices)
    detail = SealedJSONField(label="casework.personpart.detail", category_from="category")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    superseded_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["person", "part"], condition=Q(superseded_at=None), name="personpart_one_holds"
            ),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="personpart_part"),
            models.CheckConstraint(
                condition=Q(superseded_at=None) | Q(superseded_at__gte=models.F("recorded_at")),
                name="personpart_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"Part {self.pk}"
