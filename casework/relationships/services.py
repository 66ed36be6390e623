"""Recording who somebody is to the person of a case, putting it right, and taking back what was wrong."""

from django.db import connection, transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import User
from audit.ledger.events import Facts, event
from casework.acts import (
    CASE_LOOKED_AT,
    LIKENESS_RULED_OUT,
    RELATIONSHIP_CHANGED,
    RELATIONSHIP_RECORDED,
    RELATIONSHIP_WITHDRAWN,
)
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event, withdraw_events
from casework.conflicts.policies import require_oversee
from casework.inserting import insert
from casework.people.details import as_opened
from casework.people.folding import fold
from casework.people.models import Person, PersonIndex
from casework.refusals import AlreadySent, ChangedMeanwhile
from casework.relationships.kinds import PARENTHOOD
from casework.relationships.kinship import parents_on_record
from casework.relationships.models import Relationship, RuledOut
from casework.relationships.policies import (
    Impossible,
    require_born_before,
    require_no_circle,
    require_possible,
)
from casework.relationships.saying import Said
from casework.shown import name_in_words, open_for_page
from vault.indexes import blind_indexes
from vault.opening import seal

KNOWN = "name date_of_birth particulars aliases"
ALREADY = "This is on record already. Change that entry instead."


def record_relationship(*, actor: Actor, case: Case, new: Said) -> Relationship:
    """Write down who somebody is to the person of the case; the same sent again adds nothing.

    Refuses an actor who does not work the case (NotPermitted), what cannot be or is there already (Impossible), and an
    id that is there with something else in it (AlreadySent).
    """
    require_work(actor, RELATIONSHIP_RECORDED, case)
    return _written(actor, case, new, None)


def change_relationship(*, actor: Actor, case: Case, relationship: Relationship, new: Said) -> Relationship:
    """Replace what was said by what is said now; what was said stays readable on the case.

    Refuses as recording does, and where somebody else was first (ChangedMeanwhile).
    """
    require_work(actor, RELATIONSHIP_CHANGED, case)
    return _written(actor, case, new, relationship)


