"""Adding a file to a case, checking it again, and withdrawing it."""

import hashlib
import io
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from audit.ledger.events import event, record
from casework.acts import FILE_ADDED, FILE_CHECKED, FILE_HARMFUL, FILE_REFUSED, FILE_WITHDRAWN
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.categories import Category
from casework.files.cleaning.kinds import Refused
from casework.files.models import MOVES, CaseFile, FileChunk, State
from casework.files.sandbox import Cleaned, clean_apart
from casework.files.scanning import Verdict, verdict
from casework.files.selectors import content_of, opened_files
from casework.inserting import insert
from casework.refusals import AlreadySent
from vault.files import new_file_key, seal_file
from vault.ids import uuid7
from vault.opening import seal

BATCH = 64
AFTER = {Verdict.HARMLESS: State.KEPT, Verdict.HARMFUL: State.HARMFUL, Verdict.UNKNOWN: State.WAITING}


@dataclass(frozen=True, slots=True, repr=False)
class NewFile:
    """A file as somebody sends it, for an entry of the timeline or for the case; `id` makes a second harmless."""

    name: str
    content: bytes
    category: Category
    note: str = ""
    intervention_id: UUID | None = None
    id: UUID = field(default_factory=uuid7)


def add_file(*, actor: Actor, case: Case, new: NewFile) -> CaseFile:
    """Check, clean, seal and keep a file; sent again it is kept once.

    Refuses an actor who does not work the case (NotPermitted), a file that is not taken (Refused, and recorded), and an
    id that is there with something else (AlreadySent).
    """
    require_work(actor, FILE_ADDED, case)
    try:
        cleaned = clean_apart(new.name, new.content)
    except Refused as refusal:
        record(FILE_REFUSED, by=actor, subject=case.subject, purpose=case.purpose, facts={"reason": refusal.reason})
        raise
    file = _add_once(actor, case, new, cleaned)
    if file is None:  # raised out here, so that the look at the file that is there stays written down
        raise AlreadySent
    return file


@transaction.atomic
def withdraw_file(*, actor: Actor, file: CaseFile) -> None:
    """Take a file off the case: it is listed and given out no more, and stays sealed for those who audit.

    Refuses an actor who does not work the case (NotPermitted).
    """
    require_work(actor, FILE_WITHDRAWN, file.case)
    locked = CaseFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if State.WITHDRAWN in MOVES[State(locked.state)]:
        with event(FILE_WITHDRAWN, by=actor, subject=file.case.subject, facts={"file": file.pk}):
            _move(locked, State.WITHDRAWN)


@transaction.atomic
def check_waiting_files(*, actor: Actor) -> int:
    """Ask the virus check again about the agency's waiting files; gives how many still wait."""
    rows = CaseFile.objects.select_for_update(of=("self",), skip_locked=True).select_related("case", "owner")
    waiting = list(rows.filter(state=State.WAITING, owner_id=actor.agency_id).order_by("pk"))
    for file in waiting:
        with event(FILE_CHECKED, by=actor, subject=file.case.subject, facts={"file": file.pk}) as ticket:
            found = opened_files(actor, ticket, [file])[file.pk]
            _decide(actor, file, verdict(b"".join(content_of(file, found))))
    return sum(file.state == State.WAITING for file in waiting)


@transaction.atomic
def _add_once(actor: Actor, case: Case, new: NewFile, cleaned: Cleaned) -> CaseFile | None:
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    told = hashlib.sha256(new.content).hexdigest()
    there = CaseFile.objects.filter(pk=new.id).first()
    if there is not None:
        return there if there.case_id == case.pk and _same(actor, there, told) else None
    file = CaseFile(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, category=new.category,
        kind=cleaned.kind, state=State.WAITING, added_by_id=actor.principal,
        intervention_id=new.intervention_id,
    )  # fmt: skip
    key = new_file_key()
    detail = {"name": cleaned.name, "size": len(cleaned.content), "note": new.note, "sent_sha256": told}
    with event(FILE_ADDED, by=actor, subject=case.subject, purpose=case.purpose, facts={"file": file.pk}):
        seal(actor.agency_id, [(file, {"detail": detail, "key": key.hex()})])
        insert(FILE_ADDED, case.subject, file)
        chunks = enumerate(seal_file(key, file.pk, io.BytesIO(cleaned.content)))
        FileChunk.objects.bulk_create(
            (FileChunk(file=file, number=number, content=chunk) for number, chunk in chunks), batch_size=BATCH
        )
        _decide(actor, file, verdict(cleaned.content))
    return file


def _same(actor: Actor, file: CaseFile, told: str) -> bool:
    with event(FILE_CHECKED, by=actor, subject=file.case.subject, facts={"file": file.pk}) as ticket:
        return opened_files(actor, ticket, [file])[file.pk].sent_sha256 == told


def _decide(actor: Actor, file: CaseFile, said: Verdict) -> None:
    """What follows from the check; whoever audits the agency hears of a harmful file at once."""
    if AFTER[said] != file.state:
        _move(file, AFTER[said])
    if said is Verdict.HARMFUL:
        record(FILE_HARMFUL, by=actor, subject=file.case.subject, facts={"file": file.pk})


def _move(file: CaseFile, to: State) -> None:
    file.state = to
    file.save(update_fields=["state"])
