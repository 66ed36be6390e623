"""Proposing, deciding and undoing a merge, and keeping two rows apart."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor
from audit.ledger.events import Facts, event
from casework.acts import (
    APART_LIFTED,
    KEPT_APART,
    MERGE_DECLINED,
    MERGE_PROPOSED,
    MERGE_UNDONE,
    PEOPLE_MERGED,
)
from casework.cases.policies import require_change_person
from casework.merging.models import KeptApart, Merge, State
from casework.merging.policies import (
    UNDO_WITHIN,
    CannotMerge,
    kept_apart,
    open_to,
    open_to_decide,
    require_decides,
    require_propose,
)
from casework.merging.sides import Side
from casework.merging.taking_over import give_back, retire, settle, take_over
from casework.particulars.vocabulary import Part
from casework.people.models import Person
from vault.opening import open_sealed, seal

SINCE: Final = (
    "Something was recorded about this person since the merge, or the time to undo it has passed. It can no longer be "
    "undone in one act: correct the record by hand, or ask the information-governance officer of your agency."
)


@transaction.atomic
def propose_merge(*, actor: Actor, one: Person, other: Person, why: str) -> Merge:
    """Say that two rows of one's agency are one human being; somebody else decides. Proposed again, nothing is added.

    The older row is the one that is kept. Refuses as `require_propose` does.
    """
    require_propose(actor, one, other)
    kept, merged = sorted((one, other), key=lambda person: person.pk)
    there = Merge.objects.filter(kept=kept, merged=merged, state=State.PROPOSED).first()
    if there:
        return there
    row = Merge(
        partnership_id=actor.partnership_id, owner_id=actor.agency_id, kept=kept, merged=merged,
        proposed_by_id=actor.principal,
    )  # fmt: skip
    with event(MERGE_PROPOSED, by=actor, subject=kept.subject, facts={"other": merged.pk, "merge": row.pk}):
        seal(actor.agency_id, [(row, {"why": why})])
        row.save(force_insert=True)
    return row


@transaction.atomic
def decline_merge(*, actor: Actor, merge: Merge) -> None:
    """The two rows stay two; it may be proposed again. Refuses whoever does not decide it."""
    require_decides(actor, MERGE_DECLINED)
    locked = _locked(merge)
    if locked.state != State.PROPOSED:
        return
    _require_open(open_to_decide(actor), locked)
    with event(MERGE_DECLINED, by=actor, subject=locked.kept.subject, facts={"merge": locked.pk}):
        locked.state, locked.decided_by_id, locked.decided_at = State.DECLINED, actor.principal, timezone.now()
        locked.save(update_fields=["state", "decided_by", "decided_at"])


@transaction.atomic
def merge_people(*, actor: Actor, merge: Merge, chosen: Mapping[Part, Side]) -> Merge:
    """Make one row of two: cases, conflicts and whatever hangs on them name the kept row, which says what was chosen.

    Governance LOG-07: one `combination` event with both ids, the side of each part, and the token of the undo. A
    second sending changes nothing. Refuses whoever does not decide (NotPermitted, CannotMerge).
    """
    require_decides(actor, PEOPLE_MERGED)
    kept, merged = _lock_people(merge)
    locked = _locked(merge)
    if locked.state == State.DONE:
        return locked
    _require_open(open_to_decide(actor), locked)
    if kept.merged_into_id or merged.merged_into_id or kept_apart(kept.pk, merged.pk).exists():
        raise CannotMerge("These two records cannot be merged any more: one of them was merged, or kept apart, since.")
    with event(PEOPLE_MERGED, by=actor, subject=kept.subject, facts=_facts(merge, chosen)) as ticket:
        done = take_over(actor, ticket, kept, merged, chosen)
        retire(merged, kept)
        seal(actor.agency_id, [(locked, {"done": done})])
        locked.state, locked.decided_by_id, locked.decided_at = State.DONE, actor.principal, timezone.now()
        locked.kept_version = kept.version + 1
        locked.save(update_fields=["state", "decided_by", "decided_at", "kept_version", "done"])
        settle(actor, ticket, kept, merged)
    return locked


@transaction.atomic
def undo_merge(*, actor: Actor, merge: Merge) -> Merge:
    """Both rows say and hold what they did before, within thirty days and while nothing contradicts it.

    Refuses (CannotMerge) where the person was changed, or anything was recorded about them, since. A second sending
    changes nothing.
    """
    require_decides(actor, MERGE_UNDONE)
    kept, merged = _lock_people(merge)
    locked = _locked(merge)
    if locked.state == State.UNDONE:
        return locked
    _require_open(open_to(actor), locked)
    if locked.state != State.DONE or _contradicted(locked, kept, merged):
        raise CannotMerge(SINCE)
    facts: Facts = {"kept": kept.pk, "merged": merged.pk, "undo": locked.pk}
    with event(MERGE_UNDONE, by=actor, subject=kept.subject, facts=facts) as ticket:
        done = open_sealed(ticket, [locked], "done")[locked.pk]["done"]
        merged.merged_into = None
        merged.save(update_fields=["merged_into"])
        locked.state, locked.undone_by_id, locked.undone_at = State.UNDONE, actor.principal, timezone.now()
        locked.save(update_fields=["state", "undone_by", "undone_at"])
        give_back(actor, ticket, kept, done)
        settle(actor, ticket, kept, merged)
    return locked


@transaction.atomic
def keep_apart(*, actor: Actor, one: Person, other: UUID, why: str) -> KeptApart:
    """Record that two rows are not the same human being: nobody is suggested the pair. Said again, nothing is added.

    Refuses whoever works no case of the first row (NotPermitted).
    """
    require_change_person(actor, KEPT_APART, one)
    there = kept_apart(one.pk, other).first()
    if there:
        return there
    row = KeptApart(
        partnership_id=actor.partnership_id, owner_id=actor.agency_id, one=one, other_id=other,
        recorded_by_id=actor.principal,
    )  # fmt: skip
    with event(KEPT_APART, by=actor, subject=one.subject, facts={"other": other}):
        seal(actor.agency_id, [(row, {"why": why})])
        row.save(force_insert=True)
    return row


@transaction.atomic
def lift_apart(*, actor: Actor, apart: KeptApart) -> None:
    """From now on the pair is suggested again; that it was kept apart stays on record. A second time does nothing."""
    require_change_person(actor, APART_LIFTED, apart.one)
    locked = KeptApart.objects.select_for_update(of=("self",)).get(pk=apart.pk)
    if locked.lifted_at:
        return
    with event(APART_LIFTED, by=actor, subject=apart.one.subject, facts={"other": apart.other_id}):
        locked.lifted_at, locked.lifted_by_id = timezone.now(), actor.principal
        locked.save(update_fields=["lifted_at", "lifted_by"])


def _contradicted(merge: Merge, kept: Person, merged: Person) -> bool:
    """Whether the kept row was changed or merged since, or anything of whatever agency names it that came later."""
    late = merge.decided_at is None or merge.decided_at < timezone.now() - UNDO_WITHIN
    if late or kept.version != merge.kept_version or kept.merged_into_id or merged.merged_into_id != kept.pk:
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT merge_contradicted(%s)", [merge.pk])
        return bool(cursor.fetchone()[0])


def _require_open(merges: QuerySet[Merge], merge: Merge) -> None:
    if not merges.filter(pk=merge.pk).exists():
        raise CannotMerge("You cannot decide this. Somebody who may see all that both records hold decides it.")


def _facts(merge: Merge, chosen: Mapping[Part, Side]) -> Facts:
    taken = [f"{part.value}:{side.value}" for part, side in sorted(chosen.items())]
    return {"kept": merge.kept_id, "merged": merge.merged_id, "taken": taken, "undo": merge.pk}


def _lock_people(merge: Merge) -> tuple[Person, Person]:
    """Both rows in the order of their ids, so that two merges do not wait for each other."""
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=[merge.kept_id, merge.merged_id])
    people = {person.pk: person for person in rows.order_by("pk")}
    return people[merge.kept_id], people[merge.merged_id]


def _locked(merge: Merge) -> Merge:
    return Merge.objects.select_for_update(of=("self",)).select_related("kept").get(pk=merge.pk)
