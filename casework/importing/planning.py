"""What would happen to each row of a file: a person added, one left as they are, or a question for somebody."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Final
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from casework.finding.selectors import likely_duplicates
from casework.importing.checking import CheckedRow, check_rows
from casework.importing.mapping import ColumnMapping
from casework.importing.people import PersonRow
from casework.importing.reading import open_table
from casework.importing.table import RowProblem
from casework.people.details import PersonDetails, indexed
from casework.people.models import AliasKind, IdentifierKind, PersonIndex
from vault.indexes import blind_indexes

BATCH: Final = 500
NAME: Final = PersonIndex.Field.FULL_NAME.value
IMPORTED: Final = PersonIndex.Field.IMPORTED.value
WHOLE_ROW: Final = "entries in every column"


class Fate(StrEnum):
    """What happens to a row unless somebody decides otherwise."""

    ADD = "ADD"
    UNCHANGED = "UNCHANGED"
    ASK = "ASK"
    BAD = "BAD"


@dataclass(frozen=True, slots=True, repr=False)
class PlannedRow:
    """A row and what becomes of it; alike are rows (number, why) and people (ids) that may be the same person.

    `person_id` is who was brought in from such a row before.
    """

    number: int
    fate: Fate
    person: PersonRow | None = None
    token: bytes = b""
    problems: tuple[RowProblem, ...] = ()
    questions: tuple[RowProblem, ...] = ()
    alike_rows: tuple[tuple[int, str], ...] = ()
    alike_people: tuple[UUID, ...] = ()
    reference_taken: bool = False
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """Every row of a file, planned, and words about the file as a whole."""

    rows: tuple[PlannedRow, ...]
    notes: tuple[str, ...] = ()


def plan_file(actor: Actor, source: Path | bytes, name: str, mapping: ColumnMapping) -> Plan:
    """Read a whole file with a mapping, and plan its rows as of today.

    Refuses (FileRefused) what is no plain table within the limits, and (MappingRefused) a mapping that does not fit it.
    """
    with open_table(source, name=name) as table:
        check = check_rows(table.header, table.rows, mapping, timezone.localdate())
        rows = tuple(plan_rows(actor, check))
        return Plan(rows, (*table.notes, *check.notes))


def plan_rows(actor: Actor, checked: Iterable[CheckedRow]) -> Iterator[PlannedRow]:
    """Compare checked rows with each other and with the agency's own people, some hundreds at a time."""
    rows, first = iter(checked), dict[bytes, int]()
    while batch := list(islice(rows, BATCH)):
        yield from _planned(actor, batch, first)


def details_of(person: PersonRow) -> PersonDetails:
    """The person of a row as the people's room keeps them, the file's own reference among the identifiers."""
    identifiers = tuple((IdentifierKind[each.kind.name], each.value) for each in person.identifiers)
    reference = ((IdentifierKind.SOURCE, person.reference),) if person.reference else ()
    return PersonDetails(
        given=person.given,
        family=person.family,
        other=person.other,
        born=person.born,
        aliases=tuple((AliasKind(alias.kind.value), alias.text) for alias in person.aliases),
        identifiers=(*identifiers, *reference),
    )


def _planned(actor: Actor, batch: Sequence[CheckedRow], first: dict[bytes, int]) -> Iterator[PlannedRow]:
    people = [row.person for row in batch if row.person]
    tokens = dict(zip((each.row for each in people), _tokens(actor, people), strict=True))
    before = _brought_in_before(actor, people, tokens)
    known = dict(zip((each.row for each in people), _alike(actor, people), strict=True))
    for row in batch:
        if row.person is None:
            yield PlannedRow(row.number, Fate.BAD, problems=row.problems, questions=row.questions)
            continue
        token = tokens[row.number]
        same_row = first.setdefault(token, row.number)
        yield _one(row, row.person, token, same_row, before.get(row.number, ()), known[row.number])


def _one(
    row: CheckedRow, person: PersonRow, token: bytes, same_row: int, before: Sequence[tuple[UUID, bool]],
    known: Sequence[UUID],
) -> PlannedRow:  # fmt: skip
    """Before are people brought in from such a row, and whether they still have its name."""
    same = next((pk for pk, same_name in before if same_name), None)
    if same:
        return PlannedRow(row.number, Fate.UNCHANGED, person, token, questions=row.questions, person_id=same)
    alike_rows = tuple((each.earlier, each.why) for each in row.duplicates)
    if same_row != row.number and not alike_rows:
        alike_rows = ((same_row, WHOLE_ROW),)
    alike_people = tuple(dict.fromkeys((*known, *(pk for pk, _ in before))))
    fate = Fate.ASK if alike_rows or alike_people else Fate.ADD
    return PlannedRow(
        row.number, fate, person, token, questions=row.questions, alike_rows=alike_rows, alike_people=alike_people,
        reference_taken=bool(before),
    )  # fmt: skip


def _tokens(actor: Actor, people: Iterable[PersonRow]) -> list[bytes]:
    return blind_indexes(
        actor.partnership_id, [(IMPORTED, f"{actor.agency_id}\x1f{person.sameness}") for person in people]
    )


def _alike(actor: Actor, people: Iterable[PersonRow]) -> list[list[UUID]]:
    """Whom the agency knows already; another file's reference 1 is nobody's identifier, so references do not count."""
    details = []
    for person in people:
        whole = details_of(person)
        kept = tuple(each for each in whole.identifiers if each[0] is not IdentifierKind.SOURCE)
        details.append(PersonDetails(whole.given, whole.family, whole.other, whole.born, whole.aliases, kept))
    return likely_duplicates(actor, details)


def _brought_in_before(
    actor: Actor, people: Sequence[PersonRow], tokens: Mapping[int, bytes]
) -> dict[int, list[tuple[UUID, bool]]]:
    """Find by row the people that earlier imports made of it.

    Two lists may each number their people from 1, so a reference alone does not make somebody the same: the name does.
    """
    own = PersonIndex.objects.filter(partnership_id=actor.partnership_id)
    holders: dict[bytes, list[UUID]] = defaultdict(list)
    imported = own.filter(field=IMPORTED, token__in=list(tokens.values()))
    for token, pk in imported.order_by("person_id").values_list("token", "person_id"):
        holders[bytes(token)].append(pk)
    found = {pk for people_ids in holders.values() for pk in people_ids}
    names: dict[UUID, set[bytes]] = defaultdict(set)
    for pk, token in own.filter(field=NAME, person_id__in=found).values_list("person_id", "token"):
        names[pk].add(bytes(token))
    return {
        row: [(pk, bool(names[pk] & wanted)) for pk in holders.get(tokens[row], ())]
        for row, wanted in _name_tokens(actor, people).items()
    }


def _name_tokens(actor: Actor, people: Sequence[PersonRow]) -> dict[int, set[bytes]]:
    named = [(person.row, text) for person in people for field, text in indexed(details_of(person)) if field == NAME]
    tokens = blind_indexes(actor.partnership_id, [(NAME, text) for _, text in named])
    found: dict[int, set[bytes]] = {person.row: set() for person in people}
    for (row, _), token in zip(named, tokens, strict=True):
        found[row].add(token)
    return found
