"""Reading files of people on their way in: every look is recorded, and a stranger's file is not known."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor, system_actor
from accounts.denials import NotKnown
from accounts.models import Agency
from accounts.roles import Role
from audit.ledger.acts import Act
from audit.ledger.events import Subject, event
from casework.acts import IMPORT_LOOKED_AT
from casework.cases.policies import visible_people
from casework.importing.mapping import ColumnMapping, MappingRefused, guess_mapping, header_signature, mapping_from_json
from casework.importing.models import ImportedFile, ImportMapping, ImportProgress, State
from casework.importing.policies import visible_files
from casework.people.policies import require_add
from casework.shown import Shown, open_for_page, show, show_birth, show_name
from vault.indexes import blind_index
from vault.opening import Shut, Ticket

RECENT: Final = 25
STALE: Final = timedelta(seconds=30)
UNBEGUN: Final = timedelta(minutes=10)
"""How long a file may wait for a worker before the page takes it to have stopped."""
_LARGE: Final = ("content", "mapping", "choices", "result")
SIGNATURE: Final = "IMPORT_HEADER"


@dataclass(frozen=True, slots=True)
class RecentFile:
    """One line of the list of imports."""

    file: ImportedFile
    name: Shown
    stopped: bool


@dataclass(frozen=True, slots=True, repr=False)
class KnownPerson:
    """Somebody the agency knows who may be the person of a row."""

    person_id: UUID
    name: Shown
    born: Shown


@dataclass(frozen=True, slots=True, repr=False)
class OpenedFile:
    """A file as its sender may see it; facts is the preview or, once it is done, the result."""

    file: ImportedFile
    name: str
    facts: dict[str, Any]
    choices: dict[str, Any]
    mapping: dict[str, str]
    progress: ImportProgress | None
    ticket: Ticket

    @property
    def running(self) -> bool:
        """Whether somebody is at work on it now."""
        return is_running(self.file)

    @property
    def begun(self) -> bool:
        """Whether a worker has taken it up."""
        return self.progress is not None and self.progress.beat_at != self.progress.started_at

    @property
    def stopped(self) -> bool:
        """Whether it was begun and came to nothing, said or found out from its silence."""
        return self.file.state == State.STOPPED or _silent(self.file, self.progress)

    @property
    def asked(self) -> list[dict[str, Any]]:
        """Rows that may be somebody already there."""
        return list(self.facts.get("asked", ()))

    @property
    def undecided(self) -> int:
        """How many of them nobody has decided about."""
        decided = self.choices.get("rows", {})
        return sum(str(row["row"]) not in decided for row in self.asked)

    @property
    def to_add(self) -> int:
        """How many people would be added as things stand."""
        decided = self.choices.get("rows", {})
        chosen = sum(decided.get(str(row["row"])) == "add" for row in self.asked)
        return int(self.facts.get("counts", {}).get("ADD", 0)) + int(chosen)


class UnknownAgency(LookupError):
    """No agency or partnership is meant by what was said; the words say what to do."""


def importer_for(code: str, slug: str | None) -> Actor:
    """The product at work for an agency, as the command is: it may add people, and is asked about those it knows.

    Refuses (UnknownAgency) a code that no agency has, and an agency in several partnerships where none is named.
    """
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        codes = ", ".join(Agency.objects.order_by("code").values_list("code", flat=True)[:RECENT])
        raise UnknownAgency(f"There is no agency with this code. The codes are: {codes or 'none yet'}.")
    serves = list(agency.partnerships.order_by("slug"))
    chosen = [partnership for partnership in serves if slug in {None, partnership.slug}]
    if len(chosen) != 1:
        slugs = ", ".join(partnership.slug for partnership in serves) or "none"
        raise UnknownAgency(f"Say with --partnership for which one this is. {agency.name} serves: {slugs}.")
    roles = (Role.CASEWORKER, Role.PANEL_COORDINATOR)
    return system_actor("import", chosen[0].pk, agency.pk, roles=roles)


def recent_files(actor: Actor) -> list[RecentFile]:
    """The newest files that the actor may know of, at most 25."""
    require_add(actor, IMPORT_LOOKED_AT)
    files = list(visible_files(actor).select_related("progress", "owner").defer(*_LARGE).order_by("-pk")[:RECENT])
    with event(IMPORT_LOOKED_AT, by=actor, facts={"shown": len(files)}) as ticket:
        opened = open_for_page(actor, ticket, files, "name")
    return [
        RecentFile(file, show(opened[file.pk]["name"], file.owner), _silent(file, _progress_of(file))) for file in files
    ]


def find_file(actor: Actor, file_id: UUID, *, act: Act = IMPORT_LOOKED_AT) -> ImportedFile:
    """The file, nothing of it opened; NotKnown where there is none or it is not theirs to know."""
    found = visible_files(actor).select_related("progress", "owner").filter(pk=file_id).first()
    if found is None:
        raise NotKnown(act, Subject("import", file_id))
    return found


def open_file(actor: Actor, file_id: UUID) -> OpenedFile:
    """Open all but the content, and write down the look."""
    file = find_file(actor, file_id)
    with event(IMPORT_LOOKED_AT, by=actor, subject=Subject("import", file.pk, file.owner_id)) as ticket:
        values = open_for_page(actor, ticket, [file], "name result choices mapping")[file.pk]
    name = values["name"]
    return OpenedFile(
        file=file,
        name="" if isinstance(name, Shut) else str(name),
        facts=_known(values["result"]),
        choices=_known(values["choices"]),
        mapping=_known(values["mapping"]),
        progress=_progress_of(file),
        ticket=ticket,
    )


def open_content(actor: Actor, file: ImportedFile) -> tuple[str, bytes]:
    """The file's name and bytes, the look written down; refuses (NotKnown) one whose content has gone."""
    subject = Subject("import", file.pk, file.owner_id)
    with event(IMPORT_LOOKED_AT, by=actor, subject=subject) as ticket:
        values = open_for_page(actor, ticket, [file], "name content")[file.pk]
    if not isinstance(values["content"], str) or isinstance(values["content"], Shut):
        raise NotKnown(IMPORT_LOOKED_AT, subject)
    return str(values["name"]), base64.b64decode(values["content"])


