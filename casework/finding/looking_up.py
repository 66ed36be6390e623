"""From codes to the people behind them: one statement, in which what the actor may not know of is left out first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from accounts.actor import Actor
from casework.people.codes import COLUMNS
from casework.people.indexing import coder
from casework.people.models import Person

MOST: Final = 300
STRONG: Final = 2  # codes that somebody shares whose name has one error; by chance few others do
WANTED: Final = ", ".join(f"%s::bytea[] AS {column}" for column in COLUMNS)
SHARED: Final = {column: f"{column} = ANY ((SELECT w.{column} FROM wanted w)::bytea[])" for column in COLUMNS}  # noqa: S608
OVERLAP: Final = " + ".join(f"coalesce({shared}, false)::int" for shared in SHARED.values())
# The hits are fenced off: joined freely, the database may go through all people rather than trust the codes' indexes.
STATEMENT: Final = f"""
    WITH wanted AS MATERIALIZED (SELECT {WANTED}), hits AS MATERIALIZED (
      SELECT person_id, max({OVERLAP}) AS overlap FROM casework_namecodes
      WHERE {" OR ".join(SHARED.values())} GROUP BY person_id)
    SELECT person_id, overlap FROM hits CROSS JOIN LATERAL ({{known}} OFFSET 0) known
    ORDER BY overlap DESC, person_id LIMIT {MOST}"""  # noqa: S608 - made of the columns' names


@dataclass(frozen=True, slots=True)
class Hits:
    """Ids of people who share codes, those who share most first: several, or a single one."""

    strong: tuple[UUID, ...] = ()
    weak: tuple[UUID, ...] = ()


def likeliest(actor: Actor, among: QuerySet[Person], texts: Mapping[str, Collection[str]]) -> Hits:
    """At most 300 people, of those the actor may know of, who share a code.

    Costs the same statements whatever is found: whoever is hidden is as absent.
    """
    make = coder(actor)
    codes = [[make.code(column, text) for text in sorted(texts.get(column, ()))] for column in COLUMNS]
    if not any(codes):
        return Hits()
    known, parameters = _asked_of_a_hit(among)
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT.format(known=known), [*codes, *parameters])
        found = cursor.fetchall()
    return Hits(
        tuple(person_id for person_id, overlap in found if overlap >= STRONG),
        tuple(person_id for person_id, overlap in found if overlap < STRONG),
    )


def _asked_of_a_hit(among: QuerySet[Person]) -> tuple[str, tuple[Any, ...]]:
    """The policy's own question."""
    hit = among.filter(pk=RawSQL("hits.person_id", ())).values("pk").order_by()
    try:
        statement, parameters = hit.query.sql_with_params()
    except EmptyResultSet:
        return "SELECT WHERE false", ()
    return statement, tuple(parameters)
