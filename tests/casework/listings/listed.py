"""Places on cohorts as caseworkers give them."""

from datetime import timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.listings.models import Cohort, DaCheck, Ending, Listing, Programme, State
from casework.listings.services import Decision, Mappa, end_listing, list_person, review_listing
from tests.cast import actor
from vault.ids import uuid7

WHY = "Seven burglaries since the spring"


def decided(
    reviewer: User, programme: Programme = Programme.IOM, state: State = State.ACTIVE, reason: str = WHY,
    da_check: DaCheck = DaCheck.CONCERN, days: int = 90, review_in: int = 30,
) -> Decision:  # fmt: skip
    """What is decided of a place that lasts so many days."""
    today = timezone.localdate()
    return Decision(
        programme=programme, state=state, reason=reason, da_check=da_check, reviewer=reviewer,
        review_on=today + timedelta(days=min(review_in, days)), expires_on=today + timedelta(days=days),
        cohort=Cohort.FIXED if programme is Programme.IOM else None,
        mappa=Mappa(2, 2, "V-204/11") if programme is Programme.MAPPA else None,
    )  # fmt: skip


def listed(user: User, case: Case, decision: Decision | None = None) -> Listing:
    """A place that the user gives the person of the case."""
    who = actor(user)
    with acting(who):
        return list_person(actor=who, case=case, decision=decision or decided(user))


def reviewed(user: User, case: Case, listing: Listing, decision: Decision | None = None) -> Listing:
    """The same place after a review."""
    who = actor(user)
    with acting(who):
        return review_listing(
            actor=who, case=case, listing=listing, decision=decision or decided(user, reason="Keeps his appointments")
        )


def ended(user: User, case: Case, listing: Listing, reason: Ending = Ending.DESISTED) -> None:
    """The place, ended."""
    who = actor(user)
    with acting(who):
        end_listing(actor=who, case=case, listing=listing, reason=reason, words="A year without an arrest")


def decision_form(reviewer: User, **changes: str) -> dict[str, object]:
    """The form of a decision about a place on integrated offender management, as it is filled in."""
    today = timezone.localdate()
    return {
        "id": uuid7(), "state": "ACTIVE", "cohort": "FIXED", "reason": WHY, "da_check": "NOT_CHECKED",
        "reviewer": reviewer.pk, "review_on": f"{today + timedelta(days=30):%d/%m/%Y}",
        "expires_on": f"{today + timedelta(days=90):%d/%m/%Y}", **changes,
    }  # fmt: skip
