"""When a standing share ends, and why: at the earliest of what it rests on."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from casework.cases.models import EndsWith

OVERRIDE_HOLDS: Final = timedelta(days=7)
"""How long an override lets something be shared at most (governance DIS-04)."""


@dataclass(frozen=True, slots=True, order=True)
class End:
    """A moment, and what ends the share then."""

    at: datetime
    ends_with: EndsWith


def ends(
    *,
    last_day: date,
    agreement_ends_on: date | None,
    consent_expires_on: date | None,
    overridden_at: datetime | None,
    override_ends_on: date | None = None,
) -> End:
    """The earliest end of a share: after the last day that was chosen and the last day on which consent holds.

    An agreement ends at the start of its end day (governance ISA-03), an override a week after it was shared by, and
    after the last day for which it was granted. What is None sets no end.
    """
    found = [End(_after(last_day), EndsWith.CHOSEN)]
    if agreement_ends_on:
        found.append(End(_start(agreement_ends_on), EndsWith.AGREEMENT))
    if consent_expires_on:
        found.append(End(_after(consent_expires_on), EndsWith.CONSENT))
    if overridden_at:
        found.append(End(overridden_at + OVERRIDE_HOLDS, EndsWith.OVERRIDE))
    if override_ends_on:
        found.append(End(_after(override_ends_on), EndsWith.OVERRIDE))
    return min(found)


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())


def _after(day: date) -> datetime:
    return _start(day + timedelta(days=1))
