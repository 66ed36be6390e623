"""Checking the rows of a file: each becomes a person fit to keep, or plain words about what to correct."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from casework.dates import NotADate, PartialDate, read_birth_date
from casework.importing.duplicates import LikelyDuplicate, Seen
from casework.importing.fields import ALIAS_FIELDS, IDENTIFIER_FIELDS, Field
from casework.people.folding import fold
from casework.importing.identifiers import Identifier, NotAnIdentifier, read_identifier, text_kept
from casework.importing.mapping import ColumnMapping, MappingRefused, mapping_problems
from casework.importing.names import FORMULA_STARTS, NOT_KNOWN, NotAName, part_full_name, read_name
from casework.importing.people import Alias, PersonRow
from casework.importing.table import Row, RowProblem

LONGEST_REFERENCE: Final = 100
NAMELESS: Final = "Neither a given name nor a family name is filled in. Fill in at least one."
NOT_KNOWN_WORDS: Final = "This says that it is not known, so it is left empty."
UNSURE: Final = "The name was parted as given name “{given}” and family name “{family}”. Check that this is right."
NO_REFERENCE: Final = "This is empty, so on another run this person is recognised only by everything in the row."
NOT_A_REFERENCE: Final = f"Use at most {LONGEST_REFERENCE} letters, figures and signs, and not a formula."
AMERICAN_NOTE: Final = (
    "Some dates of birth put the month first, as in America. Others in the file may too without showing it, "
    "such as 05/06/1990: check how the column was made."
)
NUMBERS_NOTE: Final = (
    "{label} holds numbers in the workbook, and numbers lose zeros in front. "
    "If yours start with zeros, format the column as Text and fill it again."
)


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row after checking: a person, or the problems that keep it out; questions and duplicates keep nothing out."""

    number: int
    person: PersonRow | None
    problems: tuple[RowProblem, ...] = ()
    questions: tuple[RowProblem, ...] = ()
    duplicates: tuple[LikelyDuplicate, ...] = ()


class Check:
    """The checked rows, one after another, and what holds for whole columns once they are through."""

    def __init__(self, rows: Iterable[Row], mapping: ColumnMapping, today: dt.date) -> None:
        """Take what check_rows was given."""
        self._rows = rows
        self._mapping = mapping
        self._today = today
        self._seen = Seen()
        self._american = False
        self._number_fields: dict[Field, None] = {}

    def __iter__(self) -> Iterator[CheckedRow]:
        """Check the rows as they come; a file is gone through once."""
        for row in self._rows:
            reader = _RowReader(row, self._mapping, self._today)
            person = reader.person()
            self._american = self._american or reader.american
            self._number_fields.update(dict.fromkeys(reader.number_fields()))
            yield self._finished(reader, person)

    def _finished(self, reader: "_RowReader", person: PersonRow) -> CheckedRow:
        number = reader.row.number
        earlier = self._seen.earlier_reference(person.reference, number) if person.reference else None
        if earlier:
            reader.problem(Field.REFERENCE, f"Row {earlier} has the same reference. Give each person their own.")
        if reader.problems:
            return CheckedRow(number, None, tuple(reader.problems), tuple(reader.questions))
        duplicates = self._seen.likely_duplicates(person)
        return CheckedRow(number, person, (), tuple(reader.questions), duplicates)

    @property
    def notes(self) -> tuple[str, ...]:
        """Words about whole columns; complete only after the last row."""
        american = (AMERICAN_NOTE,) if self._american else ()
        return (*american, *(NUMBERS_NOTE.format(label=each.label) for each in self._number_fields))


def check_rows(header: Sequence[str], rows: Iterable[Row], mapping: ColumnMapping, today: dt.date) -> Check:
    """Check rows against a mapping, as of a day; go through the result once.

    Refuses (MappingRefused) a mapping that does not fit the header, before any row is read.
    """
    problems = mapping_problems(mapping, header)
    if problems:
        raise MappingRefused(*problems)
    return Check(rows, mapping, today)


