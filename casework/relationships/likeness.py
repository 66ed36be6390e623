"""Where a colleague may know somebody on a case: found by ids and keyed hashes, nothing opened. A human declares."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.models import User
from accounts.people.selectors import colleagues
from audit.ledger.events import event
from casework.acts import CONFLICTS_LISTED, LIKENESS_RULED_OUT
from casework.cases.models import Case
from casework.cases.policies import visible_cases
from casework.conflicts.models import Conflict
from casework.conflicts.policies import may_oversee, require_oversee
from casework.people.folding import fold
from casework.people.models import PersonIndex
from casework.people.rows import RowsOfHuman, rows_of_humans
from casework.relationships.models import Relationship, RuledOut
from casework.shown import show_rows
from vault.indexes import blind_indexes

FULL_NAME, BIRTH = PersonIndex.Field.FULL_NAME, PersonIndex.Field.BIRTH
Pair = tuple[UUID, UUID]


class Ground(StrEnum):
    """Why somebody should check, in words that tell nothing of the relationship."""

    KNOWS = "has declared that they know somebody related to the person of this case"
    SAME_NAME = "has the same name as somebody related to the person of this case"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A colleague who may be in conflict with the person of a case, and why that is asked."""

    case: Case
    user: User
    ground: Ground


def to_check(actor: Actor) -> list[Likeness]:
    """What the actor should check on the cases that they see; their own are somebody else's to check.

    Refuses (NotPermitted) an actor who does not look after conflicts. The look is written down; nothing is opened.
    """
    require_oversee(actor, CONFLICTS_LISTED)
    found = _likenesses(actor, Relationship.objects.filter(case__in=visible_cases(actor)))
    with event(CONFLICTS_LISTED, by=actor, facts={"shown": len(found)}) as ticket:
        show_rows(ticket, list({one.case.pk: one.case for one in found}.values()))
    return found


def number_to_check(actor: Actor) -> int:
    """How many there are for the actor to check; none for an actor who does not look after conflicts."""
    rows = Relationship.objects.filter(case__in=visible_cases(actor))
    return len(_likenesses(actor, rows)) if may_oversee(actor) else 0


def to_check_on(actor: Actor, case: Case) -> list[Likeness]:
    """The same of one case that the actor has open; nothing for an actor who does not look after conflicts."""
    return _likenesses(actor, Relationship.objects.filter(case=case)) if may_oversee(actor) else []


def find_likeness(actor: Actor, reference: str, user_id: UUID) -> Likeness | None:
    """One of those that the actor should check; none where it has been settled or is not theirs. Refuses as above."""
    require_oversee(actor, LIKENESS_RULED_OUT)
    rows = Relationship.objects.filter(case__in=visible_cases(actor).filter(reference=reference))
    return next((one for one in _likenesses(actor, rows) if one.user.pk == user_id), None)


def _likenesses(actor: Actor, among: QuerySet[Relationship]) -> list[Likeness]:
    """The same number of statements whatever is found."""
    rows = among.filter(owner_id=actor.agency_id, closed_at=None)
    staff = {user.pk: user for user in colleagues(actor).exclude(pk=actor.principal)}
    found_by_any = chain(_by_name(actor, rows, staff.values()), _declared(actor, rows))
    grounds = {pair: ground for pair, ground in found_by_any if pair[1] in staff}
    on = Case.objects.filter(pk__in={case for case, _ in grounds}).select_related("owner", "person")
    cases = {case.pk: case for case in on}
    settled = _settled(cases.values())
    open_pairs = [(pair, ground) for pair, ground in grounds.items() if pair not in settled]
    found = [Likeness(cases[case], staff[user], ground) for (case, user), ground in open_pairs]
    return sorted(found, key=lambda one: (one.user.name, one.case.reference))


def _by_name(actor: Actor, rows: QuerySet[Relationship], staff: Iterable[User]) -> Iterator[tuple[Pair, Ground]]:
    named = [user for user in staff if fold(user.name)]
    tokens = blind_indexes(actor.partnership_id, [(FULL_NAME, fold(user.name)) for user in named])
    bearers: dict[bytes, list[UUID]] = defaultdict(list)
    for user, token in zip(named, tokens, strict=True):
        bearers[token].append(user.pk)
    for case_id, found in rows.filter(name_token__in=[*bearers]).values_list("case_id", "name_token"):
        for user_id in bearers[bytes(found)]:
            yield (case_id, user_id), Ground.SAME_NAME


def _declared(actor: Actor, rows: QuerySet[Relationship]) -> Iterator[tuple[Pair, Ground]]:
    """By the id of who was declared, or by name and day of birth where the case only names them."""
    known_by: dict[UUID, set[UUID]] = defaultdict(set)
    declared = Conflict.objects.filter(owner_id=actor.agency_id, lifted_at=None)
    for user_id, person_id in declared.values_list("user_id", RowsOfHuman("person_id")):
        known_by[person_id].add(user_id)
    names, births = _tokens_of(known_by)
    likely = Q(other__in=[*known_by]) | Q(name_token__in=[*names], birth_token__in=[*births])
    for case_id, other, name, birth in rows.filter(likely).values_list(
        "case_id", "other_id", "name_token", "birth_token"
    ):
        people = {other} | (names.get(bytes(name), set()) & births.get(bytes(birth or b""), set()))
        for user_id in {user for person in people for user in known_by.get(person, ())}:
            yield (case_id, user_id), Ground.KNOWS


def _tokens_of(people: Iterable[UUID]) -> tuple[dict[bytes, set[UUID]], dict[bytes, set[UUID]]]:
    found: dict[str, dict[bytes, set[UUID]]] = {FULL_NAME: defaultdict(set), BIRTH: defaultdict(set)}
    rows = PersonIndex.objects.filter(person__in=[*people], field__in=[FULL_NAME, BIRTH])
    for field, token, person_id in rows.values_list("field", "token", "person_id"):
        found[field][bytes(token)].add(person_id)
    return found[FULL_NAME], found[BIRTH]


def _settled(cases: Iterable[Case]) -> set[Pair]:
    """Whom somebody has ruled out, and who is in conflict with the person of the case already."""
    by_person: dict[UUID, list[UUID]] = defaultdict(list)
    for case in cases:
        by_person[case.person_id].append(case.pk)
    ruled_out = RuledOut.objects.filter(case__in=[pk for theirs in by_person.values() for pk in theirs])
    declared = Conflict.objects.filter(person__in=rows_of_humans(*by_person), lifted_at=None)
    found = set(ruled_out.values_list("case_id", "user_id"))
    return found | {
        (case, user)
        for person, user in declared.values_list(RowsOfHuman("person_id"), "user_id")
        for case in by_person.get(person, ())
    }
