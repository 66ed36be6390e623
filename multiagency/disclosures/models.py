"""That a disclosure was opened by whoever received it."""

from typing import ClassVar

from django.db import models

from accounts.models import User
from casework.records import Record
from multiagency.sharing.models import Disclosure


class Opening(Record):
    """That somebody of the receiving agency opened a disclosure for the first time; the sender sees it.

    It belongs to the agency that received. Nothing of it is ever changed.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("disclosure_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at"}

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="openings")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["disclosure", "opened_by"], name="opening_once"),)

    def __str__(self) -> str:
        return f"Opening {self.pk}"