@dataclass(slots=True)
class _RowReader:
    """Reads one row into a person, gathering problems and questions on the way."""

    row: Row
    mapping: ColumnMapping
    today: dt.date
    problems: list[RowProblem] = field(default_factory=list)
    questions: list[RowProblem] = field(default_factory=list)
    american: bool = False

    def person(self) -> PersonRow:
        """Read every field; the person counts only when no problem was found."""
        self._reading_problems()
        given, family = self._names()
        person = PersonRow(
            row=self.row.number,
            given=given,
            family=family,
            other=self._name(Field.OTHER, self._text(Field.OTHER)),
            aliases=tuple(self._aliases()),
            born=self._born(),
            identifiers=tuple(self._identifiers()),
            reference=self._reference(),
        )
        if not self.problems and not (given or family):
            self.problems.append(RowProblem(self.row.number, "Name", NAMELESS))
        return person

    def problem(self, each: Field, message: str) -> None:
        """Note what keeps the row out."""
        self.problems.append(RowProblem(self.row.number, each.label, message))

    def number_fields(self) -> Iterator[Field]:
        """Give the fields read as text whose cell the workbook holds as a number."""
        fields = dict(self.mapping.columns)
        for heading in sorted(self.row.numbers):
            if fields.get(heading) in {Field.REFERENCE, *IDENTIFIER_FIELDS}:
                yield fields[heading]

    def _question(self, each: Field, message: str) -> None:
        self.questions.append(RowProblem(self.row.number, each.label, message))

    def _reading_problems(self) -> None:
        """Take over what reading found, except in columns that are not brought in."""
        for problem in self.row.problems:
            each = dict(self.mapping.columns).get(problem.column, Field.IGNORE)
            if not problem.column:
                self.problems.append(problem)
            elif each is not Field.IGNORE:
                self.problem(each, problem.message)

    def _text(self, each: Field, heading: str | None = None) -> str:
        """Give a cell as text; a date in a column of text is a problem."""
        cell = self.row.cells.get(heading or self.mapping.heading(each) or "", "")
        if isinstance(cell, dt.date):
            self.problem(each, "This is a date. Format the column as Text and type the value again.")
            return ""
        return cell.strip()

    def _names(self) -> tuple[str, str]:
        if self.mapping.heading(Field.FULL) is None:
            return self._name(Field.GIVEN, self._text(Field.GIVEN)), self._name(Field.FAMILY, self._text(Field.FAMILY))
        parts = part_full_name(self._text(Field.FULL))
        given, family = self._name(Field.FULL, parts.given), self._name(Field.FULL, parts.family)
        if parts.unsure:
            self._question(Field.FULL, UNSURE.format(given=given, family=family))
        return given, family

    def _name(self, each: Field, typed: str, *, alias: bool = False) -> str:
        if not typed:
            return ""
        name = read_name(typed, alias=alias)
        if isinstance(name, NotAName):
            self.problem(each, name.message)
            return ""
        for message in name.questions:
            self._question(each, message)
        return name.text

    def _aliases(self) -> Iterator[Alias]:
        seen = set()
        for each, kind in ALIAS_FIELDS.items():
            for heading in self.mapping.headings(each):
                for typed in self._text(each, heading).split(";"):
                    text = self._name(each, typed.strip(), alias=True)
                    if text and fold(text) not in seen:
                        seen.add(fold(text))
                        yield Alias(kind, text)

    def _born(self) -> PartialDate | None:
        heading = self.mapping.heading(Field.BORN)
        cell = self.row.cells.get(heading, "") if heading else ""
        if isinstance(cell, str) and not cell.strip():
            return None
        if isinstance(cell, str) and cell.strip().casefold() in NOT_KNOWN:
            self._question(Field.BORN, NOT_KNOWN_WORDS)
            return None
        born = read_birth_date(cell, self.today)
        if isinstance(born, NotADate):
            self.american = born.american
            self.problem(Field.BORN, born.message)
            return None
        return born

    def _identifiers(self) -> Iterator[Identifier]:
        for each in IDENTIFIER_FIELDS:
            typed = self._text(each) if self.mapping.heading(each) else ""
            if typed.casefold() in NOT_KNOWN:
                self._question(each, NOT_KNOWN_WORDS)
            elif typed:
                read = read_identifier(each, typed, self.today.year)
                if isinstance(read, NotAnIdentifier):
                    self.problem(each, read.message)
                else:
                    yield read

    def _reference(self) -> str:
        if self.mapping.heading(Field.REFERENCE) is None:
            return ""
        text = text_kept(self._text(Field.REFERENCE))
        if not text:
            self._question(Field.REFERENCE, NO_REFERENCE)
        elif len(text) > LONGEST_REFERENCE or not text.isprintable() or text.startswith(FORMULA_STARTS):
            self.problem(Field.REFERENCE, NOT_A_REFERENCE)
        return text
