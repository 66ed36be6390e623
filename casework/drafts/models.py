"""What somebody is typing."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from casework.records import Record
from vault.fields import SealedJSONField

COMPARTMENT = "DRAFT"
"""No data category, so that no share or service can be given it: what is half typed is shared with nobody."""


class Draft(Record):
    """What one person has typed into one form, on its page; gone once the form is saved or the draft thrown away.

    Sealed for the case that the form is about, or for its writer where it is about none. `page` is the window that
    typed last, so that two windows on one form do not overwrite each other unseen.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("subject_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "saved_at", "form"}

    case = models.ForeignKey("casework.Case", models.CASCADE, null=True, related_name="+")
    subject_id = models.UUIDField()
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    place = models.UUIDField(help_text="Made of the address at which the form stands.")
    form = models.CharField(max_length=40, help_text="The name of that address.")
    page = models.UUIDField()
    saved_at = models.DateTimeField(db_default=Now())
    words = SealedJSONField(label="casework.draft.words", category=COMPARTMENT)

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["partnership", "owner", "user", "place"], name="draft_once"),
            models.CheckConstraint(
                condition=Q(subject_id=models.F("case_id")) | Q(case=None, subject_id=models.F("user_id")),
                name="draft_subject",
            ),
        )
        indexes = (models.Index(fields=["saved_at"], name="draft_saved_at"),)

    def __str__(self) -> str:
        return f"Draft {self.pk}"
