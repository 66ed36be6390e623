"""How long referrals wait at the reader's agency, by team and by state: figures alone, and no small ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Team
from audit.ledger.events import event
from multiagency.acts import REFERRAL_WAITS_READ
from multiagency.referrals.clocks import answer_in, clock_events, stays
from multiagency.referrals.models import Referral, ReferralMove
from multiagency.referrals.moves import IN_TRAY, State
from multiagency.referrals.policies import received_by, require_waits
from multiagency.routing.dwelling import Dwell, Wait, dwell_times
from multiagency.routing.working_days import WORKING_DAY

PERIOD: Final = timedelta(weeks=13)
FEWEST: Final = 5
"""Fewer than so many are not told as a number, nor how long they waited (practice P23)."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How long referrals waited with one team, in words; empty but for its place where they are too few to tell."""

    team: str
    state: str
    referrals: str
    waiting: str = ""
    median: str = ""
    longest: str = ""
    over: str = ""


@dataclass(frozen=True, slots=True)
class Waits:
    """From when to a decision, by team; and in each state on the way, by team and state."""

    whole: tuple[Figures, ...]
    by_state: tuple[Figures, ...]


def waits_of(actor: Actor) -> Waits:
    """How long what came in over the last quarter waited, and what waits now; in the same number of queries always.

    It counts what the reader may know of: nothing that is restricted to somebody else or hidden by a conflict. A
    referral that was passed on counts with the team where it is. Refuses (NotPermitted) whoever does not look after
    the whole in-tray.
    """
    require_waits(actor)
    now = timezone.now()
    recent = Q(submitted_at__gte=now - PERIOD) | Q(state__in=IN_TRAY)
    rows = list(received_by(actor).filter(recent).only("id", "kind", "urgency", "agency", "team"))
    with event(REFERRAL_WAITS_READ, by=actor):
        moves = _moves(rows)
    titles = dict(Team.objects.filter(agency_id=actor.agency_id).values_list("pk", "title"))
    whole = [_wait(actor, row, moves[row.pk]) for row in rows]
    states = [one for row in rows for one in _in_states(actor, row, moves[row.pk])]
    return Waits(
        tuple(_figures(one, titles) for one in dwell_times(whole, now)),
        tuple(_figures(one, titles) for one in dwell_times(states, now)),
    )


def _moves(rows: Iterable[Referral]) -> Mapping[UUID, list[ReferralMove]]:
    found: dict[UUID, list[ReferralMove]] = defaultdict(list)
    for move in ReferralMove.objects.filter(referral__in=[row.pk for row in rows]).defer("words"):
        found[move.referral_id].append(move)
    return found


def _wait(actor: Actor, row: Referral, moves: Iterable[ReferralMove]) -> Wait:
    return Wait(actor.agency_id, row.team_id, clock_events(moves), limit=answer_in(row))


def _in_states(actor: Actor, row: Referral, moves: Iterable[ReferralMove]) -> list[Wait]:
    return [Wait(actor.agency_id, row.team_id, events, state) for state, events in stays(moves)]


def _figures(one: Dwell, titles: Mapping[int, str]) -> Figures:
    team = titles.get(one.team_id, "") if one.team_id else ""
    state = State(one.state).label if one.state else ""
    if one.referrals < FEWEST:
        return Figures(team, state, _told(one.referrals))
    return Figures(
        team, state, _told(one.referrals), _told(one.waiting), _long(one.median), _long(one.longest), _told(one.over)
    )


def _told(count: int) -> str:
    return f"Fewer than {FEWEST}" if 0 < count < FEWEST else str(count or "None")


def _long(minutes: int) -> str:
    """So many minutes of working time in words, to the half day."""
    halves = round(timedelta(minutes=minutes) / WORKING_DAY * 2)
    if not halves:
        return "Under half a day"
    days = f"{halves / 2:g}"
    return f"{days} working day{'' if halves == 2 else 's'}"  # noqa: PLR2004 - two halves are one
