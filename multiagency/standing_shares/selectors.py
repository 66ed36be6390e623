"""Reading how a case is shared: the whole matrix for its own agency, its own part for another."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.roles import OVERSEES_SHARES
from audit.ledger.events import event
from casework.cases.models import CaseShare
from casework.cases.selectors import OpenedCase
from casework.conflicts.policies import in_conflict
from casework.shown import show_rows
from multiagency.acts import SHARES_STOPPED_LISTED
from multiagency.standing_shares.page import SharingPage, laid_out
from multiagency.standing_shares.told import latest_decisions

LATEST = 200


@dataclass(frozen=True, slots=True)
class StoppedShare:
    """Something that the agency sees no more: by the reference under which it knew the case."""

    share: CaseShare
    reference: str
    at: datetime
    why: str


def sharing_of(actor: Actor, opened: OpenedCase) -> SharingPage:
    """What of the case that was opened is shared with whom, until when and why; in the same number of queries always.

    Another agency than the case's own reads its own part of it, and no decision.
    """
    shares = list(_shares(opened))
    mine = opened.case.owner_id == actor.agency_id
    return laid_out(shares, latest_decisions(opened) if mine else [], timezone.now())


def may_share(actor: Actor, opened: OpenedCase) -> bool:
    """Whether the actor shares this case and ends it: whoever works it."""
    return opened.may_work and opened.case.owner_id == actor.agency_id


def stopped_with_us(actor: Actor) -> list[StoppedShare]:
    """What other agencies shared with the actor's and share no more, the latest first; refuses others than overseers.

    A restricted record is left out, and so is a person to whom the actor has a declared link.
    """
    if actor.lapsed or not OVERSEES_SHARES & actor.roles:
        raise NotPermitted(
            SHARES_STOPPED_LISTED,
            words="What is shared with your agency no more is listed for those who oversee shared cases.",
            resolver="a panel coordinator, a team manager or the information-governance officer of your agency",
        )
    gone = CaseShare.objects.filter(agency_id=actor.agency_id).exclude(suspended_at=None, ends_at__gt=timezone.now())
    shares = gone.filter(~in_conflict(actor, "person")).select_related("owner").order_by("-suspended_at", "-ends_at")
    rows = list(shares[:LATEST])
    references = _references(rows)
    told = [_stopped(row, references[row.pk]) for row in rows if row.pk in references]
    with event(SHARES_STOPPED_LISTED, by=actor, facts={"shown": len(told)}) as ticket:
        show_rows(ticket, [one.share for one in told])
    return sorted(told, key=lambda one: one.at, reverse=True)


def _stopped(row: CaseShare, reference: str) -> StoppedShare:
    if row.suspended_at:
        return StoppedShare(row, reference, row.suspended_at, row.get_stopped_for_display())
    return StoppedShare(row, reference, row.ends_at, f"It ended when {row.get_ends_with_display()}")


def _shares(opened: OpenedCase) -> QuerySet[CaseShare]:
    return CaseShare.objects.filter(case=opened.case).select_related("agency").order_by("category")


def _references(rows: list[CaseShare]) -> dict[UUID, str]:
    """The references of the cases of these shares, by share; none of a restricted record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT share_id, reference FROM references_shared(%s)", [[row.pk for row in rows]])
        return dict(cursor.fetchall())
