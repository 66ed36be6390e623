"""Whoever has let their training or vetting run out opens no page of cases, and is told who can resolve it."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from accounts.acts import CASES_OPENED
from accounts.denials import OutOfDate
from accounts.people.models import User
from accounts.people.standing import run_out, until
from accounts.requests import Request
from accounts.roles import Need
from accounts.signin.session import ours

RESOLVER = "your agency's administrator, who records the new date; it counts at once"


def refusal_of_lapsed(request: Request) -> OutOfDate | None:
    """Why this page stays shut to an actor with a lapsed role; None where none lapsed, or the page shows no cases."""
    actor, match = request.actor, request.resolver_match
    if actor is None or not actor.lapsed or match is None or match.namespace in settings.OPEN_WHEN_LAPSED:
        return None
    user = ours(request.user)
    return OutOfDate(CASES_OPENED, user.subject, words=why(user, timezone.localdate()), resolver=RESOLVER)


def why(user: User, today: date) -> str:
    """What is not in date, since when, and what that means, in words for the user."""
    missing = " ".join(_sentence(need, until(user, need)) for need in Need if need in run_out(user, today))
    return f"{missing} Until a new date is recorded you cannot open cases."


def _sentence(need: Need, last: date | None) -> str:
    thing = need.label.lower()
    return f"Your {thing} ran out on {last.day} {last:%B %Y}." if last else f"No {thing} of yours is recorded."
