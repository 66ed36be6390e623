"""How long a place on a cohort lasts, and which are live. Rules carry a version and a day; old places keep theirs."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from casework.listings.models import Listing, Programme
from vault.indexes import blind_index


@dataclass(frozen=True, slots=True)
class ListingRule:
    """One version of the partnership's rule, and since when it holds for places that begin (practice rule P21)."""

    version: int
    since: date
    review_within: timedelta
    longest: timedelta
    told_before: timedelta


RULES: Final = (
    ListingRule(1, date(2025, 1, 1), timedelta(weeks=16), timedelta(days=365), timedelta(weeks=4)),
)  # fmt: skip
"""Oldest first. Sixteen weeks is the usual rhythm of ordinary management; partnerships set their own."""


def rule_on(day: date) -> ListingRule:
    """The rule for a place that begins on this day; refuses (LookupError) a day before there was any."""
    found = [rule for rule in RULES if rule.since <= day]
    if not found:
        raise LookupError("There was no rule for places on cohorts yet.")
    return found[-1]


def rule_of(version: int) -> ListingRule:
    """The rule under which a place began, whatever the rule is now."""
    return next(rule for rule in RULES if rule.version == version)


def live_listings() -> QuerySet[Listing]:
    """The decisions that count: of places that nobody ended, that have not expired (practice rule P17)."""
    return Listing.objects.filter(replaced_at=None, ended_at=None, expires_on__gte=timezone.localdate())


def programme_index(partnership_id: UUID, programme: Programme) -> bytes:
    """By what the places of a programme are found; the programme itself is sealed."""
    return blind_index(partnership_id, "listing.programme", programme.value)
