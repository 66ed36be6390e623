"""How a case of the sharing decision is written down in these tests: what is expected, and on which facts."""

from typing import Any, Final, NamedTuple


class Case(NamedTuple):
    """One case: what is expected, and on which facts."""

    expected: str
    rules: str
    facts: dict[str, Any]


def case(expected: str, rules: str = "", /, **facts: Any) -> Case:
    return Case(expected, rules, facts)


def override(who: str | None = "ig_lead", **texts: str) -> dict[str, Any]:
    reason = "Long enough to be a reason that somebody weighs."
    held = {"necessity": reason, "proportionality": reason, "less_intrusive": reason}
    return {"requester": "caseworker", "authoriser": who, **held, **texts}


B, O_, R, AO, AC, A = "BLOCK", "BLOCK_OVERRIDABLE", "REFER", "ALLOW_OVERRIDE", "ALLOW_CONDITIONS", "ALLOW"
BY_TWO: Final[dict[str, Any]] = {"override": override()}
ALONE: Final[dict[str, Any]] = {"override": override("caseworker")}
URGENT: Final[dict[str, Any]] = {"emergency": True, **BY_TWO}
URGENT_ALONE: Final[dict[str, Any]] = {"emergency": True, **ALONE}
HEALTH: Final[dict[str, Any]] = {"category": "HEALTH_MENTAL", "conf_basis": "STATUTORY_DUTY"}
CONSENT: Final[dict[str, Any]] = {"basis": "CONSENT", "consent": "GIVEN"}
VIOLENCE: Final[dict[str, Any]] = {"gateway": "PCSC_16", "purpose": "SERIOUS_VIOLENCE_PREVENTION"}
COUNSELLING: Final[dict[str, Any]] = {
    "a": "COUNCIL",
    "b": "POLICE",
    "category": "COUNSELLING",
    "conf_basis": "COURT_ORDER",
}
PARENT: Final = "PR_HOLDER_ALLEGED_PERPETRATOR"
