"""Who proposes and who decides a merge: two people, and the second sees everything that both rows hold.

Nobody learns from a refusal that there is more than they see: whoever proposes is told the same in any case, and a
proposal that somebody may not decide does not exist for them.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.roles import Role
from audit.ledger.acts import Act
from casework.acts import MERGE_PROPOSED
from casework.cases.models import Case
from casework.cases.policies import require_change_person, visible_cases
from casework.conflicts.policies import in_conflict
from casework.merging.models import KeptApart, Merge, State
from casework.openings.models import BreakGlass
from casework.openings.policies import opened_people
from casework.people.models import Person
from casework.relationships.models import Relationship

UNDO_WITHIN: Final = timedelta(days=30)


class CannotMerge(Exception):
    """Why these two rows cannot be merged, or a merge not be undone, in words that tell nothing of a hidden case."""


def require_propose(actor: Actor, one: Person, other: Person) -> None:
    """Refuse whoever works no case of the first row (NotPermitted), and a pair that cannot be one (CannotMerge)."""
    require_change_person(actor, MERGE_PROPOSED, one)
    if one.owner_id != other.owner_id or one.pk == other.pk:
        raise CannotMerge("A merge joins two records of your own agency. Nothing was proposed.")
    if kept_apart(one.pk, other.pk).exists():
        raise CannotMerge("Somebody recorded that these two are not the same human being. Nothing was proposed.")
    pair = [one.pk, other.pk]
    if Relationship.objects.filter(person__in=pair, other__in=pair, case__in=visible_cases(actor)).exists():
        raise CannotMerge("These two are recorded as related to each other, so they are two. Nothing was proposed.")


def decides(actor: Actor) -> bool:
    """Whether the actor decides merges at all: team managers, in office."""
    return actor.has(Role.TEAM_MANAGER) and not actor.lapsed


def require_decides(actor: Actor, act: Act) -> None:
    """Refuse, in words, a role that decides no merges."""
    if not decides(actor):
        raise NotPermitted(
            act,
            actor.own_agency,
            words="Team managers decide whether two records are merged. You can propose it from a person's page.",
            resolver="a team manager of your agency",
        )


def open_to(actor: Actor) -> QuerySet[Merge]:
    """Merges of the actor's agency that they may decide or undo.

    Not what they proposed themselves; only where they see every case of both rows by other means than a break-glass,
    are in no conflict with either, and no break-glass about either is open or waits for its review.
    """
    seen = visible_cases(actor).exclude(person__in=opened_people(actor)).values("pk")
    hidden = Case.objects.filter(owner_id=actor.agency_id).exclude(pk__in=seen)
    either = Q(person=OuterRef("kept_id")) | Q(person=OuterRef("merged_id"))
    unsettled = BreakGlass.objects.filter(either, review=None)
    related = Relationship.objects.filter(
        Q(person=OuterRef("kept_id"), other=OuterRef("merged_id"))
        | Q(person=OuterRef("merged_id"), other=OuterRef("kept_id"))
    )
    return Merge.objects.filter(
        ~Exists(hidden.filter(either)), ~Exists(unsettled), ~Exists(related), ~in_conflict(actor, "kept_id"),
        ~in_conflict(actor, "merged_id"), owner_id=actor.agency_id,
    )  # fmt: skip


def open_to_decide(actor: Actor) -> QuerySet[Merge]:
    """Proposals that the actor may decide."""
    return open_to(actor).filter(state=State.PROPOSED).exclude(proposed_by=actor.principal)


def kept_apart(one: UUID, other: UUID) -> QuerySet[KeptApart]:
    """What is in force between two rows, whoever recorded it of those whose record the actor's agency may read."""
    either = Q(one=one, other=other) | Q(one=other, other=one)
    return KeptApart.objects.filter(either, lifted_at=None)
