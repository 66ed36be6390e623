"""Bringing people in from a file: taking it, settling its columns and doubtful rows, and adding its people."""

import base64
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils import timezone

from accounts.actor import Actor
from audit.ledger.events import Subject, event
from casework.acts import IMPORT_DISCARDED, IMPORT_PREPARED, IMPORT_STARTED, IMPORT_STOPPED, PEOPLE_IMPORTED
from casework.importing.decisions import Choice, Decisions, Settled, settle
from casework.importing.mapping import ColumnMapping
from casework.importing.models import ImportedFile, ImportMapping, ImportProgress, State
from casework.importing.planning import IMPORTED, PlannedRow, details_of, plan_file
from casework.importing.preview import first_look, preview_of
from casework.importing.reading import open_table
from casework.importing.selectors import (
    OpenedFile,
    find_file,
    is_running,
    mapping_of,
    open_content,
    remembered,
    signature_of,
)
from casework.people.models import PersonIndex
from casework.people.policies import require_add
from casework.people.services import write_people
from vault.ids import uuid7
from vault.opening import seal

Report = Callable[[int, int], None]
BATCH: Final = 100


class UnderWay(Exception):
    """This file is being brought in now, or has been."""


def take_file(*, actor: Actor, name: str, content: bytes) -> ImportedFile:
    """Keep a file, sealed, until its people are brought in; refuses (FileRefused) what is no list of people."""
    require_add(actor, IMPORT_PREPARED)
    with open_table(content, name=name) as table:
        facts = first_look(table)
    file = _new_file(actor)
    with event(IMPORT_PREPARED, by=actor, subject=_subject(file), facts={"bytes": len(content)}):
        text = base64.b64encode(content).decode()
        seal(actor.agency_id, [(file, {"name": name, "content": text, "result": facts})])
        file.save(force_insert=True)
    return file


def set_columns(
    *, actor: Actor, file_id: UUID, mapping: ColumnMapping, choices: Mapping[str, Any] | None = None, notice: str = "",
) -> None:  # fmt: skip
    """Say what the columns hold: plans every row for the preview, and remembers the mapping for the agency.

    Refuses (MappingRefused, FileRefused) what does not fit, and (UnderWay) a file that is being brought in.
    """
    file = _locked(actor, file_id)
    name, content = open_content(actor, file)
    plan = plan_file(actor, content, name, mapping)
    with open_table(content, name=name) as table:
        facts = first_look(table)
    with event(IMPORT_PREPARED, by=actor, subject=_subject(file), facts={"rows": len(plan.rows)}):
        facts |= preview_of(plan.rows, plan.notes) | {"notice": notice}
        kept = {"rows": dict(choices or {})}
        seal(actor.agency_id, [(file, {"mapping": _plain(mapping), "choices": kept, "result": facts})])
        file.state, file.total = State.WAITING, len(plan.rows)
        file.save(update_fields=["mapping", "choices", "result", "state", "total"])
        remember_columns(actor, facts["header"], _plain(mapping))


def decide(*, actor: Actor, opened: OpenedFile, rows: Mapping[int, Choice], every: Choice | None = None) -> None:
    """Keep what somebody chose for rows that may be somebody already there; `every` is for all rows still open."""
    file = _locked(actor, opened.file.pk)
    asked = [str(row["row"]) for row in opened.asked]
    kept = dict(opened.choices.get("rows", {})) | {str(row): choice.value for row, choice in rows.items()}
    if every:
        kept = dict.fromkeys(asked, every.value) | kept
    with event(IMPORT_PREPARED, by=actor, subject=_subject(file), facts={"decided": len(kept)}):
        seal(actor.agency_id, [(file, {"choices": {"rows": {row: kept[row] for row in asked if row in kept}}})])
        file.save(update_fields=["choices"])


def begin(*, actor: Actor, opened: OpenedFile, skip_bad: bool) -> None:
    """Mark the file as under way, for whoever then calls `bring_in`; refuses (UnderWay) a second beginning."""
    file = _locked(actor, opened.file.pk)
    now = timezone.now()
    with event(IMPORT_STARTED, by=actor, subject=_subject(file), facts={"skip_bad": skip_bad}):
        choices = {"rows": dict(opened.choices.get("rows", {})), "skip_bad": skip_bad}
        seal(actor.agency_id, [(file, {"choices": choices})])
        file.state = State.RUNNING
        file.save(update_fields=["state", "choices"])
        ImportProgress.objects.update_or_create(
            file=file, defaults={"done": 0, "total": 0, "started_at": now, "beat_at": now}
        )


def bring_in(*, actor: Actor, opened: OpenedFile, report: Report) -> None:
    """Add the people of a file that was begun, all or none; refuses (NotDecided) where the world has changed since.

    The file's row stays locked throughout, so that nobody begins it again meanwhile.
    """
    file = ImportedFile.objects.select_for_update(of=("self",)).get(pk=opened.file.pk)
    if file.state != State.RUNNING:
        raise UnderWay
    name, content = open_content(actor, file)
    mapping = mapping_of(opened)
    chosen = {int(row): Choice(choice) for row, choice in opened.choices.get("rows", {}).items()}
    decisions = Decisions(chosen, skip_bad=bool(opened.choices.get("skip_bad")))
    _import(actor, file, name, content, mapping, decisions, report)


