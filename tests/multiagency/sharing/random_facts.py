"""Random facts for comparing one form of the sharing decision with another: each differs from the baseline in a few."""

from random import Random
from typing import Any, Final

from multiagency.sharing.policy import Policy

LONG: Final = "Long enough to be a reason that somebody weighs."
REASONS: Final = (LONG, LONG, LONG, "x" * 20, "x" * 19, "   " + "x" * 19 + "   ", "", None)
PEOPLE: Final = ("caseworker", "ig_lead", "ig_lead", "manager", " ", None)
HARD: Final = ("HEALTH_MENTAL", "COUNSELLING", "VICTIM_LOCATION", "SAFE_CONTACT", "ETHNICITY")
PARENTS: Final = ("PR_HOLDER_ALLEGED_PERPETRATOR", "OFFICIAL")
POWERS: Final = ("PCSC_16", "OMA_14", "CJA_325", "CARE_45", "CDA_17A", None)


def random_facts(random: Random, policy: Policy) -> dict[str, Any]:
    """Facts that differ from the baseline in none to half of them; what rules look at together comes often."""
    often = random.choice((0.05, 0.15, 0.4))
    return {name: _value(name, policy, random) for name in policy.baseline if random.random() < often} | _pair(random)


def _pair(random: Random) -> dict[str, Any]:
    return random.choice(
        (
            {},
            {"category": random.choice(HARD)},
            {"gateway": random.choice(POWERS), "purpose": random.choice(("SERIOUS_VIOLENCE_PREVENTION", "MAPPA"))},
            {"emergency": random.random() < 1 / 2, "override": _override(random)},
            {"basis": "CONSENT", "child": "NOT_GILLICK", "markers": random.sample(PARENTS, random.randint(0, 2))},
            {"category": "HEALTH_MENTAL", "conf_basis": random.choice(("CONSENT", "PUBLIC_INTEREST", None))},
        )
    )


def _value(name: str, policy: Policy, random: Random) -> Any:
    if name == "agreement":
        return _agreement(policy, random)
    if name == "override":
        return _override(random)
    if name in ("markers", "approved"):
        return random.sample(sorted(policy.codes[name]), random.randint(0, 3))
    if isinstance(policy.baseline[name], bool):
        return random.random() < 1 / 2
    return random.choice(sorted(policy.codes[name]) + [None] * (name in policy.may_be_null))


def _agreement(policy: Policy, random: Random) -> dict[str, Any] | None:
    if random.random() < 1 / 4:
        return None
    parts = {
        "state": random.choice(["LIVE", *sorted(policy.codes["agreement.state"])]),
        "signed_a": random.random() < 3 / 4,
        "signed_b": random.random() < 3 / 4,
        "purposes": random.choice(("*", random.sample(sorted(policy.codes["purpose"]), 8))),
        "categories": random.choice(("*", random.sample(sorted(policy.codes["category"]), 12))),
        "review_overdue_days": random.choice((-1, 0, 1, 90)),
    }
    return {name: value for name, value in parts.items() if random.random() < 1 / 2}


def _override(random: Random) -> dict[str, Any] | None:
    if random.random() < 1 / 5:
        return None
    held = {"requester": random.choice(PEOPLE), "authoriser": random.choice(PEOPLE)}
    return held | {text: random.choice(REASONS) for text in ("necessity", "proportionality", "less_intrusive")}
