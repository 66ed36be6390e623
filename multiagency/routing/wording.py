"""Conditions of rules, and what a dry-run found, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.listings.models import Programme
from casework.standing.models import Risk
from casework.whereabouts.wards import Ward
from multiagency.routing.models import DryRun
from multiagency.routing.places import Places
from multiagency.routing.route import CONDITIONS
from multiagency.sorts.kinds import kinds

LABELS: Mapping[str, Mapping[str, str]] = {
    "type": {code: kind.title for code, kind in kinds().items()},
    "risk": dict(Risk.choices), "ward": dict(Ward.choices), "programme": dict(Programme.choices),
}  # fmt: skip
SAYS = {
    "type": "the referral is: {}",
    "any_ground": "grounds include {}",
    "all_grounds": "grounds include all of {}",
    "risk": "risk is {}",
    "ward": "ward is {}",
    "age_from": "age is {} or over",
    "age_to": "age is {} or under",
    "programme": "programme is {}",
}
ROOM = {True: "the team has room", False: "the team is full"}
FIRST = 50
"""Changed referrals that a page lists; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many referrals would go from one place to another."""

    was: str
    would: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One referral that would have gone elsewhere: when it was routed, and by which rules from where to where."""

    on: date
    was: str
    would: str
    by_then: str
    by_now: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a draft would have changed: from where to where, the commonest first, and the referrals themselves."""

    run: DryRun
    moved: tuple[Moved, ...]
    lines: tuple[Line, ...]

    @property
    def more(self) -> int:
        """How many changed referrals are not listed."""
        return self.run.changed - len(self.lines)


def asks(conditions: Mapping[str, Any]) -> str:
    """What a rule asks, in words."""
    if not conditions:
        return "Every referral"
    asked = [(name, conditions[name]) for name in CONDITIONS if name in conditions]
    return "; ".join(ROOM[wanted] if name == "room" else _says(name, wanted) for name, wanted in asked)


def difference(run: DryRun, places: Places) -> Difference:
    """What a dry-run found, in words."""
    counted = Counter((places.name(change["was"]), places.name(change["would"])) for change in run.changes)
    moved = tuple(Moved(was, would, count) for (was, would), count in counted.most_common())
    return Difference(run, moved, tuple(_line(change, places) for change in run.changes[:FIRST]))


def _says(name: str, wanted: Any) -> str:
    if not isinstance(wanted, list):
        return SAYS[name].format(wanted)
    labels = LABELS.get(name, {})
    return SAYS[name].format(_either((labels.get(code, code) for code in wanted), name))


def _either(words: Iterable[str], name: str) -> str:
    *before, last = words
    link = "and" if name == "all_grounds" else "or"
    return f"{', '.join(before)} {link} {last}" if before else last


def _line(change: Mapping[str, Any], places: Places) -> Line:
    was, would = change["was"], change["would"]
    return Line(date.fromisoformat(change["on"]), places.name(was), places.name(would), _rules(was), _rules(would))


def _rules(placed: Any) -> str:
    return ", ".join(placed[4]) or "no rule"
