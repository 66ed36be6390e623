"""Showing a plan at a terminal and asking about its doubtful rows.

Names and dates are shown only where a person sits at the terminal: elsewhere the output may be kept as a log.
"""

from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.table import Table

from casework.importing.decisions import Choice, Decisions
from casework.importing.mapping import ColumnMapping
from casework.importing.planning import Fate, Plan, PlannedRow
from casework.importing.preview import born_of, name_of

MOST: Final = 50
FIRST_ROWS: Final = 5
FATES: Final = {
    Fate.ADD: "to be added",
    Fate.UNCHANGED: "already here",
    Fate.ASK: "may be somebody already there",
    Fate.BAD: "with problems",
}
ANSWERS: Final = "[a]dd as a new person, [l]eave out, add [A]ll that follow, [L]eave all that follow out, [q]uit: "


class Stopped(Exception):
    """Whoever was asked wants to stop."""


def plain(text: str) -> str:
    """Text of a file without what a terminal would take for a command."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def print_plan(console: Console, plan: Plan, mapping: ColumnMapping) -> None:
    """How the columns are read, the first people where somebody watches, and what would become of the rows."""
    table = Table("Column", "Holds", title="How the columns are read", title_justify="left")
    for heading, field in mapping.columns:
        table.add_row(plain(heading), field.label)
    console.print(table)
    if console.is_terminal:
        first = Table("Row", "Name", "Date of birth", "What happens", title="The first rows", title_justify="left")
        for row in plan.rows[:FIRST_ROWS]:
            first.add_row(str(row.number), plain(name_of(row)), born_of(row), FATES[row.fate])
        console.print(first)
    for note in plan.notes:
        console.print(plain(note))
    for fate, words in FATES.items():
        console.print(f"{sum(row.fate is fate for row in plan.rows):,} rows {words}")


def print_rows(console: Console, lines: Sequence[str]) -> None:
    """At most 50 lines about rows, then how many more there are."""
    for line in lines[:MOST]:
        console.print(plain(line), soft_wrap=True)
    if len(lines) > MOST:
        console.print(f"and {len(lines) - MOST:,} more")


def ask_about(console: Console, rows: Sequence[PlannedRow], decisions: Decisions) -> Decisions:
    """Put each row to the person at the terminal; raises Stopped where they want to stop."""
    chosen = dict(decisions.rows)
    for at, row in enumerate(rows, start=1):
        console.print(f"\n{at} of {len(rows)}. {plain(_who(row))}", soft_wrap=True)
        for line in _why(row):
            console.print(f"  {plain(line)}", soft_wrap=True)
        answer = _answer(console)
        if answer in "AL":
            every = Choice.ADD if answer == "A" else Choice.LEAVE
            return Decisions(chosen, every=every, skip_bad=decisions.skip_bad)
        chosen[row.number] = Choice.ADD if answer == "a" else Choice.LEAVE
    return Decisions(chosen, skip_bad=decisions.skip_bad)


def _answer(console: Console) -> str:
    while True:
        try:
            answer = console.input(ANSWERS).strip()
        except EOFError:
            raise Stopped from None
        if answer in {"q", "Q"}:
            raise Stopped
        if answer in {"a", "l", "A", "L"}:
            return answer


def _who(row: PlannedRow) -> str:
    born = born_of(row)
    return f"Row {row.number}: {name_of(row)}{f', born {born}' if born else ''}"


def _why(row: PlannedRow) -> list[str]:
    lines = [f"Row {earlier} has the same {why}." for earlier, why in row.alike_rows]
    if row.alike_people:
        lines.append(
            "Somebody brought in before has the same reference and another name."
            if row.reference_taken
            else "Your agency knows somebody with the same identifier, or the same name and date of birth."
        )
    return lines
