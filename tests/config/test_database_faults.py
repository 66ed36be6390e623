"""A command at a terminal says in words that the database is away or was not migrated; other faults stay faults."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from config.database_faults import NOT_READY, in_words

NOBODY_THERE = "postgresql://rt_app@127.0.0.1:1/roundtable"


def command(*more: str) -> subprocess.CompletedProcess[str]:
    place = {**os.environ, "DATABASE_URL": NOBODY_THERE, "ROUNDTABLE_SETUP": "no"}
    place.pop("DATABASE_OWNER_URL", None)
    return subprocess.run(
        [sys.executable, "manage.py", "check_gates", *more],
        cwd=settings.BASE_DIR, env=place, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_a_database_that_is_away_is_said_in_words_unless_the_traceback_is_wanted() -> None:
    refused = command()
    assert refused.returncode == 1
    assert "The database does not answer" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "Traceback" in command("--traceback").stderr


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("SELECT FROM nowhere", NOT_READY),
        ("SELECT nothing FROM accounts_partnership", NOT_READY),
        ("SELECT nobody_made_this()", NOT_READY),
        ("SELECT 1 / 0", None),
        ("SELEKT", None),
    ],
)
def test_what_was_not_migrated_is_told_from_other_faults(statement: str, words: str | None) -> None:
    with pytest.raises(DatabaseError) as fault, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert in_words(fault.value) == words
