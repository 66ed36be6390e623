"""A person as one agency knows them, their identifiers, and the blind indexes by which they are found."""

from typing import Any, ClassVar

from django.db import models

from accounts.models import Agency, Partnership, User
from audit.ledger.events import Subject
from casework.categories import Category
from casework.people.codes import COLUMNS
from casework.records import Record
from vault.fields import SealedDateField, SealedJSONField, SealedTextField
from vault.indexes import CODE_BYTES


class AliasKind(models.TextChoices):
    """Why somebody has another name."""

    NICKNAME = "NICKNAME", "Nickname"
    STREET = "STREET", "Street name"
    MAIDEN = "MAIDEN", "Maiden name"
    FORMER = "FORMER", "Former name"
    SPELLING = "SPELLING", "Other spelling"
    UNKNOWN = "UNKNOWN", "Other name"


class IdentifierKind(models.TextChoices):
    """Numbers by which agencies know a person."""

    PNC = "PNC", "Police National Computer number"
    CRO = "CRO", "Criminal Records Office number"
    NDELIUS_CRN = "NDELIUS_CRN", "Probation case reference number"
    NOMS = "NOMS", "Prison number"
    VISOR_REF = "VISOR_REF", "ViSOR reference"
    NHS = "NHS", "NHS number"
    CHAIN = "CHAIN", "CHAIN number (rough sleeping)"
    ECINS = "ECINS", "ECINS reference"
    MOSAIC = "MOSAIC", "Mosaic number (social care)"
    HOUSING = "HOUSING", "Housing reference"
    CRIS = "CRIS", "Police crime-system reference"
    CONNECT = "CONNECT", "Connect reference"
    SOURCE = "SOURCE", "Reference in the file they came from"


class Person(Record):
    """One human being, or a business or venue harmed, as one agency knows them."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "version"}

    name = SealedJSONField(label="casework.person.name", category=Category.IDENTITY)
    date_of_birth = SealedDateField(label="casework.person.date_of_birth", category=Category.IDENTITY, null=True)
    particulars = SealedJSONField(label="casework.person.particulars", category=Category.IDENTITY, null=True)
    aliases = SealedJSONField(label="casework.person.aliases", category=Category.ALIAS_LINKS, null=True)
    version = models.PositiveIntegerField(default=1)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=~models.Q(merged_into=models.F("id")), name="person_not_into_itself"),
        )

    def __str__(self) -> str:
        return f"Person {self.pk}"

    @property
    def subject(self) -> Subject:
        """The person as the ledger names them."""
        return Subject("person", self.pk, self.owner_id)


TELLS_OF_OFFENDING = frozenset(
    {
        IdentifierKind.PNC,
        IdentifierKind.CRO,
        IdentifierKind.NDELIUS_CRN,
        IdentifierKind.NOMS,
        IdentifierKind.VISOR_REF,
    }
)
"""Numbers that only somebody who was arrested, convicted or supervised has: who sees a victim alone sees none."""


class PersonIdentifier(Record):
    """A number by which some agency knows the person; one that was wrong is removed with a reason, and stays here."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("person_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "removed_at"}

    person = models.ForeignKey(Person, models.CASCADE, related_name="identifiers")
    detail = SealedJSONField(label="casework.personidentifier.detail", category=Category.IDENTITY)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removal = SealedTextField(label="casework.personidentifier.removal", category=Category.IDENTITY, null=True)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=models.Q(removed_at=None, removed_by=None, removal__isnull=True)
                | models.Q(removed_at__isnull=False, removed_by__isnull=False, removal__isnull=False),
                name="personidentifier_removed_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"Identifier {self.pk}"


class PersonIndex(Record):
    """A keyed hash of something a person is searched by; equal hashes mean equal values within one partnership."""

    class Field(models.TextChoices):
        """What was hashed."""

        FULL_NAME = "FULL_NAME", "All names together"
        BIRTH = "BIRTH", "Date of birth"
        IDENTIFIER = "IDENTIFIER", "Identifier"
        IMPORTED = "IMPORTED", "The row of a file they came from"

    SEALED_FOR: ClassVar[tuple[str, str]] = ("person_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "field"}
    INDEXES: ClassVar[set[str]] = {"token"}

    person = models.ForeignKey(Person, models.CASCADE, related_name="indexes")
    field = models.CharField(max_length=12, choices=Field.choices)
    token = models.BinaryField(max_length=32)

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["partnership", "token", "field", "person"], name="personindex_once"),
        )

    def __str__(self) -> str:
        return f"Index {self.pk}"


def _code(**options: Any) -> "models.BinaryField[bytes, bytes]":
    return models.BinaryField(max_length=CODE_BYTES, **options)


class NameCodes(models.Model):
    """One name of a person as a row of keyed codes, by which it is found in spite of typing errors (ADR 10).

    Every row has the same number of codes; those of a birth date are empty where none is known.
    """

    CLEAR: ClassVar[set[str]] = {"category", "version"}
    INDEXES: ClassVar[set[str]] = set(COLUMNS)

    id = models.BigAutoField(primary_key=True)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="name_codes")
    category = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    start_start = _code()
    start_end = _code()
    end_start = _code()
    end_end = _code()
    sounds = _code()
    sound = _code()
    initial = _code()
    year = _code(null=True)
    birth = _code(null=True)

    class Meta:
        indexes = tuple(models.Index(fields=[column], name=f"namecodes_{column}") for column in COLUMNS)

    def __str__(self) -> str:
        return f"Codes {self.pk}"
