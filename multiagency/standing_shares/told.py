"""What was decided about a category, in words for whoever works the case; the other agency reads none of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Agency
from casework.cases.selectors import OpenedCase
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.agreements.gateways import Gateway
from multiagency.agreements.terms import Terms
from multiagency.sharing.claims import Audience, WholeCategory
from multiagency.sharing.codes import facts_from
from multiagency.sharing.decide import ALLOWED, Decided, Outcome
from multiagency.sharing.gathering import Gathered
from multiagency.sharing.models import SharingDecision
from multiagency.sharing.policy import Explanation, policy_of
from multiagency.sharing.wording import explanations, references_of


@dataclass(frozen=True, slots=True)
class ToldDecision:
    """One decision about a whole category."""

    id: UUID
    agency: Agency
    category: Category
    at: datetime
    by: str
    outcome: Outcome
    purpose: str
    gateway: str
    agreement: str
    explanations: tuple[Explanation, ...]

    @property
    def allowed(self) -> bool:
        """Whether it might be shared."""
        return self.outcome in ALLOWED


def latest_decisions(opened: OpenedCase) -> list[ToldDecision]:
    """The last decision about each category of the case with each agency, and those that its shares rest on."""
    latest = SharingDecision.objects.filter(case=opened.case, item_id=None)
    rows = list(
        latest.order_by("agency_id", "category", "-pk")
        .distinct("agency_id", "category")
        .select_related("agency", "requested_by")
    )
    references = references_of(rows)
    return [_told(row, opened, references) for row in rows]


def _told(row: SharingDecision, opened: OpenedCase, references: dict[UUID | None, str]) -> ToldDecision:
    policy, category = policy_of(row.policy), Category(row.category)
    reference = references.get(row.agreement_version_id, "")
    terms = Terms(row.agreement_version_id, reference, {}) if row.agreement_version_id else None
    gathered = Gathered(WholeCategory(category, opened.case.owner), facts_from(row.facts, policy), terms)
    decided = Decided(Outcome(row.outcome), tuple(row.rules), frozenset(row.released))
    by = row.requested_by.name if row.requested_by else ""
    return ToldDecision(
        id=row.pk, agency=row.agency, category=category, at=row.created_at,
        by=by, outcome=decided.outcome,
        purpose=Purpose(row.purpose).label, gateway=Gateway(row.gateway).label if row.gateway else "",
        agreement=reference,
        explanations=explanations(gathered, decided, opened, Audience(row.agency), policy, by=by),
    )  # fmt: skip
