"""Many cases with ten notes each: every row comes in, and the time and memory are told."""

import os
import resource
import sys
import time
from collections.abc import Iterator

import pytest

from casework.case_import.lines import reconciled
from casework.case_import.options import Options
from tests.casework.case_import.old_system import ACTIONS, CASES, NOTES, PEOPLE, brought_in, csv_files
from tests.town import make_town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CASES_IN_TEST = int(os.environ.get("IMPORT_CASES", "300"))
NOTES_A_CASE = 10
WORDS = "Went to see them at home. They were calm and said that the week had been quiet. Agreed to ring on Friday. " * 4


def people(count: int) -> Iterator[list[object]]:
    """People whose names are all different."""
    for number in range(count):
        name = "".join(chr(ord("a") + int(figure)) for figure in str(number))
        yield [f"P{number}", name.title(), "O'Neil", f"{1 + number % 28:02d}/0{1 + number % 9}/{1950 + number % 50}"]


def cases(count: int) -> Iterator[list[object]]:
    for number in range(count):
        yield [
            f"C{number}",
            f"P{number}",
            "Offender" if number % 2 else "Victim",
            "Open",
            "Amber",
            "Reason",
            "",
            "03/02/2025",
            "",
            "",
        ]


def notes(count: int) -> Iterator[list[object]]:
    for number in range(count * NOTES_A_CASE):
        at = f"{1 + number % 28:02d}/0{1 + number % 9}/2025 1{number % 10}:15"
        yield [f"N{number}", f"C{number // NOTES_A_CASE}", at, "", "Casey Worker", "Phone", "", f"{number} {WORDS}"]


def actions(count: int) -> Iterator[list[object]]:
    for number in range(0, count, 2):
        yield [f"A{number}", f"C{number}", "Ring the school", "", "01/12/2027", "Open"]


def test_cases_with_ten_notes_each_come_in_and_a_second_run_adds_none() -> None:
    town, count = make_town(), CASES_IN_TEST
    files = csv_files(
        {
            "People": [PEOPLE[0], *people(count)], "Cases": [CASES[0], *cases(count)],
            "Notes": [NOTES[0], *notes(count)], "Actions": [ACTIONS[0], *actions(count)],
        }
    )  # fmt: skip
    options = Options("earlier system", team=town.team)
    rows = count * (2 + NOTES_A_CASE) + (count + 1) // 2
    for turn in ("first run", "second run"):
        started = time.perf_counter()
        _, plan = brought_in(town, files, options)
        taken = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(
            f"{turn} of {rows:,} rows: {taken:.1f} s, {rows / taken:,.0f} rows a second, peak {peak:,.0f} MiB\n"
        )
        added = rows if turn == "first run" else 0
        counts = reconciled(plan.lines)
        assert (counts["read"], counts["added"], counts["unchanged"]) == (rows, added, rows - added)
