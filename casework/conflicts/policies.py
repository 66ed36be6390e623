"""Whom a conflict hides a record from, and who may declare and lift one."""

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.models import User
from accounts.roles import OVERSEES_CONFLICTS
from audit.ledger.acts import Act
from audit.ledger.events import Subject
from casework.acts import CONFLICT_DECLARED, CONFLICT_LIFTED
from casework.conflicts.models import Conflict
from casework.people.rows import RowsOfHuman, rows_of_humans


def known_to(user: UUID | OuterRef) -> QuerySet[Conflict, Any]:
    """The rows of everybody with whom a member of staff is in conflict.

    A conflict is with a human being: declared about one agency's row, it holds for every row that links in force tie
    to it, as far as the reader's agency sees.
    """
    return Conflict.objects.filter(user=user, lifted_at=None).values(row=RowsOfHuman("person_id"))


def in_conflict(actor: Actor, person: str) -> Q:
    """Whether the actor is in conflict with the person of a row, whose column is named; joined at every read."""
    return Q(**{f"{person}__in": known_to(actor.principal)})


def users_in_conflict(*people: UUID) -> QuerySet[Conflict, UUID]:
    """The ids of those of one's agency who are in conflict with one of these people, by whichever row of theirs."""
    declared = Conflict.objects.filter(person__in=rows_of_humans(*people), lifted_at=None)
    return declared.values_list("user_id", flat=True)


def may_oversee(actor: Actor) -> bool:
    """Whether the actor sees who of their agency is in conflict with whom."""
    return bool(OVERSEES_CONFLICTS & actor.roles)


def require_oversee(actor: Actor, act: Act) -> None:
    """Refuse, in words, an actor whose role does not look after conflicts of interest."""
    if not may_oversee(actor):
        raise NotPermitted(
            act,
            actor.own_agency,
            words="Your role does not look after conflicts of interest. You can declare your own on a case.",
            resolver="a team manager or the information-governance officer of your agency",
        )


def require_declare(actor: Actor, user: User) -> None:
    """Refuse, in words, whoever declares for somebody else without looking after conflicts in that person's agency."""
    if user.pk == actor.principal or actor.kind == "system":
        return
    require_oversee(actor, CONFLICT_DECLARED)
    if user.agency_id != actor.agency_id:
        raise NotPermitted(
            CONFLICT_DECLARED,
            user.subject,
            words="You can declare a conflict of interest for people of your own agency only.",
            resolver=f"a team manager or the information-governance officer of {user.agency.name}",
        )


def require_lift(actor: Actor, conflict: Conflict) -> None:
    """Refuse, in words, whoever does not look after conflicts, and whoever would lift their own."""
    require_oversee(actor, CONFLICT_LIFTED)
    if conflict.user_id == actor.principal:
        raise NotPermitted(
            CONFLICT_LIFTED,
            Subject("conflict", conflict.pk, conflict.owner_id),
            words="This conflict of interest is your own, so somebody else lifts it.",
            resolver="another team manager or the information-governance officer of your agency",
        )
