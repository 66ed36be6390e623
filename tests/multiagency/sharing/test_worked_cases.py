"""The worked cases of the sharing contract, each with its exact outcome and rules."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from multiagency.sharing.codes import facts_from
from multiagency.sharing.decide import decide
from multiagency.sharing.policy import policy_on

HERE = Path(__file__).parent
POLICY = policy_on(date(2026, 3, 1))
CASES: list[dict[str, Any]] = json.loads((HERE / "cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_worked_case_is_decided_as_the_contract_says(case: dict[str, Any]) -> None:
    decided = decide(facts_from(case["facts"], POLICY), POLICY)
    assert (decided.outcome, list(decided.fired)) == (case["expected"], sorted(case["rules"]))


def test_the_baseline_and_the_agencies_are_those_of_the_contract() -> None:
    assert POLICY.baseline == json.loads((HERE / "baseline.json").read_text("utf-8"))
    agencies = json.loads((HERE / "agencies.json").read_text("utf-8"))
    ours = {name: {key: getattr(law, key) for key in law.__slots__} for name, law in POLICY.agencies.items()}
    assert ours == agencies
