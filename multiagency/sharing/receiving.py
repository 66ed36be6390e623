"""What another agency sent: who reads it, and what of it may be sent on, which its owner decides (rule R62)."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.roles import NEEDS, Role
from casework.cases.selectors import OpenedCase
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.chronology.asking import beginning
from casework.chronology.models import Statement
from casework.items.catalogue import SOURCES
from casework.items.item import Item
from casework.shown import open_for_page
from multiagency.sharing.models import DisclosedItem, Disclosure

TAKES_IN = frozenset(NEEDS)
"""Roles that may open what their agency receives for nobody in particular: those that open content of cases."""
OVERSEES = frozenset({Role.PANEL_COORDINATOR, Role.TEAM_MANAGER})
"""Roles that also see what came for a team that they are not in."""
RECEIVED: Final = "received-"
"""What the kind of a copy begins with, where the copy itself is what is sent on."""
ABOUT_OTHERS: Final = {source.kind for source in SOURCES if source.third_party}
KINDS: Final = {source.kind for source in SOURCES}


def received_by(actor: Actor) -> QuerySet[Disclosure]:
    """What was sent to the actor, their team, or their agency where they take in; nothing while a role has lapsed.

    Not what is about somebody whom they know, nor, where they are tied to whoever harms a victim, what tells where she
    is: asked at every read, against what is on record now.
    """
    if actor.lapsed or not TAKES_IN & actor.roles:
        return Disclosure.objects.none()
    teams = [team.int for team in actor.team_ids]
    whole = Q() if OVERSEES & actor.roles else Q(team=None) | Q(team_id__in=teams)
    theirs = Q(recipient_id=actor.principal) | Q(whole, recipient=None)
    return Disclosure.objects.filter(theirs, agency_id=actor.agency_id).exclude(pk__in=_tied(actor))


def sendable_on(actor: Actor) -> QuerySet[DisclosedItem]:
    """Copies that the actor may ask to send on: received, not recalled or corrected since, not where a victim is.

    Nor what whoever sent it had received themselves: it is another agency's, which they cannot answer for.
    """
    rows = DisclosedItem.objects.filter(disclosure__in=received_by(actor), recalls=None)
    rows = rows.exclude(item_kind__startswith=RECEIVED)
    return rows.exclude(category__in=FOR_NAMED_PEOPLE).select_related("owner").order_by("pk")


def received_items(actor: Actor, opened: OpenedCase, copies: Iterable[DisclosedItem]) -> list[Item]:
    """Copies as things that can be sent from a case of the actor's, opened under the look at it; shut ones left out.

    They stay their owner's. Whoever sent intelligence set conditions, and what nobody knows of a kind any more is
    taken to be about other people too.
    """
    rows = list(copies)
    words = open_for_page(actor, opened.ticket, rows, "copy")
    held: dict[UUID, Any] = {pk: said["copy"] for pk, said in words.items()}
    return [_item(opened, row, held[row.pk]) for row in rows if isinstance(held[row.pk], dict)]


def picked_copies(picked: Collection[tuple[str, UUID]]) -> list[UUID]:
    """The ids of the copies among what was picked."""
    return [pk for kind, pk in picked if kind.startswith(RECEIVED)]


def _item(opened: OpenedCase, row: DisclosedItem, said: dict[str, Any]) -> Item:
    quality, kind = said["quality"], row.item_kind.removeprefix(RECEIVED)
    occurred, statement = quality["occurred_on"], quality["statement"]
    return Item(
        kind=f"{RECEIVED}{kind}", id=row.pk, category=Category(row.category), title=said["title"],
        statement=Statement(statement) if statement else None,
        occurred_on=dt.date.fromisoformat(occurred) if occurred else None,
        recorded_at=beginning(dt.date.fromisoformat(quality["verified_on"])), owner=row.owner, case_id=opened.case.pk,
        third_party=kind in ABOUT_OTHERS or kind not in KINDS,
        markers=frozenset({"HANDLING_C"} if row.category == Category.INTELLIGENCE else ()), words=said["words"],
    )  # fmt: skip


def _tied(actor: Actor) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM received_of_the_tied(%s)", [actor.principal])
        return [pk for (pk,) in cursor.fetchall()]
