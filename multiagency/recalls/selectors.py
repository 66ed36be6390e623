"""Reading notices about what was sent: by the sender, with what came of them, and by whoever received it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import Subject, event
from casework.cases.models import Case
from casework.cases.selectors import OpenedCase
from casework.handling.selectors import handling_of
from casework.items.selectors import items_of
from casework.shown import Shown, open_for_page, show
from multiagency.acts import DISCLOSURE_LOOKED_AT, RECALL_ACKNOWLEDGED
from multiagency.recalls.models import Acknowledged, Recall
from multiagency.sharing.models import DisclosedItem, Disclosure
from multiagency.sharing.receiving import received_by


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice with its words, and what the recipient did about it where they said so."""

    row: Recall
    words: Shown
    acknowledged: Acknowledged | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has a copy: of which thing, in which disclosure."""

    copy: DisclosedItem
    disclosure: Disclosure


def notices(actor: Actor, disclosure: Disclosure) -> tuple[Notice, ...]:
    """The notices about a disclosure that the actor reads, the newest first; the look is written down."""
    rows = list(Recall.objects.filter(disclosure=disclosure).select_related("item", "owner", "agency").order_by("-pk"))
    said = {
        one.recall_id: one
        for one in Acknowledged.objects.filter(recall__in=[row.pk for row in rows]).select_related("acknowledged_by")
    }
    subject = Subject("disclosure", disclosure.pk, disclosure.owner_id)
    with event(DISCLOSURE_LOOKED_AT, by=actor, subject=subject, purpose=disclosure.purpose) as ticket:
        words = open_for_page(actor, ticket, rows, "words")
    return tuple(Notice(row, show(words[row.pk]["words"], row.owner), said.get(row.pk)) for row in rows)


def find_recall(actor: Actor, recall_id: UUID) -> Recall:
    """The notice behind an address; NotKnown where it is about nothing that the actor reads as its recipient."""
    rows = Recall.objects.filter(pk=recall_id, agency_id=actor.agency_id, disclosure__in=received_by(actor))
    found = rows.first()
    if found is None:
        raise NotKnown(RECALL_ACKNOWLEDGED, Subject("recall", recall_id))
    return found


def every_copy(actor: Actor, case: Case, item_ids: Collection[UUID]) -> QuerySet[DisclosedItem]:
    """Every copy of these things that the actor's agency sent of the case, whoever has it."""
    rows = DisclosedItem.objects.filter(item_id__in=item_ids, owner_id=actor.agency_id, disclosure__case=case)
    return rows.select_related("disclosure__agency", "disclosure__recipient").order_by("pk")


def overtaken(actor: Actor, opened: OpenedCase, disclosure: Disclosure) -> frozenset[UUID]:
    """The ids of things whose copies are not what the case holds now, and of which nobody was told yet.

    Corrected, withdrawn, ended or restricted since they were sent: their recipients are to be told (DPA 2018 s.38(5)).
    """
    rows = list(DisclosedItem.objects.filter(disclosure=disclosure, recalls=None))
    now = {(one.kind, one.id) for one in items_of(actor, opened, {(row.item_kind, row.item_id) for row in rows})}
    handling = handling_of(opened.case)
    return frozenset(
        row.item_id for row in rows if (row.item_kind, row.item_id) not in now or handling.restricts(row.item_id)
    )
