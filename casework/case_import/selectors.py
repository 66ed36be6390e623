"""Reading imports of cases: every look is recorded, and a stranger's import is not known."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from accounts.people.selectors import teams_of_agency
from accounts.stepup import require_step_up
from audit.ledger.acts import Act
from audit.ledger.events import Subject, event
from casework.acts import CASES_IMPORT_LOOKED_AT, CASES_IMPORT_REJECTED
from casework.bringing_in.policies import require_bring_in
from casework.case_import.lines import is_added
from casework.case_import.models import CaseImport, CaseImportFile, CaseImportPage, ImportedRow, Sheet, State
from casework.case_import.options import Options
from casework.case_import.planning import Plan
from casework.case_import.policies import visible_imports
from casework.cases.models import Case
from casework.importing.selectors import KnownPerson, known_by_rows, remembered
from casework.interventions.models import Intervention
from casework.shown import open_for_page
from vault.opening import Ticket

RECENT: Final = 25
STALE: Final = timedelta(minutes=2)
CHUNK: Final = 5_000


@dataclass(frozen=True, slots=True, repr=False)
class OpenedImport:
    """An import as its sender may see it; facts is the preview or, once it is done, the result."""

    batch: CaseImport
    source: str
    options: dict[str, Any]
    facts: dict[str, Any]
    ticket: Ticket

    @property
    def running(self) -> bool:
        """Whether somebody is at work on it now."""
        return is_running(self.batch)

    @property
    def stopped(self) -> bool:
        """Whether it was begun and has not come to its end, said or found out from its silence."""
        return self.batch.state == State.STOPPED or (self.batch.state == State.RUNNING and not self.running)

    @property
    def undecided(self) -> int:
        """How many people may be there already and nobody has decided about."""
        return self.count("ASK")

    def count(self, fate: str) -> int:
        """How many rows of all sheets have a fate."""
        return sum(int(sheet["counts"].get(fate, 0)) for sheet in self.facts.get("sheets", ()))


def is_running(batch: CaseImport) -> bool:
    """Whether somebody is at work on the import, as far as its last sign of life tells."""
    beat = batch.beat_at or batch.created_at
    return batch.state == State.RUNNING and timezone.now() - beat <= STALE


def recent_imports(actor: Actor) -> list[CaseImport]:
    """The newest imports that the actor may know of, at most 25; nothing of them is opened."""
    require_bring_in(actor, CASES_IMPORT_LOOKED_AT)
    rows = list(visible_imports(actor).defer("options", "result", "source").order_by("-pk")[:RECENT])
    with event(CASES_IMPORT_LOOKED_AT, by=actor, facts={"shown": len(rows)}):
        return rows


def find_import(actor: Actor, import_id: UUID, *, act: Act = CASES_IMPORT_LOOKED_AT) -> CaseImport:
    """The import, nothing of it opened; NotKnown where there is none or it is not theirs to know."""
    found = visible_imports(actor).select_related("owner").filter(pk=import_id).first()
    if found is None:
        raise NotKnown(act, Subject("case_import", import_id))
    return found


def open_import(actor: Actor, import_id: UUID) -> OpenedImport:
    """Open all but the files and pages, and write down the look."""
    batch = find_import(actor, import_id)
    with event(CASES_IMPORT_LOOKED_AT, by=actor, subject=subject_of(batch)) as ticket:
        values = open_for_page(actor, ticket, [batch], "source options result")[batch.pk]
    return OpenedImport(batch, str(values["source"]), _known(values["options"]), _known(values["result"]), ticket)


def open_page(actor: Actor, opened: OpenedImport, place: int, number: int) -> list[dict[str, Any]]:
    """One page of what happens to the rows of a sheet, as part of the look at the import; empty where there is none."""
    rows = list(CaseImportPage.objects.filter(batch=opened.batch, place=place, number=number))
    values = open_for_page(actor, opened.ticket, rows, "lines")
    return [line for row in rows for line in _listed(values[row.pk]["lines"])]


def known_in(actor: Actor, opened: OpenedImport, rows: Sequence[dict[str, Any]]) -> dict[str, KnownPerson]:
    """The agency's people whom doubtful rows may be, by id, as part of the look at the import."""
    return known_by_rows(actor, opened.ticket, rows)


