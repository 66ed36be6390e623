"""Reading intelligence, under the look at its case; the wall has left out what the originator has not approved."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from accounts.actor import Actor
from accounts.denials import NotKnown
from casework.acts import INTELLIGENCE_APPROVED
from casework.cases.models import Case
from casework.cases.selectors import OpenedCase
from casework.intelligence.models import (
    Assessment,
    Handling,
    IntelligenceApproval,
    IntelligenceItem,
    Source,
    SubjectRole,
)
from casework.intelligence.policies import may_approve
from casework.shown import Shown, open_for_page, show

MOST = 100


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One item as the actor may see it, its conditions beside it wherever it stands (governance INT-02)."""

    row: IntelligenceItem
    words: Shown
    grading: str
    role: str
    sanitised: bool
    conditions: str
    seen_by: tuple[IntelligenceApproval, ...]


@dataclass(frozen=True, slots=True)
class ItemPage:
    """The newest items of a case, and whether the actor says who else sees those of code C."""

    items: tuple[ReadItem, ...]
    may_approve: bool


def items_of(actor: Actor, opened: OpenedCase) -> ItemPage:
    """The intelligence on the case that was opened, the newest first."""
    approvals = Prefetch("approvals", IntelligenceApproval.objects.select_related("agency").order_by("agency__name"))
    rows = IntelligenceItem.objects.filter(case=opened.case).select_related("recorded_by", "owner")
    newest = list(rows.prefetch_related(approvals).order_by("-received_on", "-pk")[:MOST])
    words = open_for_page(actor, opened.ticket, newest, "item")
    return ItemPage(tuple(_read(row, words[row.pk]["item"]) for row in newest), may_approve(actor, opened.case))


def find_item(case: Case, item_id: UUID) -> IntelligenceItem:
    """An item of the case; NotKnown where none is behind this id."""
    found = IntelligenceItem.objects.filter(case=case, pk=item_id).first()
    if found is None:
        raise NotKnown(INTELLIGENCE_APPROVED, case.subject)
    return found


def _read(row: IntelligenceItem, item: object) -> ReadItem:
    seen_by = tuple(row.approvals.all())
    if not isinstance(item, dict):
        return ReadItem(row, show(item, row.owner), "", "", False, "", seen_by)
    source, assessment = Source(item["source"]).label, Assessment(item["assessment"]).label
    grading = f"{source}; {assessment}; {Handling(row.handling).label}"
    return ReadItem(
        row, show(item["words"], row.owner), grading, SubjectRole(item["role"]).label, item["sanitised"],
        item["conditions"], seen_by,
    )  # fmt: skip
