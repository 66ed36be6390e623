"""Listing somebody on a cohort, reviewing their place, and ending it."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.models import User
from audit.ledger.events import Facts, event
from casework.acts import LISTED, LISTING_ENDED, LISTING_REVIEWED
from casework.cases.models import Case, Role
from casework.cases.policies import require_work
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event, withdraw_events
from casework.listings.models import Cohort, DaCheck, Ending, Listing, Programme, State
from casework.listings.policies import ListingRule, live_listings, programme_index, rule_of, rule_on
from casework.once import save_once
from casework.refusals import ChangedMeanwhile
from vault.ids import uuid7
from vault.opening import seal

KEEPER = "listings"


@dataclass(frozen=True, slots=True, repr=False)
class Mappa:
    """What is kept of MAPPA: category, level and where its own record is found; never what that record says."""

    category: int
    level: int
    reference: str


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Decision:
    """What is decided of a place, why, who reviews it when, and until when; `id` makes a second sending harmless."""

    programme: Programme
    state: State
    reason: str
    da_check: DaCheck
    reviewer: User
    review_on: date
    expires_on: date
    cohort: Cohort | None = None
    mappa: Mappa | None = None
    id: UUID = field(default_factory=uuid7)

    def __post_init__(self) -> None:
        """Refuse (ValueError) a cohort or a MAPPA reference without its programme, and the other way round."""
        if (self.cohort is not None) != (self.programme is Programme.IOM):
            raise ValueError("Integrated offender management has cohorts; nothing else does.")
        if (self.mappa is not None) != (self.programme is Programme.MAPPA):
            raise ValueError("MAPPA has a category, a level and a reference; nothing else does.")

    @property
    def entry(self) -> dict[str, object]:
        """What is sealed of it."""
        said: dict[str, object] = {
            "programme": self.programme.value, "state": self.state.value, "reason": self.reason,
            "da_check": self.da_check.value, "cohort": self.cohort.value if self.cohort else "",
        }  # fmt: skip
        if self.mappa:
            said |= {"category": self.mappa.category, "level": self.mappa.level, "reference": self.mappa.reference}
        return said


class AlreadyListed(Exception):
    """The person has a place on this programme already."""


class ListedClosed(Exception):
    """The case is closed, so that nobody would work the place."""


def list_person(*, actor: Actor, case: Case, decision: Decision) -> Listing:
    """Give the person of an offender's case a place on a cohort; the same sent again gives no second one.

    Refuses whoever does not work the case (NotPermitted), a victim's case and days outside the rule (ValueError), a
    second place on one programme (AlreadyListed), a closed case (ListedClosed), and an id that is there with something
    else said (AlreadySent).
    """
    require_work(actor, LISTED, case)
    if case.role != Role.OFFENDER:
        raise ValueError("Only the person of an offender's case is listed.")
    rule = rule_on(timezone.localdate())
    row = _row(actor, case, decision, decision.id, rule)
    with acting(system_actor(KEEPER, case.partnership_id, case.owner_id)):  # no user sees what has expired
        end_expired(Listing.objects.filter(case=case))

    def check() -> None:
        if Case.objects.filter(pk=case.pk, closed_on__isnull=False).exists():
            raise ListedClosed
        if live_listings().filter(case=case, programme=row.programme).exists():
            raise AlreadyListed

    return save_once(
        actor=actor, act=LISTED, case=case, row=row, words={"entry": decision.entry}, check=check,
        also=lambda row: _tell(actor, case, row, f"Listed on {decision.programme.label}", decision),
    )  # fmt: skip


def review_listing(*, actor: Actor, case: Case, listing: Listing, decision: Decision) -> Listing:
    """Decide anew of a place; what was decided before stays to be read while the place lasts. Sent again, it is one.

    Refuses whoever does not work the case (NotPermitted), a state that cannot follow, another programme and days
    outside the rule under which the place began (ValueError), and a place that moved on meanwhile (ChangedMeanwhile).
    """
    require_work(actor, LISTING_REVIEWED, case)
    row = _row(actor, case, decision, listing.place, rule_of(listing.rule))
    if row.programme != bytes(listing.programme):
        raise ValueError("A place stays on its programme.")

    def check() -> None:
        if not live_listings().filter(pk=listing.pk, case=case).exists():
            raise ChangedMeanwhile

    def first() -> None:
        Listing.objects.filter(pk=listing.pk).update(replaced_at=Now())
        _tell(actor, case, row, f"{decision.programme.label}: place reviewed", decision)

    return save_once(
        actor=actor, act=LISTING_REVIEWED, case=case, row=row, words={"entry": decision.entry}, check=check, first=first
    )


@transaction.atomic
def end_listing(*, actor: Actor, case: Case, listing: Listing, reason: Ending, words: str) -> None:
    """End a place: it is gone from the case, its chronology, lists and searches, for every user, from then on.

    The ledger keeps that it ended and why, for those who oversee it. Refuses whoever does not work the case
    (NotPermitted), an expiry that somebody chose (ValueError), and a place that moved on meanwhile (ChangedMeanwhile).
    """
    require_work(actor, LISTING_ENDED, case)
    if reason is Ending.EXPIRED:
        raise ValueError("Nobody chooses that a place expired.")
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not live_listings().filter(pk=listing.pk, case=case).exists():
        raise ChangedMeanwhile
    _end(actor, case, listing, reason, words)


def end_with_case(actor: Actor, case: Case, reason: Ending, words: str) -> None:
    """End every place of a case that closes, as `end_listing`: nobody stays on a cohort whom nobody works.

    The caller holds the case locked, in the transaction in which it closes.
    """
    for row in live_listings().filter(case=case).select_for_update(of=("self",)).order_by("pk"):
        _end(actor, case, row, reason, words)


def end_expired(found: QuerySet[Listing]) -> int:
    """End the places among these that have expired; gives how many. For the product itself: users see none of them.

    The caller acts for the agency whose places they are.
    """
    late = found.filter(replaced_at=None, ended_at=None, expires_on__lt=timezone.localdate())
    rows = list(late.select_related("case").select_for_update(of=("self",)).order_by("pk"))
    for row in rows:
        keeper = system_actor(KEEPER, row.partnership_id, row.owner_id)
        _end(keeper, row.case, row, Ending.EXPIRED, "")
    return len(rows)


def _end(actor: Actor, case: Case, listing: Listing, reason: Ending, words: str) -> None:
    facts: Facts = {"reference": case.reference, "reason": reason.value}
    with event(LISTING_ENDED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        ending = {"reason": reason.value, "words": words, "by": str(actor.principal)}
        seal(case.owner_id, [(listing, {"ending": ending})])
        listing.save(update_fields=["ending"])
        withdraw_events(case, listing.place)
        Listing.objects.filter(case=case, place=listing.place).update(ended_at=Now())


def _row(actor: Actor, case: Case, decision: Decision, place: UUID, rule: ListingRule) -> Listing:
    today = timezone.localdate()
    if not today <= decision.review_on <= today + rule.review_within:
        raise ValueError("The review is outside the rule.")
    if not decision.review_on <= decision.expires_on <= today + rule.longest:
        raise ValueError("The end is outside the rule.")
    return Listing(
        id=decision.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, place=place,
        programme=programme_index(case.partnership_id, decision.programme), decided_on=today,
        review_on=decision.review_on, expires_on=decision.expires_on, rule=rule.version, reviewer=decision.reviewer,
        decided_by_id=actor.principal, category=Category.OFFENDING_HISTORY,
    )  # fmt: skip


def _tell(actor: Actor, case: Case, row: Listing, what: str, decision: Decision) -> None:
    cohort = f" ({decision.cohort.label})" if decision.cohort else ""
    words = f"{what}{cohort}, {decision.state.label.lower()}. {decision.reason}"
    line = NewEvent(Happening.LISTING, Statement.ASSESSMENT, Category.OFFENDING_HISTORY, words, row.place)
    add_event(actor, case, line)
