"""One row of a sheet, read cell by cell, gathering in words what is wrong with it."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final, TypeVar

from casework.case_import.columns import Column
from casework.case_import.moments import Moment, read_day, read_moment
from casework.case_import.sheets import SheetMapping
from casework.dates import NotADate
from casework.importing.identifiers import text_kept
from casework.importing.names import FORMULA_STARTS, NOT_KNOWN
from casework.importing.table import Row
from casework.people.folding import fold

Meaning = TypeVar("Meaning")
LONGEST_REFERENCE: Final = 100
LONGEST_WORDS: Final = 500_000
NOT_A_REFERENCE: Final = f"Use at most {LONGEST_REFERENCE} letters, figures and signs, and not a formula."
NEEDED: Final = "This is empty, and the row cannot be brought in without it."
TOO_LONG: Final = f"There are more than {LONGEST_WORDS:,} characters. Split it into two rows."
NOT_A_WORD: Final = "“{word}” is not understood here. Use one of: {words}."
SIGNS_OUT: Final = "Signs that cannot be seen were taken out of the words."
# What turns the direction of text or cannot be shown; line ends and tabs stay.
UNSEEN: Final = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
LINES: Final = re.compile(r"\r\n?|_x000D_\n?")
EXPORTED: Final = re.compile(r"'(?=[=+\-@＝＋－＠\t\r])")  # noqa: RUF001 - wide signs, which some spreadsheet programs take for the same
SHOWN: Final = 40


@dataclass(slots=True)
class Cells:
    """Reads one row by its mapping; problems keep it out, remarks do not."""

    row: Row
    mapping: SheetMapping
    now: dt.datetime
    today: dt.date
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take over what reading the file found, except in columns that are not brought in."""
        for problem in self.row.problems:
            if not problem.column:
                self.problems.append(problem.message)
            elif self.mapping.columns.get(problem.column) not in {Column.IGNORE, Column.WHY, None}:
                self.problems.append(f"{problem.column}: {problem.message}")

    def problem(self, column: Column, message: str) -> None:
        """Note what keeps the row out."""
        self.problems.append(f"{column.label}: {message}")

    def words(self, column: Column) -> str:
        """Words of any length, from one column or several below each other; hidden signs are taken out."""
        typed = [self._cell_text(heading) for heading in self.mapping.headings(column)]
        text = "\n".join(each for each in typed if each)
        kept = UNSEEN.sub("", LINES.sub("\n", text)).strip()
        if kept != text.strip() and UNSEEN.search(text):
            self.remarks.append(f"{column.label}: {SIGNS_OUT}")
        if len(kept) > LONGEST_WORDS:
            self.problem(column, TOO_LONG)
            return ""
        return unicodedata.normalize("NFC", kept)

    def short(self, column: Column) -> str:
        """A name, e-mail or single word on one line."""
        text = " ".join(self.words(column).split())
        return "" if text.casefold() in NOT_KNOWN else text

    def reference(self, column: Column, *, needed: bool) -> str:
        """A reference of the old system, without what a spreadsheet adds to keep it as text."""
        text = self.written(column)
        if not text:
            if needed:
                self.problem(column, NEEDED)
        elif len(text) > LONGEST_REFERENCE or not text.isprintable() or text.startswith(FORMULA_STARTS):
            self.problem(column, NOT_A_REFERENCE)
            return ""
        return text

    def written(self, column: Column) -> str:
        """A reference as it is written, whatever it is."""
        return text_kept(self._typed(column))

    def meaning(self, column: Column, table: dict[str, Meaning], otherwise: Meaning) -> Meaning:
        """What a word means; the given meaning where the cell is empty. A word that is not listed is a problem."""
        typed = self.short(column)
        if not typed:
            return otherwise
        found = table.get(fold(typed))
        if found is None:
            listed = ", ".join(list(table)[:12])
            self.problem(column, NOT_A_WORD.format(word=typed[:SHOWN], words=listed))
            return otherwise
        return found

    def day(self, column: Column, *, ahead: bool) -> dt.date | None:
        """A date of work; None where there is none or it is not one, which is then a problem."""
        typed = self._date(column)
        if typed is None:
            return None
        read = read_day(typed, self.today, ahead=ahead)
        if isinstance(read, NotADate):
            self.problem(column, read.message)
            return None
        return read.date

    def moment(self, column: Column) -> Moment | None:
        """When something happened; None where there is nothing or it is no such time, which is then a problem."""
        typed = self._date(column)
        if typed is None:
            return None
        read = read_moment(typed, self.now)
        if isinstance(read, NotADate):
            self.problem(column, read.message)
            return None
        return read

    def _date(self, column: Column) -> str | dt.date | None:
        headings = self.mapping.headings(column)
        typed = self.row.cells.get(headings[0], "") if headings else ""
        if isinstance(typed, str):
            typed = typed.strip()
            return None if not typed or typed.casefold() in NOT_KNOWN else typed
        return typed

    def _typed(self, column: Column) -> str:
        headings = self.mapping.headings(column)
        return self._cell_text(headings[0]) if headings else ""

    def _cell_text(self, heading: str) -> str:
        """A cell as text; the apostrophe before a sign that our own file of rejected rows put there is taken off."""
        cell = self.row.cells.get(heading, "")
        text = (
            f"{cell:%d/%m/%Y %H:%M}"
            if isinstance(cell, dt.datetime)
            else f"{cell:%d/%m/%Y}"
            if isinstance(cell, dt.date)
            else cell
        )
        return EXPORTED.sub("", text, count=1) if text.startswith("'") else text
