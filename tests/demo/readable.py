"""Everything that a database holds, as anyone with its files could read it, and which secrets stand there."""

import json
from collections.abc import Iterable

import psycopg
from psycopg import sql

from casework.people.folding import fold

TABLES = """
select relnamespace::regnamespace::text, relname from pg_class
where relkind in ('r', 'p', 'm') and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
  and relnamespace::regnamespace::text not like 'pg_%'
"""


def tables_of(owner: psycopg.Connection) -> dict[str, bytes]:
    """Every row of every table by the table's name, once as text and once as bytes.

    Text shows dates and numbers as people write them; bytes show what a binary column holds.
    """
    owner.execute("set local rt.maintenance = 'on'")
    names = [(schema, name) for schema, name in owner.execute(TABLES).fetchall()]
    return {
        name: b"\n".join(_copied(owner, schema, name, form) for form in ("text", "binary")) for schema, name in names
    }


def rows_of(owner: psycopg.Connection, table: str) -> int:
    """How many rows the dump saw of a table."""
    owner.execute("set local rt.maintenance = 'on'")
    (count,) = owner.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table))).fetchone() or (0,)
    return int(count)


def found(secrets: Iterable[str], text: bytes) -> set[str]:
    """The secrets that stand in a text: as they are, in small or capital letters, folded, or escaped as in JSON."""
    return {secret for secret in secrets if any(form in text for form in _forms(secret))}


def _copied(owner: psycopg.Connection, schema: str, name: str, form: str) -> bytes:
    statement = sql.SQL("copy (select * from {}) to stdout (format {})")
    with owner.cursor().copy(statement.format(sql.Identifier(schema, name), sql.SQL(form))) as copy:
        return b"".join(copy)


def _forms(secret: str) -> set[bytes]:
    written = {secret, secret.casefold(), secret.upper(), fold(secret)}
    return {form.encode() for word in written for form in (word, json.dumps(word)[1:-1])}
