"""Tables that exist in the scratch database alone: one kind of row, stored in the clear, sealed, and by Fernet."""

from typing import TYPE_CHECKING, Any, ClassVar, Final

from cryptography.fernet import Fernet
from django.db import models

from casework.categories import Category
from vault.fields import SealedJSONField, SealedModel, SealedTextField
from vault.ids import uuid7

FIELDS: Final = ("given", "family", "born", "number", "street", "town")
FERNET: Final = Fernet(Fernet.generate_key())
IDENTITY: Final = Category.IDENTITY

if TYPE_CHECKING:
    _Binary = models.BinaryField[Any, Any]
else:
    _Binary = models.BinaryField


class FernetField(_Binary):
    """A column as the usual libraries encrypt it: Fernet in the field, opened as the row is loaded."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> bytes:  # noqa: FBT001, FBT002 - Django's signature
        """Encrypt on the way in."""
        return FERNET.encrypt(value.encode())

    def from_db_value(self, value: Any, expression: object, connection: object) -> str:
        """Decrypt on the way out."""
        return FERNET.decrypt(bytes(value)).decode()


class _Row(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7)
    partnership_id = models.UUIDField()
    owner_id = models.UUIDField()
    subject_id = models.UUIDField()

    class Meta:
        abstract = True
        app_label = "benchmarks"  # no installed app's, so that no migration and no check sees them

    def __str__(self) -> str:
        return f"Row {self.pk}"


class _ClearRow(_Row):
    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta(_Row.Meta):
        abstract = True


class SealedRow(SealedModel, _Row):
    """What every sealed row here has."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("subject_id", "owner_id")

    class Meta(SealedModel.Meta, _Row.Meta):
        abstract = True


class Plain(_ClearRow):
    """Six columns in the clear."""

    given = models.TextField()
    family = models.TextField()
    born = models.TextField()
    number = models.TextField()
    street = models.TextField()
    town = models.TextField()


class ByFernet(_ClearRow):
    """Six columns, each encrypted by the field."""

    given = FernetField()
    family = FernetField()
    born = FernetField()
    number = FernetField()
    street = FernetField()
    town = FernetField()


class Apart(SealedRow):
    """Six envelopes."""

    given = SealedTextField(label="benchmarks.given", category=IDENTITY)
    family = SealedTextField(label="benchmarks.family", category=IDENTITY)
    born = SealedTextField(label="benchmarks.born", category=IDENTITY)
    number = SealedTextField(label="benchmarks.number", category=IDENTITY)
    street = SealedTextField(label="benchmarks.street", category=IDENTITY)
    town = SealedTextField(label="benchmarks.town", category=IDENTITY)


class Together(SealedRow):
    """The same six in one envelope, all rows about one subject."""

    words = SealedJSONField(label="benchmarks.words", category=IDENTITY)


class EachTheirOwn(SealedRow):
    """The same, each row about a subject of its own, with a key of its own."""

    words = SealedJSONField(label="benchmarks.own", category=IDENTITY)


class PlainNote(_ClearRow):
    """A narrative in the clear."""

    note = models.TextField()


class SealedNote(SealedRow):
    """A narrative, sealed."""

    note = SealedTextField(label="benchmarks.note", category=IDENTITY)


ALL: Final[tuple[type[models.Model], ...]] = (Plain, ByFernet, Apart, Together, EachTheirOwn, PlainNote, SealedNote)
