"""From codes to the people behind them: one statement, in which what the actor may not know of is left out first."""

from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models.expressions import RawSQL

from accounts.actor import Actor
from casework.cases.policies import visible_people
from casework.people.codes import COLUMNS
from casework.people.indexing import coder

MOST: Final = 300
# The hits are fenced off: joined freely, the database may go through all people rather than trust the codes' indexes.
STATEMENT: Final = """
    WITH hits AS MATERIALIZED (
      SELECT person_id, max({overlap}) AS overlap FROM casework_namecodes WHERE {matches} GROUP BY person_id)
    SELECT person_id, overlap FROM hits CROSS JOIN LATERAL ({visible} OFFSET 0) seen
    ORDER BY overlap DESC, person_id LIMIT %s"""


def likeliest(actor: Actor, texts: Mapping[str, Collection[str]]) -> list[UUID]:
    """The ids of at most 300 people the actor may know of who share a code, those who share most first.

    Costs two statements whatever is found: whoever is hidden is as absent.
    """
    make = coder(actor)
    codes = {column: [make.code(column, text) for text in sorted(texts.get(column, ()))] for column in COLUMNS}
    used = [column for column in COLUMNS if codes[column]]
    if not used:
        return []
    given = [codes[column] for column in used]
    visible, visible_parameters = _visible(actor)
    statement = STATEMENT.format(
        overlap=" + ".join(f"coalesce({column} = ANY(%s), false)::int" for column in used),
        matches=" OR ".join(f"{column} = ANY(%s)" for column in used),
        visible=visible,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*given, *given, *visible_parameters, MOST])
        return [person_id for person_id, _ in cursor.fetchall()]


def _visible(actor: Actor) -> tuple[str, tuple[Any, ...]]:
    """The policy's own question, asked of one hit at a time."""
    hit = visible_people(actor).filter(pk=RawSQL("hits.person_id", ())).values("pk").order_by()
    try:
        statement, parameters = hit.query.sql_with_params()
    except EmptyResultSet:
        return "SELECT WHERE false", ()
    return statement, tuple(parameters)
