"""The policy of the sharing decision: rules, words, sets and what the law says of agencies, as data with dates.

Each version is one file in `policies`, never changed once it was in force; the latest whose day has come holds. A
rule's condition is a small expression over the facts, read as Python reads it and limited to comparing and combining.
"""

import ast
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from multiagency.sharing.facts import EVERYTHING, NAMES, AgreementFacts, Facts

FOLDER: Final = Path(__file__).parent / "policies"
_PLAIN = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.Compare, ast.Eq, ast.NotEq, ast.Is,
    ast.IsNot, ast.In, ast.NotIn, ast.Gt, ast.Load, ast.Name, ast.Attribute, ast.Constant, ast.Set,
)  # fmt: skip


class Kind(StrEnum):
    """What a rule does when it fires."""

    BLOCK = "B"
    OVERRIDABLE = "O"
    REFERRAL = "R"
    CONDITION = "C"


class BadPolicy(ValueError):
    """A policy file that cannot be read; nothing is decided under it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as an information-governance lead reads it."""

    id: str
    kind: Kind
    when: str
    fires_when: str
    words: str
    resolver: str
    basis: str = ""
    approvable: bool = False
    released_in_emergency: bool = False
    follows_emergency: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a rule stands in the way or what goes with the item, and who can resolve it."""

    rule: str
    kind: Kind
    words: str
    resolver: str
    basis: str


@dataclass(frozen=True, slots=True)
class Policy:
    """One version: what is decided by, and in which words."""

    version: str
    since: date
    rules: tuple[Rule, ...]
    agencies: Mapping[str, "AgencyLaw"]
    types: Mapping[str, str]
    law_enforcement: frozenset[str]
    baseline: Mapping[str, Any]
    codes: Mapping[str, frozenset[str]]
    may_be_null: frozenset[str]
    fallbacks: Mapping[str, str]
    kinds: Mapping[str, Kind]
    released: frozenset[str]
    released_in_emergency: frozenset[str]
    after_emergency: list[str]
    _fires: Callable[[Facts, "AgencyLaw", "AgencyLaw"], list[str]]

    def fired(self, facts: Facts) -> list[str]:
        """Every rule that fires on these facts, but for what follows from an emergency."""
        return self._fires(facts, self.agencies[facts.a], self.agencies[facts.b])

    def rule(self, rule: str) -> Rule:
        """The rule of this id; refuses (LookupError) one that this version does not have."""
        return next(one for one in self.rules if one.id == rule)

    def explain(self, rule: str, names: Mapping[str, str]) -> Explanation:
        """Say why a rule fired, in its words; what has no name here is called what the policy calls it."""
        one = self.rule(rule)
        known = {**self.fallbacks, **names}
        return Explanation(rule, one.kind, one.words.format_map(known), one.resolver.format_map(known), one.basis)

    def regime(self, a: str, purpose: str) -> str:
        """Whether an agency processes for this purpose under Part 3 of the DPA 2018 or under UK GDPR."""
        return "LE" if self.agencies[a].competent and purpose in self.law_enforcement else "GDPR"


@dataclass(frozen=True, slots=True)
class AgencyLaw:
    """What the law says of a type of agency."""

    cda115: bool
    oma14_person: bool
    oma14_listed: bool
    mappa: bool
    svd: bool
    health_social: bool
    competent: bool


def policy_on(day: date) -> Policy:
    """The policy that holds on a day; refuses (LookupError) a day before the first."""
    held = [policy for policy in policies() if policy.since <= day]
    if not held:
        raise LookupError("No policy was in force then.")
    return held[-1]


def policy_of(version: str) -> Policy:
    """The policy of this version; refuses (LookupError) a version that is not here."""
    for policy in policies():
        if policy.version == version:
            return policy
    raise LookupError("There is no policy of this version.")


@cache
def policies(folder: Path = FOLDER) -> tuple[Policy, ...]:
    """Every version, the earliest first."""
    read = [policy_from(tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(read, key=lambda policy: policy.since))


def policy_from(data: Mapping[str, Any]) -> Policy:
    """Make a policy of what its file holds; refuses (BadPolicy) a condition that says more than it may."""
    rules = tuple(Rule(**{**rule, "kind": Kind(rule["kind"])}) for rule in data["rules"])
    sets = {name: frozenset(codes) for name, codes in data["sets"].items()}
    overridable = frozenset(rule.id for rule in rules if rule.kind is Kind.OVERRIDABLE)
    return Policy(
        version=data["version"], since=data["since"], rules=rules,
        agencies={name: AgencyLaw(**row) for name, row in data["agencies"].items()},
        types=data["types"], law_enforcement=sets["LAW_ENFORCEMENT"],
        baseline=dict.fromkeys(data["may_be_null"]) | data["baseline"],
        codes=_codes(data, rules), may_be_null=frozenset(data["may_be_null"]), fallbacks=data["fallbacks"],
        kinds={rule.id: rule.kind for rule in rules}, released=overridable,
        released_in_emergency=overridable | {rule.id for rule in rules if rule.released_in_emergency},
        after_emergency=[rule.id for rule in rules if rule.follows_emergency],
        _fires=_compiled([rule for rule in rules if not rule.follows_emergency], data["terms"], sets),
    )  # fmt: skip


def _codes(data: Mapping[str, Any], rules: Iterable[Rule]) -> dict[str, frozenset[str]]:
    codes = {name: frozenset(listed) for name, listed in data["codes"].items()}
    agencies = frozenset(data["agencies"])
    return codes | {
        "a": agencies, "b": agencies, "originator": agencies, "approved": frozenset(rule.id for rule in rules),
    }  # fmt: skip


# ---- conditions
def _compiled(
    rules: Iterable[Rule], terms: Mapping[str, str], sets: Mapping[str, frozenset[str]]
) -> Callable[[Facts, AgencyLaw, AgencyLaw], list[str]]:
    """Make one function of all conditions: it gives the ids of those that hold, in the order of the rules."""
    inlined: dict[str, ast.expr] = {}
    for name, condition in terms.items():
        inlined[name] = _read(condition, inlined, sets)
    lines = ["def fires(facts, A, B):", *(f" {name} = facts.{name}" for name in NAMES), " fired = []"]
    for rule in rules:
        held = ast.unparse(_read(rule.when, inlined, sets))
        unless = f" and {rule.id!r} not in approved" if rule.approvable else ""
        lines += [f" if ({held}){unless}:", f"  fired.append({rule.id!r})"]
    known: dict[str, Any] = {**sets, "EVERYTHING": EVERYTHING}
    exec(compile("\n".join([*lines, " return fired"]), "<policy>", "exec"), known)  # noqa: S102  # read by _read above
    return known["fires"]  # type: ignore[no-any-return]


def _read(condition: str, terms: Mapping[str, ast.expr], sets: Mapping[str, frozenset[str]]) -> ast.expr:
    """Read a condition, named terms in their place; refuses (BadPolicy) whatever does more than compare and combine."""
    try:
        tree = ast.parse(f"({condition})", mode="eval")
    except SyntaxError:
        raise BadPolicy(f"This condition cannot be read: {condition}") from None
    known = {*NAMES, *sets, *terms, "A", "B", "EVERYTHING"}
    for node in ast.walk(tree):
        if not isinstance(node, _PLAIN):
            raise BadPolicy(f"A condition only compares and combines facts: {condition}")
        if isinstance(node, ast.Name) and node.id not in known:
            raise BadPolicy(f"There is no fact, set or term named {node.id}.")
        if isinstance(node, ast.Attribute) and node.attr not in _ATTRIBUTES:
            raise BadPolicy(f"Nothing has a fact named {node.attr}.")
    read: ast.Expression = _Inlined(terms).visit(tree)
    return read.body


_ATTRIBUTES = {*AgencyLaw.__slots__, *AgreementFacts.__slots__, "is_by_two"}


class _Inlined(ast.NodeTransformer):
    def __init__(self, terms: Mapping[str, ast.expr]) -> None:
        self.terms = terms

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.terms.get(node.id, node)
