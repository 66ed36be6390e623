"""The thresholds and time limits of the case review, each from the day on which the area took it up."""

from collections.abc import Sequence
from datetime import date

from casework.asb_review.clock import Limits, Threshold

THRESHOLDS = (Threshold("Westminster 2014", date(2014, 10, 20), reports=3, months=6, last_within_months=1),)
"""When the community trigger began in England and Wales."""
LIMITS = (Limits("Westminster 2014", date(2014, 10, 20), acknowledge=2, panel=12, outcome=15, appeal=10),)


def threshold_on(day: date, versions: Sequence[Threshold] = THRESHOLDS) -> Threshold:
    """The threshold in force on a day; an application keeps that of its day (practice rule P21)."""
    begun = [one for one in versions if one.in_force <= day]
    return max(begun or versions, key=lambda one: one.in_force)


def limits_on(day: date, versions: Sequence[Limits] = LIMITS) -> Limits:
    """The time limits in force on a day."""
    begun = [one for one in versions if one.in_force <= day]
    return max(begun or versions, key=lambda one: one.in_force)


def limits_since(day: date, versions: Sequence[Limits] = LIMITS) -> Limits:
    """The version of the time limits that came into force on this very day; LookupError where none did."""
    for one in versions:
        if one.in_force == day:
            return one
    raise LookupError(day)
