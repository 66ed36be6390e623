"""That a member of staff and a person on record know each other outside work."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from casework.categories import Category
from casework.people.models import Person
from casework.records import Record
from vault.fields import SealedJSONField


class Kind(models.TextChoices):
    """How they know each other. Every kind hides: a record about somebody close is read by somebody else."""

    SELF = "SELF", "This is the member of staff"
    FAMILY = "FAMILY", "Family, partner or former partner"
    FRIEND = "FRIEND", "Friend"
    NEIGHBOUR = "NEIGHBOUR", "Neighbour"
    COLLEAGUE = "COLLEAGUE", "Works or worked with them"
    EMPLOYED_BY_AGENCY = "EMPLOYED_BY_AGENCY", "Employed by this agency"
    OTHER = "OTHER", "Something else"


class Conflict(Record):
    """While it is in force, the member of staff sees no case of the person and does not find them.

    It belongs to the agency of the member of staff, also where the person is another agency's, whose row may go without
    asking for it. It is lifted, never changed.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("declared_about", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "lifted_at"}

    person = models.ForeignKey(Person, models.CASCADE, related_name="conflicts", db_constraint=False)
    declared_about = models.UUIDField(editable=False)  # the row at the time: a merge moves `person`, not the seal
    user = models.ForeignKey(User, models.PROTECT, related_name="conflicts")
    declared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    detail = SealedJSONField(label="casework.conflict.detail", category=Category.FAMILY_RELATIONSHIPS)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["user", "person", "partnership"], condition=Q(lifted_at=None), name="conflict_once_in_force"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="conflict_lifted_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(lifted_by=models.F("user")), name="conflict_lifted_by_another"),
        )

    def __str__(self) -> str:
        return f"Conflict {self.pk}"
