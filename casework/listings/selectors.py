"""Reading places on cohorts: those of a case, and a cohort. An ended or expired place is read here by nobody."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.acts import Act
from audit.ledger.events import event
from casework.acts import COHORT_LISTED
from casework.cases.models import Case
from casework.cases.policies import visible_cases
from casework.cases.selectors import OpenedCase, offender_case
from casework.entries import ShownEntry, open_entries
from casework.listings.models import Cohort, DaCheck, Listing, Programme, State
from casework.listings.policies import live_listings, programme_index, rule_of
from casework.shown import Shown, open_for_page, show_name, show_rows
from casework.standing.selectors import Standing, standing_of
from vault.opening import Ticket

PAGE: Final = 25
NOTHING: Final = Standing(None, None, None, None)


@dataclass(frozen=True, slots=True)
class Place(ShownEntry[Listing]):
    """One decision about a place as the actor may see it."""

    @property
    def code(self) -> str:
        """The code of its programme."""
        return str(self.entry.get("programme", ""))

    @property
    def programme(self) -> str:
        """Its programme in words."""
        return self.label("programme", Programme)

    @property
    def cohort(self) -> str:
        """Its cohort in words; empty where the programme has none."""
        return self.label("cohort", Cohort)

    @property
    def state(self) -> str:
        """Where it is, in words."""
        return self.label("state", State)

    @property
    def da_check(self) -> str:
        """Whether somebody looked for domestic abuse, in words."""
        return self.label("da_check", DaCheck)

    @property
    def da_concern(self) -> bool:
        """Whether somebody looked and found a concern."""
        return self.entry.get("da_check") == DaCheck.CONCERN

    @property
    def runs_out(self) -> bool:
        """Whether it expires so soon that somebody must decide."""
        return self.row.expires_on <= timezone.localdate() + rule_of(self.row.rule).told_before


@dataclass(frozen=True, slots=True)
class PlaceWithHistory:
    """A live place, and what was decided of it before, newest first."""

    now: Place
    before: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class CohortRow:
    """One line of a cohort."""

    case: Case
    name: Shown
    place: Place
    standing: Standing


@dataclass(frozen=True, slots=True)
class CohortPage:
    """One page of a cohort, how many are on it and how many of them wait for a review, and where the next begins."""

    rows: tuple[CohortRow, ...]
    listed: int
    overdue: int
    older: str


def summary(actor: Actor, opened: OpenedCase) -> tuple[Place, ...]:
    """The live places of the person of the offender case that was opened."""
    return tuple(_opened(actor, opened.ticket, live_listings().filter(case=opened.case)))


def places_of(actor: Actor, opened: OpenedCase) -> tuple[PlaceWithHistory, ...]:
    """The live places with their history; NotKnown on a victim's case."""
    case = offender_case(opened)
    live = live_listings().filter(case=case)
    decisions = _opened(actor, opened.ticket, Listing.objects.filter(place__in=live.values("place"), case=case))
    now = [one for one in decisions if one.row.replaced_at is None]
    return tuple(
        PlaceWithHistory(one, tuple(each for each in decisions if each.row.place == one.row.place and each is not one))
        for one in now
    )


def find_place(actor: Actor, opened: OpenedCase, listing_id: UUID, act: Act) -> Place:
    """The decision that counts of a live place; NotKnown for one that has ended, expired or never was."""
    case = offender_case(opened)
    found = _opened(actor, opened.ticket, live_listings().filter(case=case, pk=listing_id))
    if not found or found[0].sealed:
        raise NotKnown(act, case.subject)
    return found[0]


def is_live(case: Case, listing_id: UUID | None) -> bool:
    """Whether a decision counts on the case, so that its form was sent before; nothing is opened."""
    return listing_id is not None and live_listings().filter(case=case, pk=listing_id).exists()


def cohort(actor: Actor, programme: Programme, after: str = "", size: int = PAGE) -> CohortPage:
    """A page of those on a programme whom the actor may see, the earliest review first; the look is written down."""
    index = programme_index(actor.partnership_id, programme)
    today = timezone.localdate()
    listed = live_listings().filter(programme=index, case__in=visible_cases(actor))
    counted = listed.aggregate(listed=Count("pk"), overdue=Count("pk", filter=Q(review_on__lt=today)))
    found = _after(listed, after).select_related("case__person", "case__owner", "case__lead", "owner", "reviewer")
    rows = list(found.order_by("review_on", "pk")[: size + 1])
    page = rows[:size]
    with event(COHORT_LISTED, by=actor, facts={"shown": len(page)}) as ticket:
        cases = [row.case for row in page]
        names = open_for_page(actor, ticket, [case.person for case in cases], "name")
        places = open_entries(actor, ticket, page, Place)
        standing = standing_of(actor, ticket, cases)
        show_rows(ticket, cases)
    lines = tuple(
        CohortRow(case, show_name(names[case.person_id]["name"], case.owner), place, standing.get(case.pk, NOTHING))
        for case, place in zip(cases, places, strict=True)
    )
    older = f"{page[-1].review_on.isoformat()}_{page[-1].pk.hex}" if len(rows) > size else ""
    return CohortPage(lines, counted["listed"], counted["overdue"], older)


def _after(rows: QuerySet[Listing], cursor: str) -> QuerySet[Listing]:
    day, _, pk = cursor.partition("_")
    try:
        last, before = date.fromisoformat(day), UUID(hex=pk)
    except ValueError:
        return rows  # a cursor somebody made up starts at the beginning
    return rows.filter(Q(review_on__gt=last) | Q(review_on=last, pk__gt=before))


def _opened(actor: Actor, ticket: Ticket, found: QuerySet[Listing]) -> list[Place]:
    rows = found.select_related("owner", "reviewer", "decided_by").order_by("-pk")
    return open_entries(actor, ticket, rows, Place)
