"""Short lists of people, and bringing them in as the pages and the command do."""

from accounts.actor import Actor
from accounts.context import acting
from casework.importing.decisions import Decisions
from casework.importing.mapping import guess_mapping
from casework.importing.models import ImportedFile
from casework.importing.reading import open_table
from casework.importing.services import Report, import_people
from casework.people.models import Person
from tests.casework.importing.files import csv_bytes

HEADER = ["Our ref", "First name", "Surname", "DOB", "PNC"]
ADA = ["A1", "Adaline", "Quillfeather", "29/02/1992", ""]
BEN = ["A2", "Benedikt", "Okonkwo-Ruiz", "1 May 1988", "2002/0073319Z"]
CY = ["A3", "Cyprian", "Thistlewood", "about 1970", ""]
FOUR = [ADA, BEN, CY, ["A4", "Dervla", "Ní Mhurchú", "", ""]]
NOT_A_DAY = ["A5", "Edmund", "Vantongeren", "29/02/1991", ""]
UNBORN = ["A6", "Fenella", "Marchbanks", "01/01/2999", ""]
EMOJI = ["A7", "Gus 😀", "Pemberton", "01/01/1990", ""]
FORMULA = ["A8", "=HYPERLINK(1)", "Pemberton", "01/01/1990", ""]
ADA_AGAIN = ["B1", "ADALINE", "Quillfeather", "29 Feb 1992", ""]
BEN_AGAIN = ["B2", "Ben", "Okonkwo", "", "02/73319Z"]


def people_file(*rows: list[str]) -> bytes:
    """A CSV file with the usual headings."""
    return csv_bytes([HEADER, *rows])


def nobody_listens(done: int, total: int) -> None:
    """Progress that nobody watches."""


def brought_in(
    actor: Actor, source: bytes, decisions: Decisions | None = None, report: Report = nobody_listens,
    name: str = "people.csv",
) -> ImportedFile:  # fmt: skip
    """The file brought in at once with the mapping guessed."""
    with open_table(source, name=name) as table:
        mapping = guess_mapping(table.header)
    with acting(actor):
        return import_people(
            actor=actor, source=source, name=name, mapping=mapping, decisions=decisions or Decisions(), report=report
        )


def counts(file: ImportedFile) -> tuple[int, int, int]:
    """Added, unchanged, left out."""
    return file.added, file.unchanged, file.left_out


def people_of(actor: Actor) -> int:
    """How many people the actor's agency has."""
    with acting(actor):
        return Person.objects.filter(owner_id=actor.agency_id).count()
