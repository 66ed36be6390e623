"""A real file of a thousand people with typing errors, and one of our own that covers the same ground."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.importing.checking import check_rows
from casework.importing.mapping import guess_mapping
from casework.importing.reading import open_table
from tests.casework.importing.files import csv_bytes

TODAY = dt.date(2026, 3, 9)
FAKE_1000 = Path(__file__).parents[4] / "shared" / "data" / "linkage" / "fake_1000.csv"
HEADER = ["unique_id", "first_name", "surname", "dob", "city", "email", "cluster"]
CITIES = ["London", "Lonon", "Leeds", ""]


def outcome(source: Path | bytes) -> Counter[str]:
    """Count people, refusals by their reason, and likely duplicates, with the mapping guessed."""
    count: Counter[str] = Counter()
    with open_table(source, name="people.csv") as table:
        for row in check_rows(table.header, table.rows, guess_mapping(table.header), TODAY):
            count["people"] += row.person is not None
            count["duplicates"] += bool(row.duplicates)
            count.update(problem.column for problem in row.problems)
    return count


def mistyped_people(seed: int) -> Iterator[list[str]]:
    """Give people of whom some are there twice, some lack a name or both, and some were born in the future."""
    chance = random.Random(seed)  # noqa: S311  invented people
    for number in range(1000):
        first, last = chance.choice(["Robert", "Rob", "Zoë", ""]), chance.choice(["Allen", "O'Neil", "Alen", ""])
        born = dt.date(1950, 1, 1) + dt.timedelta(days=chance.randrange(30_000))
        yield [str(number), first, last, born.isoformat(), chance.choice(CITIES), "", str(number // 3)]
    yield ["1000", "Anna", "Smith", "1990-05-17", "", "", "334"]
    yield ["1001", "ANNA", "smith", "17/05/1990", "", "", "334"]


@pytest.mark.skipif(not FAKE_1000.exists(), reason="the shared test data is not beside the project")
def test_the_real_file_comes_in_but_for_the_nameless_and_the_unborn() -> None:
    assert outcome(FAKE_1000) == {"people": 956, "duplicates": 100, "Name": 36, "Date of birth": 8}


def test_our_own_file_of_the_same_kind_comes_in_alike() -> None:
    people = list(mistyped_people(7))
    nameless = {row[0] for row in people if not row[1] + row[2]}
    unborn = {row[0] for row in people if row[3].startswith("20") and row[3] > TODAY.isoformat()}
    count = outcome(csv_bytes([HEADER, *people]))
    assert min(len(nameless), len(unborn), count["duplicates"]) >= 1
    assert count["people"] == len(people) - len(nameless | unborn)
    assert (count["Name"], count["Date of birth"]) == (len(nameless - unborn), len(unborn))
