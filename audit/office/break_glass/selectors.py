"""Reading break-glass: the list, and one with its reason and everything that was opened by it."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import F

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import Subject, event
from audit.ledger.selectors import done_by
from audit.office.break_glass.policies import may_review
from audit.office.looks.selectors import Look, looks_in
from audit.office.policies import require_audit
from casework.acts import BREAK_GLASS_LISTED, BREAK_GLASS_LOOKED_AT
from casework.cases.models import Case
from casework.conflicts.policies import in_conflict
from casework.openings.models import BreakGlass, BreakGlassReview
from casework.shown import Shown, open_for_page, show

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class OpenedBreakGlass:
    """One break-glass for its reviewer: why, what was opened by it, and what the review found, if there was one."""

    opened: BreakGlass
    words: Shown
    looks: tuple[Look, ...]
    references: tuple[str, ...]
    review: BreakGlassReview | None
    review_words: Shown | None
    may_review: bool


def break_glass_list(actor: Actor) -> list[BreakGlass]:
    """The newest 100 by the agency's staff or on its records, those not reviewed first; the look is written down.

    What is about somebody whom the officer knows is another officer's to review.
    """
    require_audit(actor, BREAK_GLASS_LISTED)
    every = BreakGlass.objects.filter(~in_conflict(actor, "person")).select_related(
        "opened_by__agency", "holder", "review"
    )
    with event(BREAK_GLASS_LISTED, by=actor, purpose="IG_AUDIT"):
        return list(every.order_by(F("review__pk").asc(nulls_first=True), "-pk")[:MOST])


def open_break_glass(actor: Actor, break_glass_id: UUID) -> OpenedBreakGlass:
    """One break-glass with its reason, the look written down; NotKnown where it is not the officer's to oversee."""
    require_audit(actor, BREAK_GLASS_LOOKED_AT)
    opened = find_break_glass(actor, break_glass_id)
    cases = dict(Case.objects.filter(person=opened.person_id).values_list("pk", "reference"))
    about = [str(opened.person_id), *map(str, cases), *cases.values()]
    events = done_by(opened.opened_by_id, about, opened.created_at, opened.ends_at)
    review = BreakGlassReview.objects.filter(break_glass=opened).select_related("reviewed_by", "owner").first()
    subject = Subject("break_glass", opened.pk, opened.holder_id)
    with event(BREAK_GLASS_LOOKED_AT, by=actor, subject=subject, purpose="IG_AUDIT") as ticket:
        words = open_for_page(actor, ticket, [opened], "words")[opened.pk]["words"]
        found = open_for_page(actor, ticket, [review], "words")[review.pk]["words"] if review else None
        looks = looks_in(events)
    return OpenedBreakGlass(
        opened=opened,
        words=show(words, opened.owner),
        looks=looks,
        references=tuple(sorted(cases.values())),
        review=review,
        review_words=show(found, review.owner) if review else None,
        may_review=review is None and may_review(actor, opened),
    )


def find_break_glass(actor: Actor, break_glass_id: UUID) -> BreakGlass:
    """The row behind an address, nothing opened; NotKnown where the walls show none, and for who knows the person."""
    theirs = BreakGlass.objects.filter(~in_conflict(actor, "person"))
    rows = theirs.select_related("opened_by__agency", "holder", "owner", "person")
    found = rows.filter(pk=break_glass_id).first()
    if found is None:
        raise NotKnown(BREAK_GLASS_LOOKED_AT, Subject("break_glass", break_glass_id))
    return found
