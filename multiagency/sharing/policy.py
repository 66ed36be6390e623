"""The policy of the sharing decision: rules, words, sets and what the law says of agencies, as data with dates.

Each version is one file in `policies`, never changed once it was in force; the latest whose day has come holds. A
rule's condition is a small expression over the facts, read as Python reads it and limited to comparing and combining.
"""

import string
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from multiagency.sharing.expressions import BadPolicy, Fires, Reader, compiled
from multiagency.sharing.facts import AgencyLaw, Facts

FOLDER: Final = Path(__file__).parent / "policies"
OF_AGREEMENTS: Final = frozenset({"R30", "R31", "R32", "R33", "R34"})
"""Rules by which no agreement lets it be shared: what was shared although one of them fired rests on none."""


class Kind(StrEnum):
    """What a rule does when it fires."""

    BLOCK = "B"
    OVERRIDABLE = "O"
    REFERRAL = "R"
    CONDITION = "C"


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
    told_to_recipient: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a rule stands in the way or what goes with the item, and who can resolve it.

    `goes_along` is what the recipient is told: conditions, and what limits the use of an item whoever has it.
    """

    rule: str
    kind: Kind
    words: str
    resolver: str
    basis: str
    goes_along: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """One version: what is decided by, and in which words."""

    version: str
    since: date
    rules: tuple[Rule, ...]
    agencies: Mapping[str, AgencyLaw]
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
    _fires: Fires

    def fired(self, facts: Facts) -> list[str]:
        """Every rule that fires on these facts, but for what follows from an emergency."""
        return self._fires(facts, self.agencies[facts.a], self.agencies[facts.b])

    def rule(self, rule: str) -> Rule:
        """The rule of this id; refuses (LookupError) one that this version does not have."""
        for one in self.rules:
            if one.id == rule:
                return one
        raise LookupError("This policy has no such rule.")

    def explain(self, rule: str, names: Mapping[str, str]) -> Explanation:
        """Say why a rule fired, in its words; what has no name here is called what the policy calls it."""
        one = self.rule(rule)
        known = {**self.fallbacks, **names}
        words, resolver = one.words.format_map(known), one.resolver.format_map(known)
        goes_along = one.kind is Kind.CONDITION or one.told_to_recipient
        return Explanation(rule, one.kind, words, resolver, one.basis, goes_along)

    def regime(self, a: str, purpose: str) -> str:
        """Whether an agency processes for this purpose under Part 3 of the DPA 2018 or under UK GDPR."""
        return "LE" if self.agencies[a].competent and purpose in self.law_enforcement else "GDPR"


def policy_on(day: date, folder: Path = FOLDER) -> Policy:
    """The policy that holds on a day; refuses (LookupError) a day before the first."""
    held = [policy for policy in policies(folder) if policy.since <= day]
    if not held:
        raise LookupError("No policy was in force then.")
    return held[-1]


def policy_of(version: str, folder: Path = FOLDER) -> Policy:
    """The policy of this version; refuses (LookupError) a version that is not here."""
    for policy in policies(folder):
        if policy.version == version:
            return policy
    raise LookupError("There is no policy of this version.")


@cache
def policies(folder: Path = FOLDER) -> tuple[Policy, ...]:
    """Every version, the earliest first; refuses (BadPolicy) two of one name or of one day."""
    read = [_read(path) for path in sorted(folder.glob("*.toml"))]
    for told in ([policy.version for policy in read], [str(policy.since) for policy in read]):
        if twice := _twice(told):
            raise BadPolicy(f"Two policies say {twice} of themselves.")
    return tuple(sorted(read, key=lambda policy: policy.since))


def _read(path: Path) -> Policy:
    try:
        return policy_from(tomllib.loads(path.read_text("utf-8")))
    except (BadPolicy, tomllib.TOMLDecodeError) as fault:
        raise BadPolicy(f"{path.name}: {fault}") from None


def policy_from(data: Mapping[str, Any]) -> Policy:
    """Make a policy of what its file holds; refuses (BadPolicy) one that lacks a part or says what nothing can read."""
    try:
        return _made(data)
    except (KeyError, TypeError) as fault:
        raise BadPolicy(f"A part of it is missing, or is not known: {fault}") from None


def _made(data: Mapping[str, Any]) -> Policy:
    rules = tuple(_rule(rule) for rule in data["rules"])
    sets = {name: frozenset(codes) for name, codes in data["sets"].items()}
    codes = _codes(data, rules)
    reader = Reader(data["terms"], sets, codes.values())
    for problem in _problems(rules, data["fallbacks"], sets, codes):
        raise BadPolicy(problem)
    overridable = frozenset(rule.id for rule in rules if rule.kind is Kind.OVERRIDABLE)
    return Policy(
        version=data["version"], since=data["since"], rules=rules,
        agencies={name: AgencyLaw(**row) for name, row in data["agencies"].items()},
        types=data["types"], law_enforcement=sets["LAW_ENFORCEMENT"],
        baseline=dict.fromkeys(data["may_be_null"]) | data["baseline"],
        codes=codes, may_be_null=frozenset(data["may_be_null"]), fallbacks=data["fallbacks"],
        kinds={rule.id: rule.kind for rule in rules}, released=overridable,
        released_in_emergency=overridable | {rule.id for rule in rules if rule.released_in_emergency},
        after_emergency=[rule.id for rule in rules if rule.follows_emergency],
        _fires=compiled([rule for rule in rules if not rule.follows_emergency], reader),
    )  # fmt: skip


def _rule(row: Mapping[str, Any]) -> Rule:
    if row["kind"] not in set(Kind):
        raise BadPolicy(f"{row['id']} is of no kind that there is.")
    return Rule(**{**row, "kind": Kind(row["kind"])})


def _codes(data: Mapping[str, Any], rules: Iterable[Rule]) -> dict[str, frozenset[str]]:
    codes = {name: frozenset(listed) for name, listed in data["codes"].items()}
    agencies = frozenset(data["agencies"])
    return codes | {
        "a": agencies, "b": agencies, "originator": agencies, "approved": frozenset(rule.id for rule in rules),
    }  # fmt: skip


def _problems(
    rules: Iterable[Rule], named: Mapping[str, str], sets: Mapping[str, frozenset[str]], codes: Mapping[str, Any]
) -> Iterator[str]:
    """Slips that would make a rule fire never, twice, or without saying why."""
    if twice := _twice(rule.id for rule in rules):
        yield f"{twice} is there twice."
    for name, held in sets.items():
        if unknown := held.difference(*codes.values()):
            yield f"{name} holds codes that are in none of the lists: {', '.join(sorted(unknown))}."
    for rule in rules:
        if blank := (_blanks(rule.words) | _blanks(rule.resolver)) - named.keys():
            yield f"Nothing fills {', '.join(sorted(blank))} in the words of {rule.id}."
        if not (rule.words and rule.resolver and rule.fires_when):
            yield f"{rule.id} does not say when it fires, why, and who can resolve it."
        if (rule.approvable or rule.released_in_emergency) and rule.kind is not Kind.REFERRAL:
            yield f"{rule.id} is no referral: it is neither approved nor released in an emergency."


def _blanks(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def _twice(told: Iterable[str]) -> str:
    return next((one for one, times in Counter(told).items() if times > 1), "")
