"""Waiting for everybody who may still hold what is about to go.

A transaction that read a key or a sealed value before it was replaced may yet store something that needs the old one.
Locks do not tell: it has only read. So whatever is replaced is kept until every transaction open then has ended.
"""

import time
from collections.abc import Set as AbstractSet

from django.db import connection

# Every transaction holds a lock on its own number, which any login may see.
_OPEN = """
    SELECT virtualtransaction FROM pg_locks WHERE locktype = 'virtualxid' AND granted AND pid <> pg_backend_pid()"""
_PAUSE = 0.05


def open_transactions() -> frozenset[str]:
    """Name every transaction that is open on the server now, but for one's own."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN)
        return frozenset(name for (name,) in cursor.fetchall())


def have_ended(transactions: AbstractSet[str], *, patience: float) -> bool:
    """Wait, at most `patience` seconds, until all these have ended; say whether they have."""
    until = time.monotonic() + patience
    while transactions & open_transactions():
        if time.monotonic() >= until:
            return False
        time.sleep(_PAUSE)
    return True
