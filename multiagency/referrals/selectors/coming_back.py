"""Reading how a referral came back, for whoever sent it and may begin another in its place."""

from collections.abc import Container
from dataclasses import dataclass

from accounts.actor import Actor
from audit.ledger.events import event
from casework.shown import Shown, open_for_page, show
from multiagency.acts import REFERRAL_LOOKED_AT
from multiagency.referrals.models import Referral, ReferralMove
from multiagency.referrals.moves import CAME_BACK


@dataclass(frozen=True, slots=True)
class CameBack:
    """A referral that was declined or sent back, with the move by which it was and what was said."""

    row: Referral
    move: ReferralMove
    words: Shown

    @property
    def place(self) -> str:
        """The agency that was named as the right one, as forms name it; empty where none was."""
        return f"agency:{self.move.agency_id}" if self.move.agency_id else ""

    def goes_to(self, places: Container[str]) -> bool:
        """Whether a referral can go to the agency that was named, these being the places; so where none was named."""
        return not self.place or self.place in places


def came_back(actor: Actor, row: Referral) -> CameBack:
    """How a referral of the actor's agency that is in one of these states came back; writes down the look."""
    moves = ReferralMove.objects.filter(referral=row, to_state__in=CAME_BACK).select_related("owner", "agency")
    move = moves.order_by("number").get()
    with event(REFERRAL_LOOKED_AT, by=actor, subject=row.subject) as ticket:
        words = open_for_page(actor, ticket, [move], "words")[move.pk]["words"]
    return CameBack(row, move, show(words, move.owner))


def sent_in_its_place(row: Referral) -> Referral | None:
    """The newest referral that was begun in place of one that came back, draft or sent."""
    return Referral.objects.filter(instead_of=row).order_by("-pk").first()
