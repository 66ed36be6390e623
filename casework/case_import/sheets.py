"""The sheets of everything that was sent, read whole, and what each of them is told or guessed to hold."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from casework.case_import.columns import LAYOUTS, PEOPLE_TITLES, Column
from casework.case_import.models import Sheet
from casework.importing.fields import Field
from casework.importing.mapping import guess_mapping
from casework.importing.reading import open_tables
from casework.importing.table import MEBIBYTE, FileRefused, Limits, NothingBelow, Row, Table
from casework.people.folding import fold

LIMITS: Final = Limits(
    size=50 * MEBIBYTE, rows=100_000, cell=600_000, line=MEBIBYTE, unpacked=600 * MEBIBYTE, whole_part=200 * MEBIBYTE
)
MOST_SHEETS: Final = 30
TITLE_COUNTS: Final = 2
TOO_MANY: Final = (
    f"There are more than {MOST_SHEETS} sheets. Send those that hold people, cases, leads, notes and actions."
)
TOO_LARGE: Final = (
    "The files are more than 50 MB together. Send them in several imports: people and cases first, then notes."
)
NOTHING: Final = "There is nothing below the headings of any sheet. Choose the files that hold the cases."
ENDING: Final = re.compile(r"\.(?:csv|tsv|txt|xlsx)$", re.IGNORECASE)
Source = Path | bytes


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet or CSV file: where it was, its headings and every row of it."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """What a sheet holds, and what each of its columns does (a field's code by heading)."""

    kind: Sheet
    columns: Mapping[str, str] = field(repr=False)

    def headings(self, column: Column) -> list[str]:
        """The headings of the columns that hold this, in the sheet's order."""
        return [heading for heading, code in self.columns.items() if code == column.value]


@dataclass(frozen=True, slots=True)
class Everything:
    """All sheets of an import, and words about those that hold nothing."""

    sheets: tuple[ReadSheet, ...]
    notes: tuple[str, ...] = ()


def read_everything(files: Iterable[tuple[str, Source]]) -> Everything:
    """Read every sheet of every file whole; rows with nothing in them are left behind.

    Refuses (FileRefused, in words that name the file) what is no table, more than 50 MB together, a sheet of more than
    100,000 rows, and files in which there is nothing at all.
    """
    files = list(files)
    if sum(len(source) if isinstance(source, bytes) else _size(source) for _, source in files) > LIMITS.size:
        raise FileRefused(TOO_LARGE)
    sheets, notes = [], []
    for name, source in _named(files):
        for title, table in _tables(name, source):
            place = f"{name}: {title}" if title else name
            if table is None:
                notes.append(f"{place} has nothing below its headings.")
                continue
            try:
                sheets.append(ReadSheet(place, table.header, tuple(_rows(place, table)), table.notes))
            except NothingBelow:
                notes.append(f"{place} has nothing below its headings.")
    if len(sheets) > MOST_SHEETS:
        raise FileRefused(TOO_MANY)
    if not sheets:
        raise FileRefused(NOTHING)
    return Everything(tuple(sheets), tuple(notes))


def guess_sheet(sheet: ReadSheet) -> SheetMapping:
    """Guess what a sheet holds from its headings, its title deciding between two that fit; NOTHING where none fits."""
    guesses = [(kind, guess_columns(sheet.header, kind)) for kind in Sheet if kind is not Sheet.NOTHING]
    fitting = [(kind, columns) for kind, columns in guesses if not missing(kind, columns)]
    if not fitting:
        return SheetMapping(Sheet.NOTHING, dict.fromkeys(sheet.header, Column.IGNORE.value))
    return SheetMapping(*max(fitting, key=lambda guess: _fit(sheet.name, *guess)))


def guess_columns(header: Sequence[str], kind: Sheet) -> dict[str, str]:
    """What each column holds if the sheet is of this kind; a second claim to the same is left out, save for words."""
    if kind is Sheet.PEOPLE:
        return {heading: each.value for heading, each in guess_mapping(header).columns}
    if kind is Sheet.NOTHING:
        return dict.fromkeys(header, Column.IGNORE.value)
    found: dict[str, str] = {}
    for heading in header:
        guess = LAYOUTS[kind].by_heading.get(fold(heading).replace(" ", ""), Column.IGNORE)
        taken = guess.value in found.values() and guess is not Column.TEXT
        found[heading] = Column.IGNORE.value if taken else guess.value
    return found


def missing(kind: Sheet, columns: Mapping[str, str]) -> str:
    """What a sheet of this kind cannot do without, in words; empty where nothing is missing."""
    codes = set(columns.values())
    if kind is Sheet.NOTHING:
        return ""
    if kind is Sheet.PEOPLE:
        has_name = codes & {Field.GIVEN.value, Field.FAMILY.value, Field.FULL.value}
        absent = [] if has_name else ["a name"]
        absent += [] if Field.REFERENCE.value in codes else ["the reference of the person"]
    else:
        absent = [
            " or ".join(sorted(column.label.lower() for column in one))
            for one in LAYOUTS[kind].needs
            if not codes & {column.value for column in one}
        ]
    return f"No column holds {', and none '.join(absent)}." if absent else ""


def _fit(name: str, kind: Sheet, columns: Mapping[str, str]) -> tuple[float, int]:
    """How well a kind fits: columns that it would know, and whether the title says so."""
    known = sum(code != Column.IGNORE.value for code in columns.values())
    titles = PEOPLE_TITLES if kind is Sheet.PEOPLE else LAYOUTS[kind].titles
    title = fold(ENDING.sub("", name.rpartition(": ")[2]))
    titled = bool({*title.split(), title.replace(" ", "")} & set(titles.split()))
    return known + TITLE_COUNTS * titled, -list(Sheet).index(kind)


def _named(files: Iterable[tuple[str, Source]]) -> Iterator[tuple[str, Source]]:
    """Tell two files of one name apart, by which is meant in a mapping."""
    met: Counter[str] = Counter()
    for name, source in files:
        met[name] += 1
        yield (name if met[name] == 1 else f"{met[name]}. {name}"), source


def _tables(name: str, source: Source) -> Iterator[tuple[str, Table | None]]:
    try:
        with open_tables(source, name=name, limits=LIMITS) as tables:
            yield from tables
    except FileRefused as refused:
        raise FileRefused(f"{name}: {refused.message}") from None


def _rows(place: str, table: Table) -> Iterator[Row]:
    try:
        yield from table.rows
    except NothingBelow:
        raise
    except FileRefused as refused:
        raise FileRefused(f"{place}: {refused.message}") from None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # opening it says why