@transaction.atomic
def withdraw_relationship(*, actor: Actor, case: Case, relationship: Relationship, reason: str) -> None:
    """Take back what should not have been recorded; what it said goes from the chronology, and the reason stands there.

    Withdrawing it twice changes nothing. Refuses an actor who does not work the case (NotPermitted).
    """
    require_work(actor, RELATIONSHIP_WITHDRAWN, case)
    locked = Relationship.objects.select_for_update(of=("self",)).get(pk=relationship.pk, case=case)
    if locked.closed_at:
        return
    facts: Facts = {"relationship": locked.pk}
    with event(RELATIONSHIP_WITHDRAWN, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        _close(actor, locked)
        withdraw_events(case, locked.pk)
        words = f"A relationship was withdrawn: {reason}"
        add_event(actor, case, NewEvent(Happening.RELATIONSHIP, Statement.FACT, Category(locked.category), words))


@transaction.atomic
def rule_out(*, actor: Actor, case: Case, user: User) -> None:
    """Write down that a colleague's likeness to somebody related to the person of a case is no conflict of interest.

    Ruling out twice changes nothing. Refuses (NotPermitted) whoever does not look after conflicts.
    """
    require_oversee(actor, LIKENESS_RULED_OUT)
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if RuledOut.objects.filter(case=case, user=user).exists():
        return
    with event(LIKENESS_RULED_OUT, by=actor, subject=case.subject, purpose=case.purpose, facts={"user": user.pk}):
        RuledOut.objects.create(
            partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, user=user,
            ruled_by_id=actor.principal,
        )  # fmt: skip


def _written(actor: Actor, case: Case, new: Said, before: Relationship | None) -> Relationship:
    written, wrong = _write_once(actor, case, new, before)
    if written is None:  # raised out here, so that the look at what is there stays written down
        raise wrong or AlreadySent
    return written


@transaction.atomic
def _write_once(
    actor: Actor, case: Case, new: Said, before: Relationship | None
) -> tuple[Relationship | None, Impossible | None]:
    _wait_for_families(case)
    there = Relationship.objects.filter(pk=new.id).first()
    if there:
        return (there if _same(actor, case, there, new, before) else None), None
    locked = _locked(case, before) if before else None
    row = _row(actor, case, new)
    live = Relationship.objects.filter(case=case, closed_at=None).exclude(pk__in=[before.pk] if before else [])
    if live.filter(same=row.same).exists():
        return None, Impossible("kind", ALREADY)
    try:
        _look_first(actor, case, new, before)
    except Impossible as wrong:
        return None, wrong
    act = RELATIONSHIP_CHANGED if before else RELATIONSHIP_RECORDED
    facts: Facts = {"relationship": row.pk}
    with event(act, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        if locked:
            _close(actor, locked)
            row.replaces = locked
        seal(actor.agency_id, [(row, {"detail": new.sealed()})])
        insert(act, case.subject, row)
        add_event(actor, case, _happening(new, row, changed=before is not None))
    return row, None


def _wait_for_families(case: Case) -> None:
    """Two who make each other's child a parent at once, on two cases, wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"families {case.owner_id}"])


def _locked(case: Case, before: Relationship) -> Relationship:
    """The relationship that is replaced; asked before anything is looked at, which would have to stay written down."""
    locked = Relationship.objects.select_for_update(of=("self",)).get(pk=before.pk, case=case)
    if locked.closed_at:
        raise ChangedMeanwhile
    return locked


def _look_first(actor: Actor, case: Case, new: Said, before: Relationship | None) -> None:
    """Compare with what is on record, the look written down; refuses (Impossible) what cannot be."""
    ids = {case.person_id} | ({new.other.person_id} if new.other else set())
    people = Person.objects.in_bulk(ids)
    with event(CASE_LOOKED_AT, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        opened = open_for_page(actor, ticket, people.values(), KNOWN)
        besides = before.pk if before else None
        parents = parents_on_record(actor, ticket, case, ids, besides) if new.kind in PARENTHOOD else {}
    known = {pk: as_opened(words) for pk, words in opened.items()}
    born = known[case.person_id].born
    require_possible(case, name_in_words(opened[case.person_id]["name"]), born, new)
    require_born_before(new, born, known[new.other.person_id].born if new.other else new.born)
    require_no_circle(case, new, parents)


def _same(actor: Actor, case: Case, there: Relationship, new: Said, before: Relationship | None) -> bool:
    """Whether a row that is there says what is said of the new one, which is then the same sent again."""
    other, replaced = new.other.pk if new.other else None, before.pk if before else None
    if (there.case_id, there.other_case_id, there.replaces_id) != (case.pk, other, replaced):
        return False
    with event(CASE_LOOKED_AT, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        return open_for_page(actor, ticket, [there], "detail")[there.pk]["detail"] == new.sealed()


def _row(actor: Actor, case: Case, new: Said) -> Relationship:
    tokens = blind_indexes(case.partnership_id, _indexed(case, new))
    return Relationship(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, person_id=case.person_id,
        category=new.category(timezone.localdate()), other_case=new.other,
        other_id=new.other.person_id if new.other else None, recorded_by_id=actor.principal,
        same=tokens[0], name_token=tokens[1], birth_token=tokens[2] if len(tokens) > 2 else None,  # noqa: PLR2004
    )  # fmt: skip


def _indexed(case: Case, new: Said) -> list[tuple[str, str]]:
    """What is hashed: who is what to whom on this case, and the name and birth date as people are found by them."""
    found = [("RELATIONSHIP", f"{case.pk} {new.kind.value} {new.who()}"), (PersonIndex.Field.FULL_NAME, fold(new.name))]
    return found + ([(PersonIndex.Field.BIRTH, born)] if (born := new.birth_day) else [])


def _close(actor: Actor, row: Relationship) -> None:
    row.closed_at, row.closed_by_id = timezone.now(), actor.principal
    row.save(update_fields=["closed_at", "closed_by"])


def _happening(new: Said, row: Relationship, *, changed: bool) -> NewEvent:
    words = f"Relationship {'changed' if changed else 'recorded'}: {new.name}, {new.kind.label.lower()}."
    return NewEvent(Happening.RELATIONSHIP, new.basis, Category(row.category), words, row.pk)
