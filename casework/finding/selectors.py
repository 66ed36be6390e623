"""Answers whether a person is known, to the actor or to anyone the actor may know about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from accounts.actor import Actor
from audit.ledger.events import event
from casework.acts import PEOPLE_SEARCHED, PERSON_LOOKED_AT
from casework.cases.models import Case
from casework.cases.policies import known_as_offenders, may_change_person, visible_cases, visible_people
from casework.finding.comparing import Compared, any_good, compared, first_compared, joined
from casework.finding.looking_up import likeliest
from casework.finding.side_by_side import Field, reason_in_words, side_by_side
from casework.particulars.selectors import PartShown, find_person, shown_identifiers, shown_parts
from casework.particulars.wording import alias_in_words
from casework.people.codes import sought as sought_first
from casework.people.codes import sought_further
from casework.people.details import PersonDetails, as_opened, identifier_text, indexed
from casework.people.models import (
    TELLS_OF_OFFENDING,
    AliasKind,
    IdentifierKind,
    Person,
    PersonIdentifier,
    PersonIndex,
)
from casework.people.naming import names_of
from casework.people.policies import require_add
from casework.shown import Shown, open_for_page, show, show_birth, show_name, write_down
from vault.indexes import blind_indexes
from vault.opening import Shut, Ticket

Identifier = tuple[IdentifierKind, str]
MOST = 20
NOBODY = UUID(int=0)
IDENTIFIER = PersonIndex.Field.IDENTIFIER.value


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be the one looked for, and why."""

    person: Person
    name: Shown
    born: Shown
    reasons: tuple[str, ...]
    score: float
    fields: tuple[Field, ...] = ()

    @property
    def why(self) -> str:
        """The reasons as one phrase."""
        return reason_in_words(self.fields) or ", ".join(self.reasons).capitalize()


