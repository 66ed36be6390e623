"""The sharing contract written a second time, in plain Python over plain JSON, to be compared with the product.

It imports nothing of the product and none of its data, so that a slip would have to be made twice.
"""

import json
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
BASELINE: Final[dict[str, Any]] = json.loads((HERE / "baseline.json").read_text("utf-8"))
AGENCIES: Final[dict[str, dict[str, bool]]] = json.loads((HERE / "agencies.json").read_text("utf-8"))
HEALTH: Final = {"HEALTH_PHYSICAL", "HEALTH_MENTAL", "SUBSTANCE_TREATMENT", "COUNSELLING"}
SPECIAL: Final = HEALTH | {"ETHNICITY", "RELIGION", "SEXUAL_LIFE", "BIOMETRIC"}
CRIMINAL: Final = {"OFFENDING_HISTORY", "INTELLIGENCE", "SENTENCE_LICENCE", "ALLEGATION"}
BLOCKS: Final = set(
    "R01 R02 R03 R04 R05 R11 R40 R41 R42 R43 R44 R45 R46 R47 R55 R71 R80".split()  # noqa: SIM905  # as a person reads
)
OVERRIDABLE: Final = {"R30", "R31", "R32", "R33", "R34", "R50", "R56", "R57A"}
REFERRALS: Final = {"R10", "R45A", "R52", "R53", "R54", "R57", "R58", "R61", "R62", "R66"}


def answer(given: dict[str, Any]) -> tuple[str, list[str]]:
    """The outcome and the rules that fire."""
    facts = whole(given)
    fired = {
        rule for part in (people, agreement, gateway, conditions, consent, confidence, handling) for rule in part(facts)
    }
    fired -= {rule for rule in facts["approved"] if rule in {"R10", "R58", "R61", "R62", "R66"}}
    holds = good_texts(facts) and (facts["emergency"] or two_people(facts))
    resolved = set()
    if holds:
        resolved = fired & OVERRIDABLE
        if facts["emergency"]:
            resolved |= fired & {"R54", "R57", "R66"}
            if resolved:
                fired.add("R20")
    left = fired - resolved
    if left & BLOCKS:
        return "BLOCK", sorted(fired)
    if left & OVERRIDABLE:
        return "BLOCK_OVERRIDABLE", sorted(fired)
    if left & REFERRALS:
        return "REFER", sorted(fired)
    if resolved:
        return "ALLOW_OVERRIDE", sorted(fired)
    return ("ALLOW_CONDITIONS" if fired else "ALLOW"), sorted(fired)


def whole(given: dict[str, Any]) -> dict[str, Any]:
    facts = {**BASELINE, **given}
    if isinstance(given.get("agreement"), dict):
        facts["agreement"] = {**BASELINE["agreement"], **given["agreement"]}
    return facts


def good_texts(facts: dict[str, Any]) -> bool:
    said = facts["override"] or {}
    long = [len((said.get(text) or "").strip()) > 19 for text in ("necessity", "proportionality", "less_intrusive")]
    return all(long) and (said.get("authoriser") or "").strip() != ""


def two_people(facts: dict[str, Any]) -> bool:
    said = facts["override"]
    return bool(said["authoriser"].strip() != (said.get("requester") or "").strip())


def people(facts: dict[str, Any]) -> Any:
    if not facts["recipient_active"]:
        yield "R01"
    if facts["discloser_coi"]:
        yield "R10"
    if facts["recipient_coi"]:
        yield "R11"
    if not facts["recipient_ready"]:
        yield "R80"
    if facts["category"] in ("VICTIM_LOCATION", "SAFE_CONTACT"):
        if "PERPETRATOR_LINKED_RECIPIENT" in facts["markers"]:
            yield "R05"
        elif not facts["need_to_know"]:
            yield "R60"


def agreement(facts: dict[str, Any]) -> Any:
    held = facts["agreement"]
    if held is None:
        yield "R30"
    elif held["state"] != "LIVE":
        yield "R31"
    elif not held["signed_a"] or not held["signed_b"]:
        yield "R32"
    else:
        if held["purposes"] != "*" and facts["purpose"] not in held["purposes"]:
            yield "R33"
        if held["categories"] != "*" and facts["category"] not in held["categories"]:
            yield "R34"
        if held["review_overdue_days"] > 0:
            yield "R35"