def is_running(file: ImportedFile) -> bool:
    """Whether somebody is at work on the file now, as far as its heartbeat tells."""
    return file.state == State.RUNNING and not _silent(file, _progress_of(file))


def known_people(actor: Actor, opened: OpenedFile, rows: Sequence[dict[str, Any]]) -> dict[str, KnownPerson]:
    """The agency's people whom some rows may be, by id, as part of the look at the file."""
    return known_by_rows(actor, opened.ticket, rows)


def known_by_rows(actor: Actor, ticket: Ticket, rows: Sequence[dict[str, Any]]) -> dict[str, KnownPerson]:
    """The same as part of any look."""
    wanted = {pk for row in rows for pk in row["people"]}
    people = list(visible_people(actor).filter(pk__in=wanted, owner_id=actor.agency_id).select_related("owner"))
    values = open_for_page(actor, ticket, people, "name date_of_birth particulars")
    return {
        str(person.pk): KnownPerson(
            person.pk,
            show_name(values[person.pk]["name"], person.owner),
            show_birth(values[person.pk]["date_of_birth"], values[person.pk]["particulars"], person.owner),
        )
        for person in people
    }


def suggested_mapping(actor: Actor, header: Sequence[str]) -> tuple[ColumnMapping, bool]:
    """How the agency last read a file with these headings, or a guess; and whether it was remembered."""
    row = remembered(actor, header)
    if row is None:
        return guess_mapping(header), False
    with event(IMPORT_LOOKED_AT, by=actor, subject=Subject("mapping", row.pk, row.owner_id)) as ticket:
        columns = open_for_page(actor, ticket, [row], "columns")[row.pk]["columns"]
    try:
        return mapping_from_json(json.dumps(_known(columns)), header), True
    except MappingRefused:
        return guess_mapping(header), False


def mapping_of(opened: OpenedFile) -> ColumnMapping:
    """How the file's columns are read, as somebody said; refuses (MappingRefused) where nobody has."""
    return mapping_from_json(json.dumps(opened.mapping), opened.facts["header"])


def remembered(actor: Actor, header: Sequence[str]) -> ImportMapping | None:
    """The row that remembers how files with these headings are read, if there is one."""
    mine = ImportMapping.objects.filter(partnership_id=actor.partnership_id, owner_id=actor.agency_id)
    return mine.filter(signature=signature_of(actor, header)).first()


def signature_of(actor: Actor, header: Sequence[str]) -> bytes:
    """Headings in any order as a blind index."""
    return blind_index(actor.partnership_id, SIGNATURE, header_signature(header))


def _known(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _progress_of(file: ImportedFile) -> ImportProgress | None:
    return getattr(file, "progress", None)


def _silent(file: ImportedFile, progress: ImportProgress | None) -> bool:
    """Whether it says that it is under way and nobody has been heard of for too long."""
    if file.state != State.RUNNING or progress is None:
        return file.state == State.RUNNING
    begun = progress.beat_at != progress.started_at
    return timezone.now() - progress.beat_at > (STALE if begun else UNBEGUN)