@dataclass(frozen=True, slots=True)
class Found:
    """The likeliest people, and whether there are more than are shown."""

    candidates: tuple[Candidate, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class OpenedPerson:
    """A person as the actor may see them, with the cases of theirs that the actor may see."""

    person: Person
    name: Shown
    born: Shown
    aliases: tuple[tuple[str, Shown], ...]
    identifiers: tuple[tuple[str, Shown], ...]
    cases: tuple[Case, ...]
    particulars: tuple[PartShown, ...]
    may_change: bool
    is_person: bool

    @property
    def has_died(self) -> bool:
        """Whether their death is recorded."""
        shown = [line for part in self.particulars for line in part.lines]
        return any(label == "Have they died?" and said.text == "Yes" for label, said in shown)


def find_people(actor: Actor, sought: PersonDetails) -> Found:
    """The people most like the one sought, with the reasons; at most 20.

    Names are found in spite of errors, swapped, in other alphabets and by other names. A date of birth alone finds
    nobody. The search and who is shown are written down, what was typed is not.
    """
    require_add(actor, PEOPLE_SEARCHED)
    names = names_of(sought.given, sought.family, sought.other)
    visible = visible_people(actor)
    same_number = _with_same_identifier(actor, sought)
    hits = likeliest(actor, visible, sought_first(names, sought.born))
    with event(PEOPLE_SEARCHED, by=actor, facts={"candidates": len(hits.strong) + len(hits.weak)}) as ticket:
        people = first_compared(ticket, sought, [*same_number, *hits.strong], same_number, enough=MOST)
        if not (any(name.given for name in names) and any_good(people)):  # of a name alone one code is all there is
            people = joined(people, compared(ticket, sought, hits.weak))
        if names and not any_good(people):
            further = likeliest(actor, visible, sought_further(names))
            people = joined(people, compared(ticket, sought, [*further.strong, *further.weak]))
        shown = people[:MOST]
        write_down(actor, ticket, [one.person for one in shown], {one.person.pk: one.opened for one in shown})
        numbers = _numbers(actor, ticket, sought, [one.person for one in shown])
    found = tuple(_candidate(one, sought, numbers.get(one.person.pk, ())) for one in shown)
    return Found(found, more=len(people) > MOST)


def open_person(actor: Actor, person_id: UUID) -> OpenedPerson:
    """Open a person and write down the look; NotKnown where there is none or they are not theirs to know."""
    person = find_person(actor, person_id)
    cases = tuple(
        visible_cases(actor).filter(person=person).select_related("owner", "lead").order_by("-priority", "-id")
    )
    subject, purpose = person.subject, cases[0].purpose if cases else ""
    with event(PERSON_LOOKED_AT, by=actor, subject=subject, purpose=purpose) as ticket:
        opened = open_for_page(actor, ticket, [person], "name date_of_birth particulars aliases")[person.pk]
        numbers = shown_identifiers(actor, ticket, person)
        parts = shown_parts(actor, ticket, person)
    return OpenedPerson(
        person=person,
        name=show_name(opened["name"], person.owner),
        born=show_birth(opened["date_of_birth"], opened["particulars"], person.owner),
        aliases=_aliases(person, opened["aliases"]),
        identifiers=tuple((kind, number) for _, kind, number in numbers),
        cases=cases,
        particulars=parts,
        may_change=may_change_person(actor, person),
        is_person=not (isinstance(opened["name"], dict) and "kind" in opened["name"]),
    )


def likely_duplicates(actor: Actor, people: Iterable[PersonDetails]) -> list[list[UUID]]:
    """For each of many people about to be added, those the actor may know of who may be the same: ids, nothing opened.

    Likely means the same identifier, or the same name with the same date of birth. A number that tells of offending
    finds only those whom the actor may know as offenders.
    """
    people = list(people)
    wanted = _tokens(actor, people)
    telling = _number_tokens(actor, (one for details in people for one in details.identifiers if _tells(one)))
    tokens = {token for one in wanted for _, token in one}
    at: dict[tuple[str, bytes], set[UUID]] = defaultdict(set)
    # Two statements: joined, the database would rather go through all people than trust the index on tokens.
    indexed_rows = PersonIndex.objects.filter(partnership_id=actor.partnership_id, token__in=list(tokens))
    rows = list(indexed_rows.values_list("field", "token", "person_id"))
    # Asked also where the first finds nobody: else the number of statements would tell that somebody hidden is there.
    alike = {NOBODY, *(person_id for *_, person_id in rows)}
    known = visible_people(actor).filter(owner_id=actor.agency_id, pk__in=alike)
    own = set(known.values_list("pk", flat=True))
    told = set(known_as_offenders(actor).filter(pk__in=alike).values_list("pk", flat=True)) if telling else own
    for field, token, person_id in rows:
        if person_id in (own & told if bytes(token) in telling else own):
            at[field, bytes(token)].add(person_id)
    return [sorted(_likely(one, at)) for one in wanted]


def has_likely_duplicates(actor: Actor, details: PersonDetails, *, besides: UUID) -> bool:
    """Whether the actor may know of somebody who is likely the same; not counting the one who has this id."""
    (likely,) = likely_duplicates(actor, [details])
    return bool(set(likely) - {besides})


def _tokens(actor: Actor, people: Iterable[PersonDetails]) -> list[set[tuple[str, bytes]]]:
    each = [sorted(indexed(details)) for details in people]
    tokens = iter(blind_indexes(actor.partnership_id, [what for one in each for what in one]))
    return [{(field, next(tokens)) for field, _ in one} for one in each]


def _likely(wanted: set[tuple[str, bytes]], at: dict[tuple[str, bytes], set[UUID]]) -> set[UUID]:
    found: dict[str, set[UUID]] = defaultdict(set)
    for field, token in wanted:
        found[field] |= at.get((field, token), set())
    same = found[PersonIndex.Field.FULL_NAME] & found[PersonIndex.Field.BIRTH]
    return found[PersonIndex.Field.IDENTIFIER] | same


def _with_same_identifier(actor: Actor, sought: PersonDetails) -> list[UUID]:
    """One statement, and none where no identifier was typed; one that tells of offending finds no victim."""
    tokens = _number_tokens(actor, sought.identifiers)
    if not tokens:
        return []
    telling = _number_tokens(actor, filter(_tells, sought.identifiers))
    same = PersonIndex.objects.filter(partnership_id=actor.partnership_id, field=IDENTIFIER)
    numbered = Q(pk__in=same.filter(token__in=tokens - telling).values("person_id"))
    if telling:
        offenders = known_as_offenders(actor).filter(pk__in=same.filter(token__in=telling).values("person_id"))
        numbered |= Q(pk__in=offenders.values("pk"))
    return list(visible_people(actor).filter(numbered).order_by("pk").values_list("pk", flat=True)[:MOST])


def _number_tokens(actor: Actor, identifiers: Iterable[Identifier]) -> set[bytes]:
    texts = [(IDENTIFIER, identifier_text(*one)) for one in identifiers]
    return set(blind_indexes(actor.partnership_id, [what for what in texts if what[1]]))


def _tells(identifier: Identifier) -> bool:
    return identifier[0] in TELLS_OF_OFFENDING


def _numbers(
    actor: Actor, ticket: Ticket, sought: PersonDetails, people: Sequence[Person]
) -> dict[UUID, tuple[Identifier, ...]]:
    """The numbers of those shown, of the kinds that were typed; nothing is asked where no number was.

    Those that tell of offending are left out of whoever the actor does not know as an offender.
    """
    kinds = {kind for kind, _ in sought.identifiers}
    if not kinds:
        return {}
    rows = list(PersonIdentifier.objects.filter(person__in=list(people), removed_at=None).order_by("pk"))
    opened = open_for_page(actor, ticket, rows, "detail")
    offenders = known_as_offenders(actor).filter(pk__in=[person.pk for person in people])
    told = set(offenders.values_list("pk", flat=True)) if kinds & TELLS_OF_OFFENDING else set()
    found: dict[UUID, tuple[Identifier, ...]] = defaultdict(tuple)
    for row in rows:
        detail = opened[row.pk]["detail"]
        if not isinstance(detail, dict) or detail["type"] not in kinds:
            continue
        number = (IdentifierKind(detail["type"]), detail["value"])
        if row.person_id in told or not _tells(number):
            found[row.person_id] += (number,)
    return found


def _candidate(one: Compared, sought: PersonDetails, numbers: tuple[Identifier, ...]) -> Candidate:
    owner = one.person.owner
    sealed = isinstance(one.opened["name"], Shut)
    return Candidate(
        person=one.person,
        name=show_name(one.opened["name"], owner),
        born=show_birth(one.opened["date_of_birth"], one.opened["particulars"], owner),
        reasons=one.reasons,
        score=one.score,
        fields=() if sealed else side_by_side(sought, replace(as_opened(one.opened), identifiers=numbers)),
    )


def _aliases(person: Person, aliases: object) -> tuple[tuple[str, Shown], ...]:
    if isinstance(aliases, Shut):
        return (("Other names", show(aliases, person.owner)),)
    rows = aliases if isinstance(aliases, list) else []
    return tuple((AliasKind(row["kind"]).label, show(alias_in_words(row), person.owner)) for row in rows)
