"""A town that lasts, and time that passes."""

from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest

from tests.town import Town, make_town

AGED = """
    ALTER TABLE casework_breakglass DISABLE TRIGGER USER;
    UPDATE casework_breakglass SET created_at = created_at - %(by)s, ends_at = ends_at - %(by)s,
      review_due_at = review_due_at - %(by)s;
    ALTER TABLE casework_breakglass ENABLE TRIGGER USER"""


@pytest.fixture
def kept_town(transactional_db: None) -> Town:
    """A town that other connections see as well."""
    return make_town()


@pytest.fixture
def aged(owner_connection: psycopg.Connection) -> Callable[[timedelta], None]:
    """Let time pass for every break-glass there is: the database's clock cannot be moved, so its rows are."""

    def by(time: timedelta) -> None:
        with owner_connection.cursor() as cursor:
            cursor.execute("SELECT set_config('rt.maintenance', 'on', true)")
            for statement in AGED.split(";"):
                cursor.execute(statement, {"by": time} if "%(by)s" in statement else None)
        owner_connection.commit()

    return by
