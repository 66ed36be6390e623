"""Fifty thousand people: memory stays flat, and the time is told."""

import datetime as dt
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from casework.importing.checking import check_rows
from casework.importing.mapping import guess_mapping
from casework.importing.reading import open_table
from tests.casework.importing.files import csv_bytes

TODAY = dt.date(2026, 3, 9)
HEADER = ["unique_id", "first_name", "surname", "dob", "NHS", "city", "email"]
MEBIBYTE = 1024 * 1024


def people(count: int) -> Iterator[list[str]]:
    """Give people whose names and dates are all different."""
    for number in range(count):
        born = dt.date(1930, 1, 1) + dt.timedelta(days=number % 30_000)
        name = "".join(chr(ord("a") + int(figure)) for figure in str(number))
        yield [str(number), name.title(), "O'Neil", born.isoformat(), "943 476 5919", "London", "a@example.org"]


def read_through(path: Path) -> int:
    """Read a file to its end, keeping nothing."""
    with open_table(path, name=path.name) as table:
        return sum(1 for _ in table.rows)


def peak_of_reading(path: Path) -> int:
    """Give the most bytes that Python held while reading a file, above what it held before."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    read_through(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak - before


def as_csv(path: Path, count: int) -> Path:
    path.write_bytes(csv_bytes([HEADER, *people(count)]))
    return path


def as_workbook(path: Path, count: int) -> Path:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in [HEADER, *people(count)]:
        sheet.append(row)
    workbook.save(path)
    return path


def test_reading_ten_times_the_rows_of_text_takes_no_more_memory(tmp_path: Path) -> None:
    small, large = (peak_of_reading(as_csv(tmp_path / f"{count}.csv", count)) for count in (5_000, 50_000))
    sys.stdout.write(
        f"reading CSV: peak {small / MEBIBYTE:.2f} MiB for 5,000 rows, {large / MEBIBYTE:.2f} MiB for 50,000\n"
    )
    assert large < 4 * MEBIBYTE
    assert large < small + MEBIBYTE


@pytest.mark.slow
def test_fifty_thousand_rows_of_text_are_read_and_checked_in_seconds(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "people.csv", 50_000)
    started = time.perf_counter()
    with open_table(path, name=path.name) as table:
        kept = sum(bool(row.person) for row in check_rows(table.header, table.rows, guess_mapping(table.header), TODAY))
    taken = time.perf_counter() - started
    sys.stdout.write(f"reading and checking 50,000 rows of CSV: {taken:.2f} s, {50_000 / taken:,.0f} rows a second\n")
    assert kept == 50_000
    assert taken < 60


@pytest.mark.slow
def test_a_workbook_of_fifty_thousand_rows_is_read_in_little_memory(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "people.xlsx", 50_000)
    started = time.perf_counter()
    assert read_through(path) == 50_000
    taken = time.perf_counter() - started
    small = peak_of_reading(as_workbook(tmp_path / "small.xlsx", 2_000))
    large = peak_of_reading(as_workbook(tmp_path / "large.xlsx", 20_000))
    sys.stdout.write(
        f"reading XLSX: {taken:.1f} s; peak {small / MEBIBYTE:.1f} MiB for 5,000, {large / MEBIBYTE:.1f} MiB for 50,000"
    )
    assert large < 32 * MEBIBYTE
