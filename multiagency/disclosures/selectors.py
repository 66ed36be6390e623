"""Reading what was sent: by the agency that sent it, on the case, and by the one that received it."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from accounts.denials import NotKnown
from accounts.models import Agency, User
from accounts.people.models import RoleHeld
from accounts.roles import NEEDS
from audit.ledger.events import Subject, event
from casework.cases.models import Case
from casework.cases.policies import may_work, visible_cases
from casework.cases.selectors import OpenedCase, as_reference
from casework.inserting import insert
from casework.shown import Shown, open_for_page, show, show_rows
from multiagency.acts import DISCLOSURE_LOOKED_AT, DISCLOSURES_LISTED, RECEIVED_LISTED, RECEIVED_OPENED
from multiagency.disclosures.models import Opening
from multiagency.sharing.copies import Copy, copies
from multiagency.sharing.models import DisclosedItem, Disclosure, SharingDecision
from multiagency.sharing.policy import Explanation
from multiagency.sharing.receiving import RECEIVED, received_by, sendable_on
from multiagency.sharing.wording import told_later

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class OpenedDisclosure:
    """A disclosure with its copies, for its sender or its recipient; `reasons` are the sender's alone."""

    row: Disclosure
    cover: Shown
    copies: tuple[Copy, ...]
    openings: tuple[Opening, ...]
    reasons: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class History:
    """What was sent of a case and what was refused, with why, the newest first; nothing of what it says."""

    sent: tuple[Disclosure, ...]
    refused: tuple[tuple[SharingDecision, tuple[Explanation, ...]], ...]


def recipients(actor: Actor) -> list[User]:
    """People of the partnership's other agencies, by agency and name; `ready` says who is at work and opens cases.

    Those whose account is closed are among them, so that whoever chose one is told why nothing can go to them.
    """
    held = RoleHeld.objects.filter(user=OuterRef("pk"), partnership_id=actor.partnership_id, role__in=NEEDS)
    others = User.objects.filter(agency__partnerships=actor.partnership_id).exclude(agency_id=actor.agency_id)
    return list(others.annotate(ready=Exists(held)).select_related("agency").order_by("agency__name", "name", "pk"))


def received(actor: Actor) -> Sequence[Disclosure]:
    """The newest hundred that were sent to the actor or their agency, with whether they were opened; writes that down.

    Nobody is named in the list.
    """
    opened = Exists(Opening.objects.filter(disclosure=OuterRef("pk")))
    rows = received_by(actor).annotate(opened=opened, number=Count("items")).select_related("owner", "recipient")
    newest = list(rows.order_by("-pk")[:MOST])
    with event(RECEIVED_LISTED, by=actor, facts={"shown": len(newest)}) as ticket:
        show_rows(ticket, newest)
    return newest


def find_received(actor: Actor, disclosure_id: UUID) -> Disclosure:
    """The row behind an address, nothing opened; NotKnown where it was sent to somebody else, or to nobody."""
    rows = received_by(actor).select_related("owner", "agency", "recipient", "disclosed_by")
    found = rows.filter(pk=disclosure_id).first()
    if found is None:
        raise NotKnown(RECEIVED_OPENED, Subject("disclosure", disclosure_id))
    return found


def own_case(actor: Actor, reference: str) -> Case | None:
    """The case of the actor's own agency with this reference that they work, nothing opened; None where there is none.

    What is received is sent on from a case, which is where both the question and the sending are kept.
    """
    rows = visible_cases(actor).filter(owner_id=actor.agency_id, reference=as_reference(reference))
    case = rows.first()
    return case if case and may_work(actor, case) else None


def to_send_on(actor: Actor, disclosure: str, picked: Iterable[str]) -> QuerySet[DisclosedItem]:
    """Copies that a form offers beside the case's own things: of one disclosure, and those that were picked before."""
    wanted = [key.partition(":")[2] for key in picked if key.startswith(RECEIVED)]
    copies = sendable_on(actor)
    return copies.filter(Q(disclosure__in=_ids([disclosure])) | Q(pk__in=_ids(wanted)))


