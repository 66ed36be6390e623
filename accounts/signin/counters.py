"""The cache in which tries at signing in are counted: a table, so that every server process counts together.

Django's own database cache stores pickles, which would let whoever can write a row run code in the server.
"""

import json
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils.crypto import salted_hmac

_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_READ = "SELECT value FROM accounts_counter WHERE key = %s AND expires > clock_timestamp()"
_WRITE = "INSERT INTO accounts_counter (key, value, expires) VALUES (%s, %s, %s) ON CONFLICT (key) DO UPDATE"
_WRITE += " SET value = excluded.value, expires = excluded.expires"
_ADD = f"{_WRITE} WHERE accounts_counter.expires <= clock_timestamp()"
_TOUCH = "UPDATE accounts_counter SET expires = %s WHERE key = %s AND expires > clock_timestamp()"
_DROP = "DELETE FROM accounts_counter WHERE key = %s"
_CLEAR = "DELETE FROM accounts_counter"
_SWEEP = """
    DELETE FROM accounts_counter WHERE key IN (
        SELECT key FROM accounts_counter WHERE expires <= clock_timestamp() LIMIT 20 FOR UPDATE SKIP LOCKED)"""


class CounterCache(BaseCache):
    """Keeps JSON values under hashed keys; what is added in a transaction that rolls back was never added."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The value, or the default where there is none or its time is over."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self._hashed(key, version)])
            row = cursor.fetchone()
        return default if row is None else json.loads(row[0])

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value for `timeout` seconds, and sweep away some whose time is over."""
        self._run(_WRITE, self._hashed(key, version), json.dumps(value), self._until(timeout))
        self._run(_SWEEP)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value unless there is one; waits for another transaction that is adding the same key."""
        return self._run(_ADD, self._hashed(key, version), json.dumps(value), self._until(timeout)) > 0

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Give a value a new time."""
        return self._run(_TOUCH, self._until(timeout), self._hashed(key, version)) > 0

    def delete(self, key: str, version: int | None = None) -> bool:
        """Drop a value."""
        return self._run(_DROP, self._hashed(key, version)) > 0

    def clear(self) -> None:
        """Drop every value."""
        self._run(_CLEAR)

    def _hashed(self, key: str, version: int | None) -> str:
        return salted_hmac("accounts.counters", self.make_key(key, version), algorithm="sha256").hexdigest()

    def _until(self, timeout: Any) -> datetime:
        seconds = self.get_backend_timeout(timeout)
        return _NEVER if seconds is None else datetime.fromtimestamp(seconds, UTC)

    def _run(self, statement: str, *values: str | datetime) -> int:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return int(cursor.rowcount)