def import_people(
    *, actor: Actor, source: Path | bytes, name: str, mapping: ColumnMapping, decisions: Decisions, report: Report,
) -> ImportedFile:  # fmt: skip
    """Add the people of a file at once, all or none, under one event, and remember its mapping.

    Refuses an actor who may not add, (FileRefused, MappingRefused) what cannot be read, and (NotDecided) rows with
    problems and likely duplicates that the decisions do not cover. `report` is told how many of how many are done; it
    must not write in this transaction.
    """
    require_add(actor, PEOPLE_IMPORTED)
    return _import(actor, _new_file(actor), name, source, mapping, decisions, report)


def beat(*, file_id: UUID, done: int, total: int) -> None:
    """Say that the import of a file is alive, and how far; in a transaction of its own, so that others see it."""
    ImportProgress.objects.filter(pk=file_id).update(done=done, total=total, beat_at=timezone.now())


def stop(*, actor: Actor, opened: OpenedFile, words: str) -> None:
    """Note that a begun import came to nothing, with words for the page."""
    file = find_file(actor, opened.file.pk)
    with event(IMPORT_STOPPED, by=actor, subject=_subject(file)):
        seal(actor.agency_id, [(file, {"result": opened.facts | {"notice": words}})])
        file.state = State.STOPPED
        file.save(update_fields=["state", "result"])


def discard(*, actor: Actor, file_id: UUID) -> None:
    """Throw a file away that was not brought in; refuses (UnderWay) one that is being, or has been."""
    file = _locked(actor, file_id)
    with event(IMPORT_DISCARDED, by=actor, subject=_subject(file)):
        file.delete()


def _import(
    actor: Actor, file: ImportedFile, name: str, source: Path | bytes, mapping: ColumnMapping, decisions: Decisions,
    report: Report,
) -> ImportedFile:  # fmt: skip
    _one_at_a_time(actor)
    plan = plan_file(actor, source, name, mapping)
    settled = settle(plan.rows, decisions)
    facts = {"added": len(settled.add), "unchanged": settled.unchanged, "left_out": len(settled.left_out)}
    with event(PEOPLE_IMPORTED, by=actor, subject=_subject(file), facts=facts):
        for start in range(0, len(settled.add), BATCH):
            _add(actor, settled.add[start : start + BATCH])
            report(min(start + BATCH, len(settled.add)), len(settled.add))
        _finish(actor, file, name, settled)
        remember_columns(actor, [heading for heading, _ in mapping.columns], _plain(mapping))
    return file


def _one_at_a_time(actor: Actor) -> None:
    """Two imports of one agency would each miss the people that the other is adding."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import {actor.agency_id}"])


def _add(actor: Actor, rows: tuple[PlannedRow, ...]) -> None:
    people = [(uuid7(), row) for row in rows]
    write_people(actor, [(pk, details_of(row.person)) for pk, row in people if row.person])
    PersonIndex.objects.bulk_create(
        PersonIndex(
            partnership_id=actor.partnership_id, owner_id=actor.agency_id, person_id=pk, field=IMPORTED, token=row.token
        )
        for pk, row in people
    )


def _finish(actor: Actor, file: ImportedFile, name: str, settled: Settled) -> None:
    """Keep the numbers and why rows were left out; what the file held goes."""
    result: dict[str, Any] = {"left_out": [list(each) for each in settled.left_out]}
    seal(actor.agency_id, [(file, {"name": name, "result": result})])
    file.content, file.state, file.finished_at = None, State.DONE, timezone.now()
    file.total, file.added, file.unchanged = settled.total, len(settled.add), settled.unchanged
    file.left_out = len(settled.left_out)
    file.save()


def remember_columns(actor: Actor, header: Sequence[str], columns: Mapping[str, Any]) -> None:
    """Keep, for the agency's next file with these headings, how its columns were read; under the event now open."""
    row = remembered(actor, header)
    if row is None:
        row = ImportMapping(
            partnership_id=actor.partnership_id, owner_id=actor.agency_id, signature=signature_of(actor, header)
        )
    seal(actor.agency_id, [(row, {"columns": dict(columns)})])
    row.save()


def _plain(mapping: ColumnMapping) -> dict[str, str]:
    return {heading: field.value for heading, field in mapping.columns}


def _locked(actor: Actor, file_id: UUID) -> ImportedFile:
    """The file for changing; an import that is truly at work holds its row, whatever its heartbeat says."""
    file = find_file(actor, file_id, act=IMPORT_PREPARED)
    row = ImportedFile.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=file.pk).first()
    if row is None or row.state == State.DONE or is_running(row):
        raise UnderWay
    return row


def _new_file(actor: Actor) -> ImportedFile:
    sender = actor.principal if actor.kind == "user" else None
    return ImportedFile(partnership_id=actor.partnership_id, owner_id=actor.agency_id, uploaded_by_id=sender)


def _subject(file: ImportedFile) -> Subject:
    return Subject("import", file.pk, file.owner_id)
