"""What the sharing decision asks of health information beside every other rule: the rows HLT of governance."""

from datetime import date
from typing import Any

import pytest

from multiagency.sharing.codes import facts_from
from multiagency.sharing.decide import decide
from multiagency.sharing.policy import policy_on
from tests.multiagency.sharing.casing import BY_TWO, VIOLENCE

POLICY = policy_on(date(2026, 3, 1))
HEALTH = ("HEALTH_PHYSICAL", "HEALTH_MENTAL", "SUBSTANCE_TREATMENT", "COUNSELLING")
FROM_A_TRUST = {"a": "NHS_TRUST", "b": "PROBATION", "regime": "GDPR", "gateway": "PUBLIC_INTEREST"}
SOUND: dict[str, dict[str, Any]] = {
    "CONSENT": {"consent": "GIVEN"}, "STATUTORY_DUTY": {}, "COURT_ORDER": {}, "PUBLIC_INTEREST": BY_TWO,
    "BEST_INTERESTS": {}, "DIRECT_CARE": {},
}  # fmt: skip


def fired(**facts: Any) -> tuple[str, ...]:
    return decide(facts_from(facts, POLICY), POLICY).fired


@pytest.mark.parametrize("category", HEALTH)
def test_hlt_01_a_health_item_needs_one_of_six_bases_in_confidence(category: str) -> None:
    assert fired(**FROM_A_TRUST, category=category) == ("R54",)
    assert POLICY.codes["conf_basis"] == SOUND.keys()
    for basis, facts in SOUND.items():
        assert fired(**FROM_A_TRUST, category=category, conf_basis=basis, **facts) == ()


def test_hlt_04_an_opt_out_stops_planning_and_research_alone() -> None:
    opted_out = {**FROM_A_TRUST, "category": "HEALTH_MENTAL", "conf_basis": "STATUTORY_DUTY", "ndo": True}
    stopped = {purpose for purpose in POLICY.codes["purpose"] if "R55" in fired(**opted_out, purpose=purpose)}
    assert stopped == {"PLANNING_ANALYSIS", "RESEARCH_EVALUATION"}


@pytest.mark.parametrize("category", HEALTH)
def test_hlt_05_the_serious_violence_duty_carries_no_patient_information(category: str) -> None:
    assert "R42" in fired(**VIOLENCE, category=category, conf_basis="STATUTORY_DUTY")
    assert "R42" in fired(**VIOLENCE, category=category, identifiable=False)


@pytest.mark.parametrize("sender", ["ASC", "CSC", "ICB"])
def test_hlt_05_nor_personal_data_of_health_and_social_care(sender: str) -> None:
    from_them = {**VIOLENCE, "a": sender, "regime": "GDPR", "category": "IDENTITY"}
    assert fired(**from_them) == ("R42",)
    assert fired(**from_them, identifiable=False) == ()
