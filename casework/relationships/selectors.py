"""Reading who is who to the person of a case, from this case and, where both are seen, from the other end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.denials import NotKnown
from casework.acts import RELATIONSHIP_CHANGED
from casework.cases.models import Case, Role
from casework.cases.policies import visible_cases
from casework.cases.selectors import OpenedCase, as_reference
from casework.people.models import Person
from casework.relationships.kinds import Kind, Risk
from casework.relationships.models import Relationship
from casework.relationships.policies import readable_from_elsewhere
from casework.relationships.saying import Said, said
from casework.shown import Shown, open_for_page, show, show_name, show_rows

MOST_FURTHER: Final = 60
SHORT: Final = 4
DANGER: Final[dict[Risk | None, int]] = {Risk.BOTH: 0, Risk.FROM_OTHER: 1, Risk.TO_OTHER: 2, Risk.NOT_KNOWN: 3}
"""How soon somebody is named: whoever is a risk first, and what is not known before what was looked for."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One relationship as it is read on a case: what the other person is to the one who stands before them.

    `case` is the other person's where the reader sees it, `told_on` the case that says it where that is another,
    `sealed` there where the words cannot be opened.
    """

    relationship: Relationship
    said: Said | None
    kind: Kind | None
    risk: Risk | None
    name: Shown
    case: Case | None
    told_on: Case | None = None

    @property
    def key(self) -> str:
        """Who the other person is, as far as they can be told apart; for drawing, never for a page."""
        person = self.relationship.person_id if self.told_on else self.relationship.other_id
        if person:
            return str(person)
        return f"{self.relationship.case_id} {self.said.who()}" if self.said else str(self.relationship.pk)

    @property
    def is_over(self) -> bool:
        """Whether an end is recorded; a former partner is one, and no less to be reckoned with."""
        return bool(self.said and self.said.ended) and self.kind is not Kind.EX_PARTNER


@dataclass(frozen=True, slots=True)
class People:
    """The first few people of a case, whoever is a risk to somebody before the rest, and how many there are."""

    first: tuple[Tie, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Circle:
    """Who is who to the person of a case: those next to them, those one step further by whom they know, and history."""

    ties: tuple[Tie, ...]
    further: tuple[tuple[Tie, tuple[Tie, ...]], ...]
    earlier: tuple[Tie, ...]

    @property
    def beyond(self) -> dict[str, tuple[Tie, ...]]:
        """Those one step further, by the key of whom they know."""
        return {tie.key: theirs for tie, theirs in self.further}


def circle(actor: Actor, opened: OpenedCase) -> Circle:
    """Who is who to the person of the case that was opened; the same number of statements for few and many.

    What a victim's case says is read there alone; a link to another case is there where the reader sees that case.
    """
    own = list(_rows().filter(case=opened.case).order_by("pk"))
    toward = list(_toward(actor, opened.case))
    linked = {row.other_case_id for row in own if row.other_case_id} | {row.case_id for row in toward}
    seen = {case.pk: case for case in visible_cases(actor).filter(pk__in=linked).select_related("owner")}
    further = list(_further(actor, opened.case, seen))
    words = _opened(actor, opened, own, toward, further)
    names = _names(actor, opened, [*toward])
    show_rows(opened.ticket, [*seen.values()])
    live = [_tie(row, words, seen) for row in own if row.closed_at is None]
    live += [_from_the_other_end(row, words, names, seen) for row in toward]
    return Circle(
        ties=tuple(live),
        further=_beyond(live, [_tie(row, words, {}) for row in further]),
        earlier=tuple(_tie(row, words, seen) for row in reversed(own) if row.closed_at),
    )


def summary(actor: Actor, opened: OpenedCase, size: int = SHORT) -> People:
    """Who matters on the case that was opened, those in danger or dangerous first; those that only it names."""
    rows = list(_rows().filter(case=opened.case, closed_at=None).order_by("pk")[:MOST_FURTHER])
    words = _opened(actor, opened, rows)
    ties = sorted((_tie(row, words, {}) for row in rows), key=lambda tie: DANGER.get(tie.risk, len(DANGER)))
    return People(tuple(ties[:size]), len(rows))


def find_relationship(case: Case, relationship_id: UUID) -> Relationship:
    """A relationship recorded on the case and in force; NotKnown where none is behind this id."""
    row = Relationship.objects.filter(case=case, pk=relationship_id, closed_at=None).select_related("other_case")
    found = row.first()
    if found is None:
        raise NotKnown(RELATIONSHIP_CHANGED, case.subject)
    return found


def words_of(actor: Actor, opened: OpenedCase, relationship: Relationship) -> tuple[Said | None, Case | None]:
    """What was said of a relationship on the case that was opened, and the other's case where the reader sees it."""
    detail = open_for_page(actor, opened.ticket, [relationship], "detail")[relationship.pk]["detail"]
    other = visible_cases(actor).filter(pk=relationship.other_case_id).first() if relationship.other_case_id else None
    return said(detail) if isinstance(detail, dict) else None, other


