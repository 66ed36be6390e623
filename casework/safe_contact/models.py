"""What is protected of a victim case, who is named to read it, and who harms."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.people.models import Person
from casework.records import Record
from vault.fields import SealedTextField


class Part(models.TextChoices):
    """The two protected parts of a victim case; their codes are those of the data categories."""

    LOCATION = Category.VICTIM_LOCATION.value, "Where they are"
    CONTACT = Category.SAFE_CONTACT.value, "How to contact them safely"


class ProtectedWords(Record):
    """One protected part of a victim case. It is no field of the person, so that no other case of theirs shows it."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "role", "part", "written_at"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="protected")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.VICTIM, editable=False)
    part = models.CharField(max_length=32, choices=Part.choices)
    words = SealedTextField(label="casework.protectedwords.words", category_from="part")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["case", "part"], name="protectedwords_once"),
            models.CheckConstraint(condition=Q(role=Role.VICTIM), name="protectedwords_role"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="protectedwords_part"),
        )

    def __str__(self) -> str:
        return f"Protected words {self.pk}"


class NamedReader(Record):
    """Somebody who may read one part; it ends, and stays on record: who could ever see where somebody was is asked."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "part", "ended_at"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="named_readers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    part = models.CharField(max_length=32, choices=Part.choices)
    reason = SealedTextField(label="casework.namedreader.reason", category=Category.PROFESSIONAL_CONTACT)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["case", "part", "user"], condition=Q(ended_at=None), name="namedreader_once"
            ),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="namedreader_part"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="namedreader_ended_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"Named reader {self.pk}"


class HarmedBy(Record):
    """That a victim case is about harm by a person whom an offender case manages; it opens neither to the other."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="harmed_by")
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+", db_constraint=False)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["case", "person"], name="harmedby_once"),)

    def __str__(self) -> str:
        return f"Harmed by {self.pk}"


class Approach(models.TextChoices):
    """An act by which a professional contacts somebody; each is acknowledged by itself (governance, VIC-04)."""

    CALL = "CALL", "Call"
    VOICE = "VOICE", "Leave a voicemail"
    TEXT = "TEXT", "Send a text message"
    EMAIL = "EMAIL", "Send an e-mail"
    LETTER = "LETTER", "Send a letter"
    VISIT = "VISIT", "Visit or meet"


class Acknowledgement(Record):
    """That somebody read the rule, in one version, before one kind of contact; it ends by itself, and stays."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "approach", "rule_at", "ends_at"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    approach = models.CharField(max_length=6, choices=Approach.choices)
    rule_at = models.DateTimeField(help_text="When the rule that they read was last changed: its version.")
    ends_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(approach__in=Approach.values), name="acknowledgement_approach"),
        )
        indexes = (models.Index(fields=["case", "user", "-ends_at"], name="acknowledgement_latest"),)

    def __str__(self) -> str:
        return f"Acknowledgement {self.pk}"