def gateway(facts: dict[str, Any]) -> Any:
    power, a, b = facts["gateway"], AGENCIES[facts["a"]], AGENCIES[facts["b"]]
    if power in (None, "SCH2_PARA2", "AGREEMENT"):
        yield "R40"
    fits = {
        "CDA_115": b["cda115"],
        "OMA_14": any(
            one["oma14_person"] and (other["oma14_person"] or other["oma14_listed"]) for one, other in ((a, b), (b, a))
        ),
        "CJA_325": a["mappa"] and b["mappa"] and facts["mappa_managed"],
        "PCSC_16": a["svd"] and b["svd"],
        "CARE_45": facts["b"] == "SAB" and facts["gateway_request"],
    }
    if not fits.get(power, True):
        yield "R41"
    if power == "PCSC_16":
        if facts["category"] in HEALTH or (a["health_social"] and facts["identifiable"]):
            yield "R42"
        if facts["purpose"] not in ("SERIOUS_VIOLENCE_PREVENTION", "PLANNING_ANALYSIS"):
            yield "R43"
    if power == "CDA_17A" and facts["identifiable"]:
        yield "R44"


def conditions(facts: dict[str, Any]) -> Any:
    if facts["identifiable"] and facts["category"] in SPECIAL:
        if not facts["art9_or_sch"]:
            yield "R45"
        elif not facts["apd"] and not facts["emergency"]:
            yield "R45A"
    if facts["category"] in CRIMINAL and facts["regime"] == "GDPR" and not facts["art10"]:
        yield "R46"
    if facts["regime"] == "LE":
        if not AGENCIES[facts["b"]]["competent"] and not facts["le_to_other_authorised"]:
            yield "R47"
        if not facts["fact_flag"]:
            yield "R71"


def consent(facts: dict[str, Any]) -> Any:
    given = facts["consent"]
    if facts["basis"] == "CONSENT":
        if facts["child"] == "NOT_GILLICK":
            if "PR_HOLDER_ALLEGED_PERPETRATOR" in facts["markers"]:
                yield "R53"
            elif given != "GIVEN_BY_PR":
                yield "R50"
        elif facts["capacity"] == "LACKS":
            yield "R52"
        elif given != "GIVEN":
            yield "R50"
    elif facts["wishes"] in ("REFUSED", "OBJECTS") or given in ("REFUSED", "WITHDRAWN"):
        yield "R51"


def confidence(facts: dict[str, Any]) -> Any:
    if facts["category"] not in HEALTH or not facts["identifiable"]:
        return
    if facts["purpose"] in ("PLANNING_ANALYSIS", "RESEARCH_EVALUATION"):
        if facts["ndo"] and not facts["ndo_exempt"]:
            yield "R55"
        return
    if facts["conf_basis"] == "CONSENT" and facts["consent"] != "GIVEN":
        yield "R50"
    balanced = good_texts(facts) and two_people(facts)
    if facts["conf_basis"] is None or (facts["conf_basis"] == "PUBLIC_INTEREST" and not balanced):
        yield "R54"


def handling(facts: dict[str, Any]) -> Any:
    markers = set(facts["markers"])
    by_marker = {
        "R02": {"SECRET_OR_ABOVE", "INTERCEPT"}, "R03": {"STATUTORY_BAR", "COURT_ORDER_BAR"}, "R04": {"LPP"},
        "R61": {"HANDLING_C"}, "R64": {"OFFICIAL_SENSITIVE"}, "R65": {"DO_NOT_INFORM"}, "R66": {"RESTRICTED_RECORD"},
    }  # fmt: skip
    yield from (rule for rule, bad in by_marker.items() if markers & bad)
    plain = {"restricted": "R56", "third_party_data": "R63", "disputed": "R70", "excess_fields": "R72"}
    yield from (rule for fact, rule in plain.items() if facts[fact])
    if facts["objection"]:
        yield {"PENDING": "R57", "UPHELD": "R57A"}[facts["objection"]]
    if facts["category"] == "COUNSELLING" and facts["b"] == "POLICE":
        yield "R58"
    if facts["originator"] not in (None, facts["a"]):
        yield "R62"
