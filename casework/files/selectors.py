"""Reading the files of a case: the list under the look at the case, and one file under a look of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from accounts.actor import Actor
from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from audit.ledger.events import Subject, event
from casework.acts import FILE_SENT
from casework.cases.policies import visible_cases
from casework.cases.selectors import OpenedCase, as_reference
from casework.files.cleaning.kinds import Kind
from casework.files.models import CaseFile, FileChunk, State
from casework.shown import Shown, open_for_page, show
from vault.files import open_range
from vault.opening import Shut, Ticket

AT_ONCE: Final = 16
"""Chunks that are fetched together, each megabyte in a transaction of its own: a share that ends, ends a download."""
LISTED: Final = (State.WAITING, State.KEPT, State.HARMFUL)
NOT_GIVEN: Final = {
    State.WAITING: "This file has not been checked for viruses yet, because the check could not be reached.",
    State.HARMFUL: "The virus check found something in this file, so it is held back and cannot be opened.",
}


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file in the list of a case."""

    file: CaseFile
    name: Shown
    size: int
    note: str = field(repr=False)

    @property
    def may_be_sent(self) -> bool:
        """Whether it can be opened at all."""
        return self.file.state == State.KEPT and self.name.shut is None


@dataclass(frozen=True, slots=True, repr=False)
class OpenedFile:
    """What is sealed of a file."""

    name: str
    size: int
    note: str
    sent_sha256: str
    key: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Sending:
    """A file, or the part of it that was asked for, on its way out."""

    name: str
    kind: Kind
    size: int
    start: int
    stop: int
    pieces: Iterator[bytes]


def files_of(actor: Actor, opened: OpenedCase) -> tuple[FileLine, ...]:
    """The files of the case that was opened, newest first; withdrawn ones are not listed."""
    found = CaseFile.objects.filter(case=opened.case, state__in=LISTED)
    rows = list(found.select_related("added_by", "owner").order_by("-pk"))
    details = open_for_page(actor, opened.ticket, rows, "detail")
    return tuple(_line(row, details[row.pk]["detail"]) for row in rows)


def listed_file(actor: Actor, reference: str, file_id: UUID) -> CaseFile:
    """A file that its case lists; one that is not there and one that is not theirs to know are both NotKnown."""
    cases = visible_cases(actor).filter(reference=as_reference(reference))
    rows = CaseFile.objects.select_related("case", "case__owner", "owner")
    file = rows.filter(pk=file_id, case__in=cases, state__in=LISTED).first()
    if file is None:
        raise NotKnown(FILE_SENT, Subject("file", file_id))
    return file


def send_file(actor: Actor, reference: str, file_id: UUID, wanted: tuple[int, int | None] = (0, None)) -> Sending:
    """A file to be sent once its look is committed, whole or from a byte up to, not including, another.

    Refuses what is not theirs to know (NotKnown); a file that waits, is held back or is sealed (NotPermitted).
    """
    file = listed_file(actor, reference, file_id)
    if file.state != State.KEPT:
        raise _not_given(file, NOT_GIVEN[State(file.state)])
    subject = Subject("case", file.case_id, file.owner_id)
    with event(FILE_SENT, by=actor, subject=subject, purpose=file.case.purpose, facts={"file": file.pk}) as ticket:
        opened = opened_files(actor, ticket, [file])[file.pk]
    start = min(wanted[0], opened.size)
    stop = opened.size if wanted[1] is None else max(start, min(wanted[1], opened.size))
    pieces = open_range(
        opened.key, file.pk, opened.size, start, stop, lambda first, end: _chunks(actor, file, first, end)
    )
    return Sending(opened.name, Kind(file.kind), opened.size, start, stop, pieces)


def opened_files(actor: Actor, ticket: Ticket, files: list[CaseFile]) -> dict[UUID, OpenedFile]:
    """What is sealed of files, by id; refuses (NotPermitted) one that the agency cannot open."""
    found = open_for_page(actor, ticket, files, "detail key")
    return {file.pk: _opened(file, **found[file.pk]) for file in files}


def content_of(file: CaseFile, opened: OpenedFile) -> Iterator[bytes]:
    """What a file holds, in the transaction now open."""
    return open_range(
        opened.key, file.pk, opened.size, 0, opened.size, lambda first, end: _stored(file.pk, first, end)
    )  # fmt: skip


def _opened(file: CaseFile, detail: object, key: object) -> OpenedFile:
    if isinstance(detail, Shut) or isinstance(key, Shut) or not isinstance(detail, dict):
        raise _not_given(file, "This file is sealed, and your agency has no key to it, or its seal is broken.")
    return OpenedFile(detail["name"], detail["size"], detail["note"], detail["sent_sha256"], bytes.fromhex(str(key)))


def _not_given(file: CaseFile, words: str) -> NotPermitted:
    return NotPermitted(
        FILE_SENT, Subject("case", file.case_id, file.owner_id), words=words,
        resolver=f"{file.owner.liaison} at {file.owner.name}",
    )  # fmt: skip


def _chunks(actor: Actor, file: CaseFile, first: int, end: int) -> Iterator[bytes]:
    for start in range(first, end, AT_ONCE):
        with acting(actor):
            batch = list(_stored(file.pk, start, min(start + AT_ONCE, end)))
        yield from batch


def _stored(file_id: UUID, first: int, end: int) -> Iterable[bytes]:
    rows = FileChunk.objects.filter(file_id=file_id, number__gte=first, number__lt=end).order_by("number")
    return (bytes(content) for content in rows.values_list("content", flat=True))


def _line(file: CaseFile, detail: object) -> FileLine:
    if isinstance(detail, Shut) or not isinstance(detail, dict):
        return FileLine(file, show(detail, file.owner), 0, "")
    return FileLine(file, show(detail["name"], file.owner), detail["size"], detail["note"])
