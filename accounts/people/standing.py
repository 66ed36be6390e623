"""Whether somebody's training and vetting are in date, and which of their roles count for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.people.models import User
from accounts.roles import NEEDS, Need, Role


@dataclass(frozen=True, slots=True)
class LastDays:
    """The last days on which somebody's training and vetting count; None for what is not recorded."""

    trained: date | None = None
    vetted: date | None = None


NOT_RECORDED = LastDays()
SOON = timedelta(days=30)
"""How long before a date runs out people are told."""


def until(user: User, need: Need) -> date | None:
    """The last day on which the user's training or vetting counts; None where none was ever recorded."""
    return user.trained_until if need is Need.TRAINING else user.vetted_until


def run_out(user: User, today: date) -> frozenset[Need]:
    """What the user does not have in date; what was never recorded counts as run out."""
    return frozenset(need for need in Need if (last := until(user, need)) is None or last < today)


def running_out(user: User, today: date) -> dict[Need, date]:
    """What the user has in date for no longer than thirty days, and until when."""
    days = {need: last for need in Need if (last := until(user, need)) is not None}
    return {need: last for need, last in days.items() if today <= last <= today + SOON}


def lapsed(roles: Iterable[Role], missing: frozenset[Need]) -> frozenset[Role]:
    """Those of the roles that do not count while this is missing."""
    return frozenset(role for role in roles if NEEDS.get(role, frozenset()) & missing)
