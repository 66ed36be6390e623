"""The command is killed at random points, again and again: nothing is half or doubled, and the numbers are even."""

import os
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from accounts.context import acting
from casework.case_import.models import CaseImport, ImportedRow, State
from casework.cases.models import Case
from casework.importing.selectors import importer_for
from casework.interventions.models import Intervention
from casework.people.models import Person
from tests.casework.case_import.old_system import CASES, NOTES, PEOPLE, csv_files
from tests.casework.case_import.test_scale import cases, notes, people
from tests.town import Town, make_town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.serial]
COUNT = 200
KILLS = 6
PATIENCE = 300


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A system of 200 cases with ten notes each, as three files."""
    sheets = {
        "People": [PEOPLE[0], *people(COUNT)], "Cases": [CASES[0], *cases(COUNT)], "Notes": [NOTES[0], *notes(COUNT)],
    }  # fmt: skip
    for name, content in csv_files(sheets):
        (tmp_path / name).write_bytes(content)
    return [str(tmp_path / f"{name.lower()}.csv") for name in sheets]


def started(town: Town, files: list[str]) -> subprocess.Popen[bytes]:
    """The command in a process of its own, on this test's database."""
    at = connection.settings_dict
    login = quote(str(at["USER"])) + (f":{quote(str(at['PASSWORD']))}" if at["PASSWORD"] else "")
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"},
        "DATABASE_URL": f"postgresql://{login}@{quote(str(at['HOST']), safe='')}:{at['PORT']}/{at['NAME']}",
        "ROOT_KEY_FILE": str(settings.ROOT_KEY_FILE),
        "SECRET_KEY": settings.SECRET_KEY,
        "ROUNDTABLE_SETUP": "no",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "manage.py", "import_cases", *files, "--agency", town.police.code]
    options = ["--team", town.team.title, "--resume"]
    return subprocess.Popen(
        [*command, *options], cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def read_until(run: subprocess.Popen[bytes], words: bytes) -> None:
    """Wait until it says so: what it plans is planned, and it begins to write."""
    assert run.stdout
    for line in run.stdout:
        if words in line:
            return


def stored(owner: psycopg.Connection) -> tuple[int, ...]:
    """People, cases, parts of cases, entries and rows known again, as they stand committed."""
    owner.rollback()
    owner.execute("SET LOCAL rt.maintenance = 'on'")
    tables = ("person", "case", "offendercase", "victimcase", "intervention", "importedrow")
    found = [owner.execute(f"SELECT count(*) FROM casework_{name}").fetchone() for name in tables]
    owner.rollback()
    return tuple(int(row[0]) for row in found if row)


def test_a_run_that_is_killed_at_random_goes_on_with_nothing_half_or_doubled(
    town: Town, files: list[str], owner_connection: psycopg.Connection
) -> None:
    chance, seen = random.Random(7), set()  # noqa: S311  chance, not secrets
    for _ in range(KILLS):
        run = started(town, files)
        read_until(run, b"notes.csv is read as")
        with suppress(subprocess.TimeoutExpired):
            run.wait(timeout=chance.uniform(0.5, 8))
        run.kill()
        run.communicate()
        whole, had_cases, offenders, victims, entries, rows = stored(owner_connection)
        seen.add(whole)
        assert whole == had_cases == offenders + victims  # a person with their case, and a case with its part
        assert entries == had_cases * 10  # and with every one of its notes
        assert rows == whole + had_cases + entries
    said = started(town, files).communicate(timeout=PATIENCE)[0].decode()
    assert f"{COUNT * 12:,} rows read = {COUNT * 12:,} added + 0 already here + 0 rejected + 0 left out" in said
    assert stored(owner_connection) == (COUNT, COUNT, COUNT // 2, COUNT // 2, COUNT * 10, COUNT * 12)
    assert len(seen) > 1, "no kill met a run at work"
    actor = importer_for(town.police.code, None)
    with acting(actor):
        assert CaseImport.objects.get().state == State.DONE
        assert Person.objects.count() == Case.objects.count() == COUNT
        assert Intervention.objects.filter(brought_in__isnull=False).count() == COUNT * 10
        assert ImportedRow.objects.count() == COUNT * 12
