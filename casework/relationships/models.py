"""Who somebody is to the person of a case, and who said that a colleague's likeness is no conflict."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from casework.cases.models import Case
from casework.categories import Category
from casework.people.models import Person
from casework.records import Record
from vault.fields import SealedJSONField

OF_FAMILIES = (Category.FAMILY_RELATIONSHIPS, Category.CHILDREN_IN_HOUSEHOLD)


class Relationship(Record):
    """What one other person is to the person of a case, as this case says it; replaced or withdrawn, never edited.

    The other person has a case of the same agency, or is a name written down. The name is written here in any case, so
    that reading it opens nothing of another record and does not tell that there is one.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "closed_at"}
    INDEXES: ClassVar[set[str]] = {"same", "name_token", "birth_token"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="relationships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    category = models.CharField(max_length=32, choices=Category.choices)
    other_case = models.ForeignKey(Case, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    other = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    detail = SealedJSONField(label="casework.relationship.detail", category_from="category")
    same = models.BinaryField(max_length=32)
    name_token = models.BinaryField(max_length=32)
    birth_token = models.BinaryField(max_length=32, null=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["case", "same"], condition=Q(closed_at=None), name="relationship_once"),
            models.CheckConstraint(condition=~Q(other=F("person")), name="relationship_of_two"),
            models.CheckConstraint(
                condition=Q(other=None, other_case=None) | Q(other__isnull=False, other_case__isnull=False),
                name="relationship_other_pair",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="relationship_closed_by_somebody",
            ),
            models.CheckConstraint(condition=Q(category__in=OF_FAMILIES), name="relationship_category"),
        )
        indexes = (models.Index(fields=["partnership", "name_token"], name="relationship_name"),)

    def __str__(self) -> str:
        return f"Relationship {self.pk}"


class RuledOut(Record):
    """That a human looked at a colleague's likeness to somebody related to a case's person, and found no conflict."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="ruled_out")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    ruled_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["case", "user"], name="ruledout_once"),
            models.CheckConstraint(condition=~Q(user=F("ruled_by")), name="ruledout_by_another"),
        )

    def __str__(self) -> str:
        return f"Ruled out {self.pk}"