def open_files(actor: Actor, batch: CaseImport) -> list[tuple[str, bytes]]:
    """The files that were sent, the look written down; refuses (NotKnown) an import whose files have gone."""
    subject = subject_of(batch)
    with event(CASES_IMPORT_LOOKED_AT, by=actor, subject=subject) as ticket:
        files = _joined(actor, ticket, batch, CaseImportFile.Kind.SENT)
    if not files:
        raise NotKnown(CASES_IMPORT_LOOKED_AT, subject)
    return files


def open_rejected(actor: Actor, import_id: UUID) -> tuple[str, bytes]:
    """The workbook of rows that were not brought in, and a name for it; taking it away asks for a fresh second factor.

    Refuses (NotKnown) where there is none.
    """
    batch = find_import(actor, import_id, act=CASES_IMPORT_REJECTED)
    require_step_up(actor, CASES_IMPORT_REJECTED, subject_of(batch))
    facts = {"rows": batch.rejected + batch.left_out}
    with event(CASES_IMPORT_REJECTED, by=actor, subject=subject_of(batch), facts=facts) as ticket:
        files = _joined(actor, ticket, batch, CaseImportFile.Kind.REJECTED)
    if not files:
        raise NotKnown(CASES_IMPORT_REJECTED, subject_of(batch))
    return f"rows-left-out-{batch.reference}.xlsx", files[0][1]


def options_of(actor: Actor, source: str, said: Mapping[str, Any]) -> Options:
    """What was decided for an import, its team looked up anew."""
    teams = {str(team.pk): team for team in teams_of_agency(actor)}
    return Options(
        source=source, team=teams.get(str(said.get("team"))), meant=said.get("meant", {}),
        choices={int(row): choice for row, choice in said.get("choices", {}).items()}, every=said.get("every", ""),
    )  # fmt: skip


def remembered_sheets(actor: Actor, headers: Mapping[str, Sequence[str]]) -> dict[str, dict[str, Any]]:
    """How the agency last read sheets with these headings, by the sheet's name; the look is written down."""
    rows = {name: row for name, header in headers.items() if (row := remembered(actor, marked(header)))}
    if not rows:
        return {}
    with event(CASES_IMPORT_LOOKED_AT, by=actor, facts={"shown": len(rows)}) as ticket:
        values = open_for_page(actor, ticket, rows.values(), "columns")
    return {name: _known(values[row.pk]["columns"]) for name, row in rows.items()}


def marked(header: Sequence[str]) -> list[str]:
    """The headings of a sheet of a case import: the same headings in a file of people are remembered apart."""
    return ["case import sheet", *header]


def stands_in_database(batch: CaseImport, plan: Plan) -> bool:
    """Whether every row said to be added stands in the database as what it became, and nothing else does."""
    added = [line.token for line in plan.lines if is_added(line)]
    mine = ImportedRow.objects.filter(batch=batch, was_here=False)
    there = sum(mine.filter(token__in=added[at : at + CHUNK]).count() for at in range(0, len(added), CHUNK))
    kinds = dict(mine.values_list("kind").annotate(Count("pk")))
    entries = kinds.get(Sheet.NOTES, 0) + kinds.get(Sheet.ACTIONS, 0)
    cases = Case.objects.filter(brought_in=batch, owner_id=batch.owner_id).count()
    timeline = Intervention.objects.filter(brought_in=batch, owner_id=batch.owner_id).count()
    return (there, cases, timeline) == (len(added), kinds.get(Sheet.CASES, 0), entries)


def subject_of(batch: CaseImport) -> Subject:
    """The import as the ledger names it."""
    return Subject("case_import", batch.pk, batch.owner_id)


def _joined(actor: Actor, ticket: Ticket, batch: CaseImport, kind: str) -> list[tuple[str, bytes]]:
    rows = list(CaseImportFile.objects.filter(batch=batch, kind=kind).order_by("place", "piece"))
    values = open_for_page(actor, ticket, rows, "name content")
    pieces: dict[int, list[Any]] = {}
    for row in rows:
        pieces.setdefault(row.place, []).append(values[row.pk])
    return [
        (str(one[0]["name"]), b"".join(base64.b64decode(str(piece["content"])) for piece in one))
        for one in pieces.values()
    ]


def _known(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> Iterable[dict[str, Any]]:
    return value if isinstance(value, list) else []