def find_other(actor: Actor, reference: str) -> Case | None:
    """A case that the actor sees, by its reference; none where there is no such case or it is hidden."""
    return visible_cases(actor).filter(reference=as_reference(reference)).select_related("owner").first()


def name_of(actor: Actor, opened: OpenedCase, other: Case) -> str:
    """The name of the person of another case that the actor sees, opened under the look at this one."""
    person = Person.objects.get(pk=other.person_id)
    show_rows(opened.ticket, [other])
    return show_name(open_for_page(actor, opened.ticket, [person], "name")[person.pk]["name"], other.owner).text


def _rows() -> QuerySet[Relationship]:
    return Relationship.objects.select_related("owner", "recorded_by", "closed_by")


def _toward(actor: Actor, case: Case) -> Iterable[Relationship]:
    """What other offenders' cases say of the person of an offender's case."""
    if case.role != Role.OFFENDER:
        return ()
    rows = readable_from_elsewhere(actor).filter(other_case=case).exclude(case=case)
    return rows.select_related("owner", "recorded_by", "case", "case__owner", "person").order_by("pk")


def _further(actor: Actor, case: Case, seen: dict[UUID, Case]) -> Iterable[Relationship]:
    rows = readable_from_elsewhere(actor).filter(case__in=[*seen]).exclude(other_case=case).exclude(case=case)
    return rows.select_related("owner", "recorded_by").order_by("pk")[:MOST_FURTHER]


def _opened(actor: Actor, opened: OpenedCase, *groups: Sequence[Relationship]) -> dict[UUID, object]:
    rows = list({row.pk: row for group in groups for row in group}.values())
    words = open_for_page(actor, opened.ticket, rows, "detail")
    return {pk: fields["detail"] for pk, fields in words.items()}


def _names(actor: Actor, opened: OpenedCase, toward: Sequence[Relationship]) -> dict[UUID, object]:
    people = list({row.person_id: row.person for row in toward}.values())
    words = open_for_page(actor, opened.ticket, people, "name")
    return {pk: fields["name"] for pk, fields in words.items()}


def _tie(row: Relationship, words: dict[UUID, object], seen: dict[UUID, Case]) -> Tie:
    detail = words[row.pk]
    known = said(detail) if isinstance(detail, dict) else None
    name = show(known.name if known else detail, row.owner)
    case = seen.get(row.other_case_id) if row.other_case_id else None
    return Tie(row, known, known.kind if known else None, known.risk if known else None, name, case)


def _from_the_other_end(
    row: Relationship, words: dict[UUID, object], names: dict[UUID, object], seen: dict[UUID, Case]
) -> Tie:
    detail = words[row.pk]
    known = said(detail) if isinstance(detail, dict) else None
    name = show_name(names[row.person_id], row.owner)
    case = seen[row.case_id]
    kind, risk = (known.kind.converse, known.risk.converse) if known else (None, None)
    return Tie(row, known, kind, risk, name, case, told_on=case)


def _beyond(ties: Sequence[Tie], further: Sequence[Tie]) -> tuple[tuple[Tie, tuple[Tie, ...]], ...]:
    by_case = {tie.case.pk: tie for tie in ties if tie.case}
    found: dict[UUID, list[Tie]] = {}
    for one in further:
        found.setdefault(one.relationship.case_id, []).append(one)
    return tuple((by_case[pk], tuple(theirs)) for pk, theirs in found.items())
