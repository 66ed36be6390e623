"""Reading what was decided about third parties, under the look at the case that is already written down."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.actor import Actor
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, offender_case
from casework.shown import Shown, open_for_page, show
from multiagency.acts import THIRD_PARTY_DECIDED
from multiagency.third_parties.grounds import Grounds
from multiagency.third_parties.models import Decision, ThirdPartyDisclosure


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """One decision as the reader may see it: with its grounds, or sealed."""

    row: ThirdPartyDisclosure
    sealed: Shown
    grounds: Grounds | None
    today: date

    @property
    def is_due(self) -> bool:
        """Whether the day of its review has come."""
        return self.row.review_on <= self.today


def third_parties(actor: Actor, opened: OpenedCase) -> tuple[ShownDecision, ...]:
    """Every decision on the offender's case that was opened, the newest first.

    NotKnown on a victim's case; refuses whoever does not work the case (NotPermitted).
    """
    case = offender_case(opened)
    require_work(actor, THIRD_PARTY_DECIDED, case)
    rows = ThirdPartyDisclosure.objects.filter(case=case).select_related("owner", "recorded_by", "authorised_by")
    found = list(rows.order_by("-decided_on", "-created_at"))
    words = open_for_page(actor, opened.ticket, found, "words")
    return tuple(_shown(row, words[row.pk]["words"]) for row in found)


def _shown(row: ThirdPartyDisclosure, said: object) -> ShownDecision:
    grounds = Grounds(decision=Decision(row.decision), **said) if isinstance(said, dict) else None
    return ShownDecision(row, show(said, row.owner), grounds, timezone.localdate())
