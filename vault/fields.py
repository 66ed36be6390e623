"""What a model with sealed content is made of: the kinds of sealed field, the queryset and the base model."""

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db import models
from django.db.models.expressions import Case, Value
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.db.models.sql.where import AND

from vault import envelope as env
from vault.columns import SealedField, sealed_for
from vault.sealed import SHOWN, PlaintextRefused, Sealed

if TYPE_CHECKING:
    from uuid import UUID

__all__ = [
    "PlaintextRefused", "Sealed", "SealedDateField", "SealedField", "SealedJSONField", "SealedModel", "SealedQuerySet",
    "SealedTextField", "sealed_fields",
]  # fmt: skip

_DECODER = json.JSONDecoder()  # called directly: json.loads guesses at encodings and skips spaces, twice the work
_RowT_co = TypeVar("_RowT_co", bound=models.Model, covariant=True)


class SealedTextField(SealedField):
    """Sealed words; opens to str."""

    def to_text(self, value: Any) -> bytes:
        """UTF-8; refuses what is no str, and text that a sealed value was formatted into."""
        if not isinstance(value, str) or SHOWN in value:
            raise self.refuse()
        return self._encoded(value)

    def from_text(self, text: bytes) -> Any:
        """Give the words."""
        try:
            return text.decode()
        except UnicodeDecodeError:
            raise env.Unreadable("not text") from None

    def _encoded(self, value: str) -> bytes:
        try:
            return value.encode()
        except UnicodeEncodeError:  # half of a surrogate pair; the error would hold the whole text
            raise self.refuse() from None


class SealedDateField(SealedField):
    """A sealed day; opens to dt.date."""

    def to_text(self, value: Any) -> bytes:
        """ISO 8601; refuses text and a moment in time."""
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            raise self.refuse()
        return value.isoformat().encode()

    def from_text(self, text: bytes) -> Any:
        """Give the day."""
        try:
            return dt.date.fromisoformat(text.decode())
        except ValueError:
            raise env.Unreadable("not a date") from None


class SealedJSONField(SealedTextField):
    """A sealed dictionary or list of plain values; opens to dict or list."""

    def to_text(self, value: Any) -> bytes:
        """Compact JSON; refuses what would not come back equal: tuples, keys that are not text, NaN."""
        if not isinstance(value, dict | list) or not _comes_back_equal(value):
            raise self.refuse()
        try:
            text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        except ValueError:
            raise self.refuse() from None
        if SHOWN in text:
            raise self.refuse()
        return self._encoded(text)

    def from_text(self, text: bytes) -> Any:
        """Give the dictionary or list."""
        try:
            value, end = _DECODER.raw_decode(words := text.decode())
        except ValueError:
            raise env.Unreadable("not JSON") from None
        if end != len(words):
            raise env.Unreadable("not JSON alone")
        return value


class SealedQuerySet(models.QuerySet[_RowT_co]):
    """Refuses in update() what reaches a sealed column as an expression, or without saying for which one row."""

    def update(self, **values: Any) -> int:
        """As Django's, with each sealed value checked against the row it is for."""
        for name, field in sealed_fields(self.model).items():
            if name in values:
                self._check(field, values[name])
        return super().update(**values)

    update.alters_data = True  # type: ignore[attr-defined]  # as Django marks its own, for templates

    def _check(self, field: SealedField, value: Any) -> None:
        if hasattr(value, "resolve_expression"):
            _check_bulk_update(field, value)
        elif value is not None and not sealed_for(field.to_python(value), field, self._only_row()):
            raise PlaintextRefused(f"{field.label}: filter by pk, with the value sealed for that row.")

    def _only_row(self) -> "UUID | None":
        """Find the id that the filter pins, or None where it may let through another row."""
        where = self.query.where
        if where.connector != AND or where.negated:
            return None
        exact = [part for part in where.children if isinstance(part, Exact)]
        key = self.model._meta.pk
        return next((part.rhs for part in exact if getattr(part.lhs, "target", None) == key), None)


class SealedModel(models.Model):
    """Base of every model with a sealed column; its row id is a UUID, and it has a partnership_id.

    `SEALED_FOR` names the clear columns of subject and owner, whose key seals the row. `CLEAR` names the columns that
    hold nothing personal; ids and foreign keys need not be named.
    """

    SEALED_FOR: ClassVar[tuple[str, str]]
    CLEAR: ClassVar[frozenset[str] | set[str]] = frozenset()

    objects = SealedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"


def sealed_fields(model: type[models.Model]) -> dict[str, SealedField]:
    """Find the sealed fields of a model by name."""
    columns = model._meta.concrete_fields
    return {field.name: field for field in columns if isinstance(field, SealedField)}


def _check_bulk_update(field: SealedField, value: Any) -> None:
    """bulk_update hands over Case(When(pk=…, then=Value(sealed))), perhaps inside a Cast: every part is looked at."""
    case = value.source_expressions[0] if isinstance(value, Cast) else value
    if not isinstance(case, Case) or not isinstance(case.default, Value) or case.default.value is not None:
        raise PlaintextRefused(f"{field.label}: a sealed column takes a sealed value, not an expression.")
    for when in case.cases:
        row = dict(when.condition.children).get("pk") if hasattr(when.condition, "children") else None
        sealed = getattr(when.result, "value", when.result)
        if row is None or (sealed is not None and not sealed_for(field.to_python(sealed), field, row)):
            raise PlaintextRefused(f"{field.label}: not a value sealed for this row.")


def _comes_back_equal(value: object) -> bool:
    if isinstance(value, dict):
        return all(type(key) is str and _comes_back_equal(part) for key, part in value.items())
    if isinstance(value, list):
        return all(map(_comes_back_equal, value))
    return value is None or type(value) in (str, int, float, bool)
