"""Every rule of the sharing decision: its cases, its boundary, and that none could be missing without being missed."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from multiagency.sharing.codes import facts_from
from multiagency.sharing.decide import decide
from multiagency.sharing.policy import FOLDER, Policy, policy_from, policy_of
from tests.multiagency.sharing.casing import Case
from tests.multiagency.sharing.oracle import HERE, answer
from tests.multiagency.sharing.random_facts import random_facts
from tests.multiagency.sharing.rule_cases import CASES as ABOUT_AGENCIES
from tests.multiagency.sharing.rule_cases import OVERRIDES
from tests.multiagency.sharing.subject_cases import CASES as ABOUT_SUBJECTS
from tests.multiagency.sharing.subject_cases import TOGETHER

POLICY = policy_of("2026-02")
RULES = [rule.id for rule in POLICY.rules]
WORKED: list[Case] = [
    Case(case["expected"], " ".join(sorted(case["rules"])), case["facts"])
    for case in json.loads((HERE / "cases.json").read_text("utf-8"))
]
CASES = ABOUT_AGENCIES | ABOUT_SUBJECTS
EACH = {f"{rule}.{number}": case for rule, cases in CASES.items() for number, case in enumerate(cases, start=1)}


def answered(facts: dict[str, Any], policy: Policy = POLICY) -> tuple[str, list[str]]:
    decided = decide(facts_from(facts, POLICY), policy)
    return decided.outcome.value, list(decided.fired)


def without(rule: str) -> Policy:
    """The policy without one rule."""
    data = tomllib.loads((FOLDER / "2026-02.toml").read_text("utf-8"))
    data["rules"] = [one for one in data["rules"] if one["id"] != rule]
    return policy_from(data)


def every_case() -> Iterator[Case]:
    yield from WORKED
    yield from EACH.values()
    yield from OVERRIDES
    yield from TOGETHER


@pytest.mark.parametrize("name", EACH)
def test_a_rule_fires_where_the_contract_says_and_not_beside_it(name: str) -> None:
    case = EACH[name]
    assert answered(case.facts) == (case.expected, case.rules.split())


@pytest.mark.parametrize("case", [*OVERRIDES, *TOGETHER])
def test_what_an_override_resolves_and_which_rule_decides(case: Case) -> None:
    assert answered(case.facts) == (case.expected, case.rules.split())


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_cases_on_both_sides_of_its_boundary(rule: str) -> None:
    fires = [rule in case.rules.split() for case in CASES[rule]]
    assert len(fires) > fires.count(True) > 1


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_is_taken_out_is_missed(rule: str) -> None:
    left = without(rule)
    failing = [case for case in every_case() if answered(case.facts, left) != (case.expected, case.rules.split())]
    assert failing
    assert all(rule in case.rules.split() for case in failing)


def test_the_contract_written_a_second_time_says_the_same_of_every_case() -> None:
    assert [answer(case.facts) for case in every_case()] == [
        (case.expected, case.rules.split()) for case in every_case()
    ]


@pytest.mark.parametrize(("seed", "number"), [(1, 3_000), pytest.param(2, 100_000, marks=pytest.mark.slow)])
def test_the_contract_written_a_second_time_says_the_same_of_random_facts(seed: int, number: int) -> None:
    random = Random(seed)  # noqa: S311 - invented facts, not secrets
    seen: Counter[str] = Counter()
    for _ in range(number):
        facts = random_facts(random, POLICY)
        ours = answered(facts)
        assert ours == answer(facts), facts
        seen.update([ours[0], *ours[1]])
    assert {*RULES, "ALLOW", "ALLOW_CONDITIONS", "ALLOW_OVERRIDE", "REFER", "BLOCK_OVERRIDABLE", "BLOCK"} == set(seen)
