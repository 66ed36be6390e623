"""The sealed column: what SQL may do with it, and what may be stored in it. Nothing here can open anything.

A sealed column may be selected, stored with a value sealed for that very row, and asked whether it is null. Everything
else is refused, in Python where the queryset sees it and in SQL where it does not.
"""
# ruff: noqa: FBT001, FBT002  the signatures are Django's

from typing import TYPE_CHECKING, Any, NoReturn

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import IsNull, Lookup

from vault import envelope as env
from vault.sealed import PlaintextRefused, Sealed

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

    _FieldBase = models.Field["Sealed | None", "Sealed | None"]
    _LookupBase = Lookup["Sealed"]
else:
    _FieldBase = models.Field
    _LookupBase = Lookup

_FIXTURE_MARK = "sealed:"
_NO_SUCH_FUNCTION = "vault_a_sealed_column_is_not_comparable"


class SealedCol(Col):
    """A reference to a sealed column, which compiles to a function that does not exist.

    `SealedField.select_format` takes that function off again, in the select list alone: in any other use of the column
    (a function, an aggregate, a comparison) the database itself refuses.
    """

    def plain_sql(self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper") -> tuple[str, Any]:
        """Give the column as it is, for the two lookups that are allowed."""
        sql, params = super().as_sql(compiler, connection)
        return sql, params

    def as_sql(self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper") -> tuple[str, Any]:
        """Make the column unusable; refuses at once where the select list is done (order, group, filter)."""
        if compiler.select is not None:
            raise FieldError(f"{_label(self.target)} is sealed: it cannot be ordered, grouped or compared.")
        sql, params = self.plain_sql(compiler, connection)
        return f"{_NO_SUCH_FUNCTION}({sql})", params


class SealedIsNull(IsNull):
    """`__isnull` on the column itself."""

    def process_lhs(self, compiler: Any, connection: Any, lhs: Any = None) -> tuple[str, Any]:
        """Use the bare column, for a sealed one; what Django does for anything else."""
        lhs = lhs or self.lhs
        if isinstance(lhs, SealedCol):
            return lhs.plain_sql(compiler, connection)
        return super().process_lhs(compiler, connection, lhs)


class IsEnvelope(_LookupBase):
    """`__is_envelope=Sealed`: exactly these stored bytes, for jobs that compare and swap."""

    lookup_name = "is_envelope"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Compare the bare column with the envelope's bytes; refuses anything but a Sealed."""
        if not isinstance(self.rhs, Sealed) or not isinstance(self.lhs, SealedCol):
            raise FieldError("is_envelope compares a sealed column with a Sealed.")
        sql, params = self.lhs.plain_sql(compiler, connection)
        return f"{sql} = %s", [*params, self.rhs.envelope]


_LOOKUPS: dict[str, Any] = {"isnull": SealedIsNull, "is_envelope": IsEnvelope}


class SealedField(_FieldBase):
    """A column of envelopes. Its kinds (text, date, JSON) are in vault.fields.

    `label` is what a value is bound to, for ever: renaming the class or column does not change it. The data category is
    `category`, or stands in the clear column of the row that `category_from` names.
    """

    description = "A sealed value"
    empty_strings_allowed = False

    def __init__(self, *, label: str = "", category: str = "", category_from: str = "", **options: Any) -> None:
        self.label, self.category, self.category_from = label, category, category_from
        options["editable"] = False  # a ModelForm that names the field is then refused by Django itself
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Label and category shape no schema, so migrations do not hold them."""
        name, path, args, options = super().deconstruct()
        options.pop("editable", None)
        return name, path, list(args), dict(options)

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Refuses a field without a label, with no or two sources of its category, or on a model that is not sealed."""
        found = super().check(**kwargs)
        if not self.label or bool(self.category) == bool(self.category_from):
            hint = "Give it a label of its own, and one of category and category_from."
            found.append(checks.Error("A sealed field has no label or no category.", hint, self, "vault.E001"))
        if not hasattr(self.model, "SEALED_FOR") or self.model._meta.base_manager_name is None:
            hint = "Inherit from vault.fields.SealedModel, and declare SEALED_FOR."
            found.append(checks.Error("A sealed field stands on a model that is not sealed.", hint, self, "vault.E002"))
        return found

    # ---- what a kind of field decides
    def to_text(self, value: Any) -> bytes:
        """Give the bytes to seal; refuses a value of another type."""
        raise NotImplementedError

    def from_text(self, text: bytes) -> Any:
        """Give the value that was sealed; refuses bytes that do not hold one."""
        raise NotImplementedError

    def refuse(self) -> PlaintextRefused:
        """Make the refusal of a value that cannot be sealed here; it names the field and never holds the value."""
        return PlaintextRefused(f"{self.label}: this is not a value that the field can seal.")

    # ---- the column
    def get_internal_type(self) -> str:
        """PostgreSQL's bytea."""
        return "BinaryField"

    def db_check(self, connection: "BaseDatabaseWrapper") -> str:
        """Have the database refuse what is not an envelope, by whatever road it comes."""
        column = connection.ops.quote_name(str(self.column))
        begins = f"substring({column} FROM 1 FOR {len(env.HEADER)}) = '\\x{env.HEADER.hex()}'"
        return f"octet_length({column}) >= {env.SMALLEST} AND {begins}"

    def get_col(self, alias: str, output_field: "models.Field[Any, Any] | None" = None) -> SealedCol:
        """Give a guarded reference to the column."""
        return SealedCol(alias, self, output_field or self)

    @property
    def cached_col(self) -> SealedCol:
        """A guarded reference to the column of the field's own table."""
        return SealedCol(self.model._meta.db_table, self)

    def select_format(self, compiler: "SQLCompiler", sql: str, params: Any) -> tuple[str, Any]:
        """In a select list the column may be named plainly: what comes out is a Sealed."""
        return (sql[len(_NO_SUCH_FUNCTION) + 1 : -1], params) if sql.startswith(_NO_SUCH_FUNCTION) else (sql, params)

    def get_lookup(self, lookup_name: str) -> Any:
        """`isnull` and `is_envelope`; refuses every other comparison."""
        if lookup_name in _LOOKUPS:
            return _LOOKUPS[lookup_name]
        raise FieldError(f"{self.label} is sealed: use a blind index, or open and compare.")

    def get_transform(self, lookup_name: str) -> NoReturn:
        """Refuses: an envelope has no parts."""
        raise FieldError(f"{self.label} is sealed: it has no parts.")

    # ---- values
    def from_db_value(self, value: bytes | None, expression: object, connection: object) -> Sealed | None:
        """Give stored bytes as a Sealed; whether they are an envelope is asked when they are opened."""
        return None if value is None else Sealed(value)

    def to_python(self, value: Any) -> Sealed | None:
        """Take Sealed, None or the form that a fixture carries; refuses everything else."""
        if value is None or isinstance(value, Sealed):
            return value
        if isinstance(value, str) and value.startswith(_FIXTURE_MARK):
            return self._from_fixture(value.removeprefix(_FIXTURE_MARK))
        raise PlaintextRefused(f"{self.label}: seal the value first (vault.opening.seal).")

    def _from_fixture(self, text: str) -> Sealed:
        try:
            envelope = bytes.fromhex(text)
            env.key_id(envelope)
        except (ValueError, env.Unreadable):
            raise self.refuse() from None
        return Sealed(envelope)

    def value_to_string(self, obj: models.Model) -> Any:
        """Give what a fixture carries: the envelope in hexadecimal, never text."""
        value = self.value_from_object(obj)
        return None if value is None else _FIXTURE_MARK + value.envelope.hex()

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        """Give the value to store; refuses one that was sealed for another row or column."""
        value = self.to_python(getattr(model_instance, self.attname))
        if value is not None and not sealed_for(value, self, model_instance.pk):
            raise PlaintextRefused(f"{self.label}: this value was sealed for another row or column.")
        return value

    def get_db_prep_value(self, value: Any, connection: "BaseDatabaseWrapper", prepared: bool = False) -> Any:
        """Give the envelope's bytes to the driver; refuses plain text."""
        sealed = self.to_python(value)
        return None if sealed is None else sealed.envelope


def sealed_for(value: Sealed | None, field: SealedField, row: object) -> bool:
    """Whether a value was sealed for this field and row; needs no key."""
    at = getattr(row, "bytes", None)
    return value is not None and at is not None and env.sealed_at(value.envelope) == env.place(field.label.encode(), at)


def _label(field: object) -> str:
    return getattr(field, "label", "This column")
