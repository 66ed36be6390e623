"""Django's PostgreSQL engine: it starts the private server when that is needed and keeps content out of errors."""

from types import TracebackType
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from django.db.utils import DatabaseErrorWrapper
from django.utils.functional import cached_property

from config import embedded_postgres

DATA_EXCEPTION = "22"  # the class of errors that quote the value which did not fit


class WithoutContent(DatabaseErrorWrapper):
    """Django's translation of the driver's errors, less what the server adds about the row and the statement."""

    def __exit__(
        self, exc_type: type[BaseException] | None, exc_value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(exc_value, psycopg.Error) and exc_value.diag.message_primary:
            exc_value.args = (without_content(exc_value.diag.message_primary, exc_value.sqlstate or ""),)
        super().__exit__(exc_type, exc_value, traceback)


def without_content(message: str, sqlstate: str) -> str:
    """An error's first line; where the error quotes a value, only what comes before it."""
    return message.partition('"')[0].rstrip(": ") if sqlstate.startswith(DATA_EXCEPTION) else message


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection; the setting EMBEDDED names the folder of the private server, or is None for any other."""

    @cached_property
    def wrap_database_errors(self) -> WithoutContent:
        """What every cursor runs under."""
        return WithoutContent(self)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """The driver's connection; where nobody answers at the private server's place, that server is started."""
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            if self.settings_dict.get("EMBEDDED") is None:
                raise
        embedded_postgres.ensure(self.settings_dict["EMBEDDED"])
        return super().get_new_connection(conn_params)
