"""Sheets as an old system exports them, made up: a workbook and the same as CSV files."""

from collections.abc import Sequence

from openpyxl import Workbook

from accounts.context import acting
from casework.case_import.mapping import settled
from casework.case_import.models import CaseImport
from casework.case_import.options import Options
from casework.case_import.planning import Plan, plan_import
from casework.case_import.services import begin_from_files
from casework.case_import.sheets import read_everything
from casework.case_import.work import bring_in
from casework.importing.selectors import importer_for
from tests.casework.importing.files import csv_bytes, workbook_bytes
from tests.town import Town

Rows = list[list[object]]
Sheets = dict[str, Rows]
PEOPLE: Rows = [
    ["Person ref", "First name", "Surname", "DOB"],
    ["P1", "Ada", "Okonjo", "17/05/1990"],
    ["P2", "Ben", "Attridge", "May 1988"],
    ["P3", "Chiara", "Dell'Acqua", ""],
]
CASES: Rows = [
    [
        "Case ref",
        "Person ref",
        "Role",
        "Status",
        "Priority",
        "Reason",
        "Warning",
        "Opened",
        "Next contact due",
        "Lead worker",
    ],
    ["C1", "P1", "Offender", "Open", "Red", "Eleven burglaries", "Carries a blade", "03/02/2025", "", "Casey Worker"],
    ["C2", "P2", "Victim", "Open", "Amber", "Followed home twice", "", "2025-03-01", "", ""],
    ["C3", "P3", "Perpetrator", "On hold", "Low", "Threats", "", "1 April 2025", "", "Terry Mate"],
]
LEADS: Rows = [["Case ref", "Lead"], ["C2", "Cole League"]]
NOTES: Rows = [
    ["Note ref", "Case ref", "Date", "Recorded on", "Author", "Contact type", "Outcome", "Note"],
    ["N1", "C1", "04/02/2025 14:30", "05/02/2025", "Casey Worker", "Home visit", "Seen", "Went to see him."],
    ["N2", "C1", "10/02/2025", "", "J. Smith", "Phone", "No reply", "Rang twice."],
    ["N3", "C2", "02/03/2025", "", "", "Letter", "", "Wrote to her."],
    ["", "C3", "June 2025", "", "Casey Worker", "", "", "Seen in the market."],
]
ACTIONS: Rows = [
    ["Action ref", "Case ref", "Action", "Owner", "Due", "Status"],
    ["A1", "C1", "Ask housing for a place", "Casey Worker", "01/12/2027", "Open"],
    ["A2", "C2", "Fit a new lock", "", "15/11/2027", "Outstanding"],
    ["A3", "C2", "Ring the school", "J. Smith", "", "Done"],
]
EVERYTHING: Sheets = {"People": PEOPLE, "Cases": CASES, "Leads": LEADS, "Notes": NOTES, "Actions": ACTIONS}
FilesSent = list[tuple[str, bytes]]


def workbook(sheets: Sheets) -> FilesSent:
    """One workbook with a sheet each."""
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return [("export.xlsx", workbook_bytes(book))]


def csv_files(sheets: Sheets, *, encoding: str = "utf-8", delimiter: str = ",") -> FilesSent:
    """A CSV file for each sheet."""
    return [
        (f"{name.lower()}.csv", csv_bytes(rows, encoding=encoding, delimiter=delimiter))
        for name, rows in sheets.items()
    ]


def planned(town: Town, files: FilesSent, options: Options | None = None) -> Plan:
    """What would happen, as the command sees it."""
    actor = importer_for(town.police.code, None)
    everything = read_everything(files)
    with acting(actor):
        mappings = settled(everything.sheets, {}, {})
        return plan_import(actor, everything, mappings, options or Options("earlier system"))


def brought_in(
    town: Town, files: FilesSent, options: Options | None = None, *, resume: bool = False
) -> tuple[CaseImport, Plan]:
    """The files brought in, as the command does it."""
    actor = importer_for(town.police.code, None)
    options = options or Options("earlier system")
    everything = read_everything(files)
    with acting(actor):
        batch, run = begin_from_files(actor=actor, source=options.source, resume=resume)
    return bring_in(actor, batch.pk, run, everything, settled(everything.sheets, {}, {}), options, lambda *_: None)


def with_rows(rows: Rows, *more: Sequence[object]) -> Rows:
    """A sheet with rows added at its end."""
    return [*rows, *map(list, more)]


def changed(rows: Rows, number: int, heading: str, value: object) -> Rows:
    """A sheet with one cell changed; rows are numbered as in a spreadsheet."""
    at = rows[0].index(heading)
    return [[*row[:at], value, *row[at + 1 :]] if place == number else row for place, row in enumerate(rows, start=1)]


def whys(plan: Plan) -> list[str]:
    """What is said of rows that do not come in, with where they are."""
    return [f"{line.kind} {line.row.number}: {line.why}" for line in plan.lines if line.why and line.fate != "ADD"]
