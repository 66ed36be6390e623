"""The rows by which agencies know one human being, as the database says (`rows_of_human`)."""

from uuid import UUID

from django.db.models import Func, UUIDField
from django.db.models.expressions import RawSQL


class RowsOfHuman(Func):
    """For a column of ids: each row that is asked about, and those that links in force tie to it."""

    function = "rows_of_human"
    output_field = UUIDField()
    set_returning = True


def rows_of_humans(*people: UUID) -> RawSQL:
    """The same for ids at hand, to be looked for with `in`."""
    return RawSQL("SELECT rows_of_human(one) FROM unnest(%s::uuid[]) AS one", [list(people)])  # a constant
