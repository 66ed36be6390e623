"""Reading what other agencies were asked of a case, and how often which agency declined to share."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.models import Agency
from accounts.roles import OVERSEES_SHARES
from audit.ledger.events import event
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase
from casework.categories import Category
from casework.conflicts.policies import in_conflict
from casework.purposes import Purpose
from casework.shown import Shown, open_for_page, show
from multiagency.acts import INFORMATION_ASKED, REFUSALS_LISTED
from multiagency.information_asks.models import InformationAsk, Outcome, Reason


@dataclass(frozen=True, slots=True)
class ShownAsk:
    """One ask as the reader may see it: in words, or sealed."""

    row: InformationAsk
    sealed: Shown
    question: str
    said: str

    @property
    def categories(self) -> list[str]:
        """What was asked for, in words."""
        return [Category(one).label for one in self.row.categories]


@dataclass(frozen=True, slots=True)
class Refusals:
    """How often an agency declined to share for a purpose, for one reason, and on which day last."""

    agency: Agency
    purpose: str
    reason: str
    count: int
    last_on: date


def asks_of(actor: Actor, opened: OpenedCase) -> tuple[ShownAsk, ...]:
    """Every ask about the case that was opened, the newest first; refuses whoever does not work it (NotPermitted)."""
    require_work(actor, INFORMATION_ASKED, opened.case)
    rows = InformationAsk.objects.filter(case=opened.case).select_related("owner", "recorded_by", "agency")
    found = list(rows.order_by("-asked_on", "-created_at"))
    words = open_for_page(actor, opened.ticket, found, "words")
    return tuple(_shown(row, words[row.pk]["words"]) for row in found)


def sees_refusals(actor: Actor) -> bool:
    """Whether the actor reads how often other agencies declined: those who oversee shared cases."""
    return not actor.lapsed and bool(OVERSEES_SHARES & actor.roles)


def refusals(actor: Actor) -> list[Refusals]:
    """How often other agencies declined to share with the actor's, by agency, purpose and reason; of no case.

    A restricted record is not counted, nor is a person to whom the actor has a declared link. Refuses others than
    those who oversee shared cases (NotPermitted).
    """
    if not sees_refusals(actor):
        raise NotPermitted(
            REFUSALS_LISTED,
            words="What other agencies declined to share is listed for those who oversee shared cases.",
            resolver="a panel coordinator, a team manager or the information-governance officer of your agency",
        )
    rows = InformationAsk.objects.filter(~in_conflict(actor, "case__person"), owner_id=actor.agency_id)
    declined = rows.filter(outcome=Outcome.DECLINED, case__restricted=False)
    counted = declined.values("agency", "purpose", "reason").annotate(count=Count("pk"), last_on=Max("asked_on"))
    with event(REFUSALS_LISTED, by=actor):
        found = list(counted.order_by("agency__name", "purpose", "reason"))
    agencies = Agency.objects.in_bulk({one["agency"] for one in found})
    return [
        Refusals(
            agencies[one["agency"]], Purpose(one["purpose"]).label, Reason(one["reason"]).label, one["count"],
            one["last_on"],
        )
        for one in found
    ]  # fmt: skip


def _shown(row: InformationAsk, said: object) -> ShownAsk:
    words = said if isinstance(said, dict) else {}
    return ShownAsk(row, show(said, row.owner), str(words.get("question", "")), str(words.get("said", "")))
