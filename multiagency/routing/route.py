"""Where a referral goes: a pure function from facts and rules to an agency, team, panel and urgency.

The rules are data that coordinators change (`multiagency.routing.models`); what a rule can ask about is in `CONDITIONS`
alone. The first rule that holds decides, by priority. What is not known never makes a condition hold.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

Conditions = Mapping[str, Any]


class Urgency(StrEnum):
    """How soon whoever receives a referral should look at it."""

    ROUTINE = "ROUTINE"
    URGENT = "URGENT"
    IMMEDIATE = "IMMEDIATE"


class Outcome(StrEnum):
    """How a route was found. Only MATCHED is a rule's; in the others a person at the fallback decides."""

    MATCHED = "MATCHED"
    NO_RULE = "NO_RULE"
    LOOP = "LOOP"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingFacts:
    """What is known of a referral for routing: codes, a number and ids, and never who it is about.

    An empty code and an age of None are not known. `capacity` has the places that each team has left: None where they
    could not be counted; a team that is absent has set no limit. `path` are the agencies that had the referral before,
    without the sender.
    """

    type: str
    grounds: frozenset[str] = frozenset()
    risk: str = ""
    ward: str = ""
    age: int | None = None
    programme: str = ""
    from_agency: UUID
    capacity: Mapping[int, int | None] = field(default_factory=dict)
    path: tuple[UUID, ...] = ()

    @property
    def had_it(self) -> frozenset[UUID]:
        """The agencies to which no rule sends it: the sender, and whoever had it before."""
        return frozenset({self.from_agency, *self.path})


@dataclass(frozen=True, slots=True)
class Target:
    """An agency, a team of it or none in particular, and a panel or none."""

    agency_id: UUID
    team_id: int | None = None
    panel: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the lower its priority the earlier it is asked; it holds when all its conditions do."""

    id: str
    priority: int
    conditions: Conditions
    target: Target
    urgency: Urgency
    words: str


@dataclass(frozen=True, slots=True)
class Rules:
    """One version of a partnership's rules, and the desk that decides by hand where they do not, if there is one."""

    rules: tuple[Rule, ...]
    fallback: Target | None

    @property
    def in_order(self) -> list[Rule]:
        """The rules in the order in which they are asked."""
        return sorted(self.rules, key=lambda rule: (rule.priority, rule.id))


@dataclass(frozen=True, slots=True)
class Route:
    """Where a referral goes, by which rules, and why in words.

    `agency_id` is None where there is no fallback, or it sent it or had it before: then the sender chooses by hand.
    """

    agency_id: UUID | None
    team_id: int | None
    panel: str
    urgency: Urgency
    rule_ids: tuple[str, ...]
    outcome: Outcome
    words: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that a rule can ask: what its value must be like, and when it holds."""

    takes: type
    holds: Callable[[Any, RoutingFacts, Target], bool]


def _has_room(wanted: bool, facts: RoutingFacts, target: Target) -> bool:  # noqa: FBT001
    if target.team_id is None or target.team_id not in facts.capacity:
        return wanted  # nobody set a limit
    left = facts.capacity[target.team_id]
    return left is not None and (left > 0) is wanted


CONDITIONS: Final[Mapping[str, Condition]] = {
    "type": Condition(list, lambda wanted, facts, _: facts.type in wanted),
    "any_ground": Condition(list, lambda wanted, facts, _: not facts.grounds.isdisjoint(wanted)),
    "all_grounds": Condition(list, lambda wanted, facts, _: facts.grounds.issuperset(wanted)),
    "risk": Condition(list, lambda wanted, facts, _: facts.risk in wanted),
    "ward": Condition(list, lambda wanted, facts, _: facts.ward in wanted),
    "age_from": Condition(int, lambda wanted, facts, _: facts.age is not None and facts.age >= wanted),
    "age_to": Condition(int, lambda wanted, facts, _: facts.age is not None and facts.age <= wanted),
    "programme": Condition(list, lambda wanted, facts, _: facts.programme in wanted),
    "room": Condition(bool, _has_room),
}
"""Everything that rules can ask about. A list is of codes, of which one must be true, or all where the name says so."""

NO_RULE: Final = "No rule holds for this referral, so a coordinator decides where it goes."
LOOP: Final = (
    "The rules would send this referral to an agency that sent it or had it already, so a coordinator decides where it "
    "goes."
)
NOBODY: Final = " No desk is left that has not had it: whoever sends it chooses the agency."


def route(facts: RoutingFacts, rules: Rules) -> Route:
    """Where a referral goes by the first rule that holds; the fallback where none does, or in a circle."""
    rule = next((rule for rule in rules.in_order if holds(rule, facts)), None)
    if rule is None:
        return _fallback(facts, rules.fallback, Outcome.NO_RULE, ())
    if rule.target.agency_id in facts.had_it:
        return _fallback(facts, rules.fallback, Outcome.LOOP, (rule,))
    to = rule.target
    return Route(to.agency_id, to.team_id, to.panel, rule.urgency, (rule.id,), Outcome.MATCHED, rule.words)


def holds(rule: Rule, facts: RoutingFacts) -> bool:
    """Whether every condition of a rule holds; one without conditions holds for every referral."""
    return all(CONDITIONS[name].holds(wanted, facts, rule.target) for name, wanted in rule.conditions.items())


def _fallback(facts: RoutingFacts, desk: Target | None, outcome: Outcome, by: Iterable[Rule]) -> Route:
    """The desk that decides by hand, as urgently as the rule that it stands in for."""
    rules = tuple(by)
    urgency = rules[0].urgency if rules else Urgency.URGENT
    words = LOOP if outcome is Outcome.LOOP else NO_RULE
    ids = tuple(rule.id for rule in rules)
    if desk is None or desk.agency_id in facts.had_it:
        return Route(None, None, "", urgency, ids, outcome, words + NOBODY)
    return Route(desk.agency_id, desk.team_id, desk.panel, urgency, ids, outcome, words)
