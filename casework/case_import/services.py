"""The verbs of an import of cases: prepare it, decide, begin, write batch after batch, and finish with even numbers."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.actor import Actor
from audit.ledger.events import event
from casework.acts import (
    CASES_IMPORT_DISCARDED,
    CASES_IMPORT_DONE,
    CASES_IMPORT_PREPARED,
    CASES_IMPORT_STARTED,
    CASES_IMPORT_STOPPED,
    CASES_IMPORTED,
)
from casework.bringing_in.policies import require_bring_in
from casework.case_import.lines import reconciled
from casework.case_import.mapping import problems_of, settled
from casework.case_import.models import CaseImport, CaseImportFile, CaseImportPage, State
from casework.case_import.planning import Plan, plan_import
from casework.case_import.preview import facts_of, pages_of
from casework.case_import.rejected import rejected_rows
from casework.case_import.selectors import (
    find_import,
    is_running,
    marked,
    open_files,
    open_import,
    options_of,
    remembered_sheets,
    stands_in_database,
    subject_of,
)
from casework.case_import.sheets import Everything, ReadSheet, SheetMapping, read_everything
from casework.case_import.units import Unit
from casework.case_import.writing import write_units
from casework.importing.mapping import MappingRefused
from casework.importing.services import remember_columns
from vault.ids import uuid7
from vault.opening import seal

PIECE: Final = 4 * 1024 * 1024


class UnderWay(Exception):
    """This import, or another of the agency, is being brought in now; or this one has been."""


class NotReconciled(Exception):
    """The numbers do not come out even, so the import is not called done."""


def take_files(*, actor: Actor, source: str, files: Sequence[tuple[str, bytes]]) -> CaseImport:
    """Keep files, sealed, and plan every row of them; `source` says which old system they are from.

    Refuses (FileRefused) what is no table and (NotPermitted) who may not bring cases in.
    """
    require_bring_in(actor, CASES_IMPORT_PREPARED)
    everything = read_everything(files)
    batch = _new(actor)
    with event(CASES_IMPORT_PREPARED, by=actor, subject=subject_of(batch), facts={"files": len(files)}):
        seal(actor.agency_id, [(batch, {"source": source, "options": {}, "result": {}})])
        batch.save(force_insert=True)
        for place, (name, content) in enumerate(files):
            _store(actor, batch, CaseImportFile.Kind.SENT, place, name, content)
        _prepare(actor, batch, source, everything, {})
    return batch


def settle(*, actor: Actor, import_id: UUID, changes: Mapping[str, Any]) -> None:
    """Change what was decided (sheets, team, meant, choices, every) and plan every row anew.

    Refuses (MappingRefused) what does not fit the sheets, and (UnderWay) an import that is at work or done.
    """
    batch = _locked(actor, import_id)
    opened = open_import(actor, import_id)
    everything = read_everything(open_files(actor, batch))
    with event(CASES_IMPORT_PREPARED, by=actor, subject=subject_of(batch), facts={"rows": batch.rows_read}):
        _prepare(actor, batch, opened.source, everything, opened.options | dict(changes))


def begin(*, actor: Actor, import_id: UUID) -> UUID:
    """Mark the import as under way and give the run that may write; what another run left unfinished is taken over.

    Refuses (UnderWay) while one of the agency is at work, and one that is done.
    """
    return _begin(actor, _locked(actor, import_id))


def begin_from_files(*, actor: Actor, source: str, resume: bool) -> tuple[CaseImport, UUID]:
    """The same for the command, which reads the files itself; `resume` takes over the last that did not finish.

    Refuses (UnderWay) an unfinished one where nothing was said of going on with it.
    """
    require_bring_in(actor, CASES_IMPORT_STARTED)
    mine = CaseImport.objects.filter(owner_id=actor.agency_id, partnership_id=actor.partnership_id, uploaded_by=None)
    left = mine.filter(state__in=[State.RUNNING, State.STOPPED]).order_by("-pk").first()
    if left and not resume:
        raise UnderWay
    batch = left or _new(actor)
    with event(CASES_IMPORT_PREPARED, by=actor, subject=subject_of(batch)):
        seal(actor.agency_id, [(batch, {"source": source, "options": {}, "result": {}})])
        batch.save()
    return batch, _begin(actor, batch, even_if_alive=resume)


def write_batch(*, actor: Actor, import_id: UUID, run: UUID, found: Sequence[Unit], done: int, total: int) -> None:
    """Write one batch of units, all or nothing, under one event, with the events of its cases inside.

    Refuses (UnderWay) a run from which another has taken over.
    """
    require_bring_in(actor, CASES_IMPORTED)
    batch = _of_run(actor, import_id, run)
    facts = {"units": len(found), "rows": sum(unit.weight for unit in found)}
    with event(CASES_IMPORTED, by=actor, subject=subject_of(batch), facts=facts):
        write_units(actor, batch.pk, found)
        batch.done, batch.total, batch.beat_at = done, total, timezone.now()
        batch.save(update_fields=["done", "total", "beat_at"])


def finish(
    *, actor: Actor, import_id: UUID, run: UUID, everything: Everything, mappings: Sequence[SheetMapping], plan: Plan
) -> CaseImport:
    """Reconcile the numbers with the database, keep them and the rows left out, and let the files go.

    Refuses (NotReconciled) numbers that do not come out even, and (UnderWay) a run from which another has taken over.
    """
    batch = _of_run(actor, import_id, run)
    counts = reconciled(plan.lines)
    if not stands_in_database(batch, plan):
        raise NotReconciled
    with event(CASES_IMPORT_DONE, by=actor, subject=subject_of(batch), facts=counts):
        CaseImportFile.objects.filter(batch=batch).delete()
        rejected = rejected_rows(plan.sheets)
        if rejected:
            _store(actor, batch, CaseImportFile.Kind.REJECTED, 0, "rejected.xlsx", rejected)
        _keep_plan(actor, batch, everything.sheets, mappings, plan)
        batch.rows_read, batch.added, batch.unchanged = counts["read"], counts["added"], counts["unchanged"]
        batch.rejected, batch.left_out = counts["rejected"], counts["left_out"]
        batch.state, batch.run, batch.finished_at = State.DONE, None, timezone.now()
        batch.save()
        _remember(actor, everything.sheets, mappings)
    return batch


def stop(*, actor: Actor, import_id: UUID, run: UUID, words: str) -> bool:
    """Note that a run came to its end too early, with words for the page; what it wrote stands, and another goes on.

    False, and nothing noted, where another run has taken over already.
    """
    batch = CaseImport.objects.select_for_update(of=("self",)).filter(pk=import_id, run=run).first()
    if batch is None:
        return False
    facts = open_import(actor, import_id).facts
    with event(CASES_IMPORT_STOPPED, by=actor, subject=subject_of(batch)):
        seal(actor.agency_id, [(batch, {"result": facts | {"notice": words}})])
        batch.state, batch.run = State.STOPPED, None
        batch.save(update_fields=["state", "run", "result"])
    return True


def discard(*, actor: Actor, import_id: UUID) -> None:
    """Throw an import away of which nothing was brought in; refuses (UnderWay) any other."""
    batch = _locked(actor, import_id)
    if batch.started_at:
        raise UnderWay
    with event(CASES_IMPORT_DISCARDED, by=actor, subject=subject_of(batch)):
        batch.delete()


def _new(actor: Actor) -> CaseImport:
    sender = actor.principal if actor.kind == "user" else None
    return CaseImport(partnership_id=actor.partnership_id, owner_id=actor.agency_id, uploaded_by_id=sender)


def _prepare(actor: Actor, batch: CaseImport, source: str, everything: Everything, said: dict[str, Any]) -> None:
    known = said.get("sheets") or remembered_sheets(actor, {one.name: one.header for one in everything.sheets})
    mappings = settled(everything.sheets, {}, known)
    problems = problems_of(everything.sheets, mappings)
    if problems and said.get("sheets"):
        raise MappingRefused(*problems)
    if problems:  # what was remembered no longer fits, or the guess does not do: somebody says
        mappings = settled(everything.sheets, {}, {})
        problems = problems_of(everything.sheets, mappings)
    plan = plan_import(actor, everything, mappings, options_of(actor, source, said), batch.pk)
    options = said | {"sheets": {one.name: _plain(m) for one, m in zip(everything.sheets, mappings, strict=True)}}
    seal(actor.agency_id, [(batch, {"options": options})])
    _keep_plan(actor, batch, everything.sheets, mappings, plan, problems)
    batch.state = State.STOPPED if batch.started_at else State.WAITING
    batch.rows_read = sum(len(sheet.lines) for sheet in plan.sheets)
    batch.save(update_fields=["options", "result", "state", "rows_read"])


def _keep_plan(
    actor: Actor, batch: CaseImport, sheets: Sequence[ReadSheet], mappings: Sequence[SheetMapping], plan: Plan,
    problems: Sequence[str] = (),
) -> None:  # fmt: skip
    """Seal what the pages show: counts beside the import, and the rows of each sheet in pages."""
    facts = facts_of(sheets, mappings, plan) | {"problems": list(problems)}
    CaseImportPage.objects.filter(batch=batch).delete()
    tenant = {"partnership_id": batch.partnership_id, "owner_id": batch.owner_id, "batch": batch}
    for place, planned in enumerate(plan.sheets):
        pages = pages_of(planned)
        facts["sheets"][place]["pages"] = len(pages)
        rows = [CaseImportPage(place=place, number=number, **tenant) for number, _ in enumerate(pages, start=1)]
        seal(actor.agency_id, [(row, {"lines": lines}) for row, lines in zip(rows, pages, strict=True)])
        CaseImportPage.objects.bulk_create(rows, batch_size=200)
    seal(actor.agency_id, [(batch, {"result": facts})])


def _store(actor: Actor, batch: CaseImport, kind: str, place: int, name: str, content: bytes) -> None:
    """Keep a file in pieces, so that no value is larger than the database likes."""
    for piece, start in enumerate(range(0, len(content), PIECE)):
        row = CaseImportFile(
            partnership_id=batch.partnership_id, owner_id=batch.owner_id, batch=batch, kind=kind, place=place,
            piece=piece,
        )  # fmt: skip
        text = base64.b64encode(content[start : start + PIECE]).decode()
        seal(actor.agency_id, [(row, {"name": name, "content": text})])
        row.save(force_insert=True)


def _begin(actor: Actor, batch: CaseImport, *, even_if_alive: bool = False) -> UUID:
    run, now = uuid7(), timezone.now()
    mine = CaseImport.objects.filter(owner_id=actor.agency_id, partnership_id=actor.partnership_id, state=State.RUNNING)
    others = list(mine.exclude(pk=batch.pk))
    if any(is_running(other) for other in others) or (is_running(batch) and not even_if_alive):
        raise UnderWay
    with event(CASES_IMPORT_STARTED, by=actor, subject=subject_of(batch)):
        mine.exclude(pk=batch.pk).update(state=State.STOPPED, run=None)
        batch.state, batch.run, batch.beat_at, batch.started_at = State.RUNNING, run, now, batch.started_at or now
        try:
            with transaction.atomic():
                batch.save()
        except IntegrityError:  # another began in the same moment
            raise UnderWay from None
    return run


def _of_run(actor: Actor, import_id: UUID, run: UUID) -> CaseImport:
    """The import, locked, for the run that may write; imports of one agency wait for each other.

    The first import fills an empty database: plans that triggers made while tables were empty would read them whole.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import {actor.agency_id}"])
    batch = CaseImport.objects.select_for_update(of=("self",)).filter(pk=import_id, run=run).first()
    if batch is None or batch.state != State.RUNNING:
        raise UnderWay
    return batch


def _locked(actor: Actor, import_id: UUID) -> CaseImport:
    find_import(actor, import_id, act=CASES_IMPORT_PREPARED)
    batch = CaseImport.objects.select_for_update(of=("self",)).get(pk=import_id)
    if batch.state == State.DONE or is_running(batch):
        raise UnderWay
    return batch


def _remember(actor: Actor, sheets: Sequence[ReadSheet], mappings: Sequence[SheetMapping]) -> None:
    for sheet, mapping in zip(sheets, mappings, strict=True):
        remember_columns(actor, marked(sheet.header), _plain(mapping))


def _plain(mapping: SheetMapping) -> dict[str, Any]:
    return {"kind": mapping.kind.value, "columns": dict(mapping.columns)}
