"""The one question to the database that reads past the walls of agencies: ids of agencies come back, nothing else."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from multiagency.known_to.questions import Question

STATEMENT = "SELECT agency_id FROM known_to(%s::bytea[], %s::bytea[], %s::bytea[], %s::uuid[])"


def who_knows(question: Question, agencies: Collection[UUID]) -> frozenset[UUID]:
    """Those of the agencies asked who work with the person as somebody who offends, under the event of the check.

    Nobody where no check is open that names them, whatever is asked: the database looks again.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            STATEMENT, [list(question.names), list(question.births), list(question.numbers), sorted(agencies)]
        )
        return frozenset(agency_id for (agency_id,) in cursor.fetchall())