def _ids(texts: Iterable[str]) -> list[UUID]:
    """Those of the texts that are ids; an address and a form can hold anything."""
    found = []
    for text in texts:
        with suppress(ValueError):
            found.append(UUID(text))
    return found


@transaction.atomic
def open_received(actor: Actor, disclosure_id: UUID) -> OpenedDisclosure:
    """Open what was received, and say to its sender who opened it first there; NotKnown as `find_received`."""
    row = find_received(actor, disclosure_id)
    subject = Subject("disclosure", row.pk, row.owner_id)
    new = not Opening.objects.filter(disclosure=row, opened_by_id=actor.principal).exists()
    with event(RECEIVED_OPENED, by=actor, subject=subject, purpose=row.purpose) as ticket:
        said = open_for_page(actor, ticket, [row], "cover")[row.pk]
        found = _copies(actor, ticket, row)
        if new:
            opening = Opening(
                partnership_id=row.partnership_id, owner_id=actor.agency_id, disclosure=row,
                opened_by_id=actor.principal,
            )  # fmt: skip
            insert(RECEIVED_OPENED, subject, opening)
    return OpenedDisclosure(row, _cover(said["cover"], row.owner), found, _openings(row))


def open_sent(actor: Actor, opened: OpenedCase, disclosure_id: UUID) -> OpenedDisclosure:
    """Open what the actor's agency sent of the case that was opened; NotKnown where it sent no such thing of it."""
    rows = Disclosure.objects.filter(case=opened.case, owner_id=actor.agency_id)
    row = rows.select_related("owner", "agency", "recipient", "disclosed_by").filter(pk=disclosure_id).first()
    if row is None:
        raise NotKnown(DISCLOSURE_LOOKED_AT, Subject("disclosure", disclosure_id))
    case = opened.case
    with event(DISCLOSURE_LOOKED_AT, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        said = open_for_page(actor, ticket, [row], "cover reasons")[row.pk]
        found = _copies(actor, ticket, row)
    reasons: Any = said["reasons"]
    return OpenedDisclosure(
        row, _cover(said["cover"], row.owner), found, _openings(row), reasons if isinstance(reasons, dict) else {}
    )


def history_of(actor: Actor, opened: OpenedCase) -> History:
    """What the actor's agency sent of the case, and what was refused, the newest hundred of each; writes that down."""
    case = opened.case
    sent = Disclosure.objects.filter(case=case, owner_id=actor.agency_id).annotate(
        number=Count("items", distinct=True), read=Exists(Opening.objects.filter(disclosure=OuterRef("pk")))
    )
    refused = SharingDecision.objects.filter(case=case, owner_id=actor.agency_id, disclosure=None).exclude(item_kind="")
    rows = list(sent.select_related("agency", "recipient", "disclosed_by").order_by("-pk")[:MOST])
    no = list(refused.select_related("owner", "agency", "recipient", "requested_by").order_by("-pk")[:MOST])
    with event(DISCLOSURES_LISTED, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        show_rows(ticket, rows)
        show_rows(ticket, no)
    return History(tuple(rows), tuple(told_later(no)))


def _copies(actor: Actor, ticket: Any, row: Disclosure) -> tuple[Copy, ...]:
    rows = list(DisclosedItem.objects.filter(disclosure=row).select_related("owner").order_by("number"))
    return copies(rows, open_for_page(actor, ticket, rows, "copy"))


def _openings(row: Disclosure) -> tuple[Opening, ...]:
    return tuple(Opening.objects.filter(disclosure=row).select_related("opened_by").order_by("pk"))


def _cover(said: Any, owner: Agency) -> Shown:
    return show(said.get("words", "") if isinstance(said, dict) else said, owner)
