"""A policy of sharing as a page shows it: its rules by what they do, with words in which no name is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from multiagency.sharing.policy import FOLDER, Explanation, Kind, Policy, policies

KINDS: Final[Mapping[Kind, str]] = {
    Kind.BLOCK: "What blocks, and nobody can override",
    Kind.OVERRIDABLE: "What blocks until a second person overrides, with reasons",
    Kind.REFERRAL: "What somebody else must decide first",
    Kind.CONDITION: "What goes with what is sent",
}


@dataclass(frozen=True, slots=True)
class ShownRule:
    """One rule: when it fires, what is said then, who can resolve it, and what else ends it."""

    fires_when: str
    said: Explanation
    ends_by: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version with the days between which it holds; `until` is None for the last one, `now` says that it holds."""

    name: str
    since: date
    until: date | None
    now: bool


def rules_by_kind(policy: Policy) -> list[tuple[str, list[ShownRule]]]:
    """The rules of a policy under what they do, gravest first."""
    shown: dict[Kind, list[ShownRule]] = {kind: [] for kind in KINDS}
    for rule in policy.rules:
        shown[rule.kind].append(ShownRule(rule.fires_when, policy.explain(rule.id, {}), _ends_by(rule.id, policy)))
    return [(KINDS[kind], rules) for kind, rules in shown.items()]


def _ends_by(rule: str, policy: Policy) -> str:
    one = policy.rule(rule)
    ways = (
        (one.kind is Kind.OVERRIDABLE, "an override"),
        (one.approvable, "a recorded approval"),
        (one.released_in_emergency, "an override in an emergency"),
    )
    return ", or ".join(way for holds, way in ways if holds)


def versions(today: date, folder: Path = FOLDER) -> list[Version]:
    """Every version, the latest first."""
    following = [*policies(folder), None]
    listed = [_version(one, after, today) for one, after in pairwise(following) if one]
    return listed[::-1]


def _version(one: Policy, after: Policy | None, today: date) -> Version:
    until = after.since - timedelta(days=1) if after else None
    return Version(one.version, one.since, until, one.since <= today and (until is None or today <= until))
