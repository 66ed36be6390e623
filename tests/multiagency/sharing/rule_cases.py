"""Cases of our own for the rules about people, agreements and powers: where each fires, and just where not.

Each is the outcome, the rules that fire, and the facts that differ from the baseline; what is expected was written from
the contract, not from what the product answered.
"""

from typing import Final

from tests.multiagency.sharing.casing import (
    AC,
    ALONE,
    AO,
    BY_TWO,
    HEALTH,
    O_,
    URGENT,
    URGENT_ALONE,
    VIOLENCE,
    A,
    B,
    Case,
    R,
    case,
    override,
)

CASES: Final[dict[str, tuple[Case, ...]]] = {
    "R01": (
        case(B, "R01", recipient_active=False),
        case(B, "R01", recipient_active=False, **URGENT),
        case(B, "R01 R20 R30", recipient_active=False, agreement=None, **URGENT),
        case(A, recipient_active=True),
    ),
    "R02": (
        case(B, "R02", markers=["SECRET_OR_ABOVE"]),
        case(B, "R02", markers=["INTERCEPT"], **URGENT),
        case(A, markers=["OFFICIAL"]),
    ),
    "R03": (
        case(B, "R03", markers=["STATUTORY_BAR"]),
        case(B, "R03", markers=["COURT_ORDER_BAR"], **URGENT),
        case(A, markers=["LEGAL_HOLD"]),
    ),
    "R04": (case(B, "R04", markers=["LPP"]), case(B, "R04", markers=["LPP"], **URGENT), case(A, markers=["ADOPTION"])),
    "R05": (
        case(B, "R05", category="VICTIM_LOCATION", markers=["PERPETRATOR_LINKED_RECIPIENT"], need_to_know=False),
        case(B, "R05", category="SAFE_CONTACT", markers=["PERPETRATOR_LINKED_RECIPIENT"], **URGENT),
        case(A, category="ADDRESS", markers=["PERPETRATOR_LINKED_RECIPIENT"]),
    ),
    "R10": (
        case(R, "R10", discloser_coi=True),
        case(R, "R10", discloser_coi=True, approved=["R61"]),
        case(R, "R10", discloser_coi=True, **URGENT),
        case(A, discloser_coi=True, approved=["R10"]),
    ),
    "R11": (
        case(B, "R11", recipient_coi=True),
        case(B, "R11", recipient_coi=True, approved=["R11"], **URGENT),
        case(A),
    ),
    "R20": (
        case(AO, "R20 R30", agreement=None, **URGENT),
        case(AO, "R20 R30", agreement=None, **URGENT_ALONE),
        case(B, "R20 R30 R40", agreement=None, gateway=None, **URGENT),
        case(R, "R20 R30 R61", agreement=None, markers=["HANDLING_C"], **URGENT),
        case(O_, "R30", agreement=None, emergency=True),
        case(AO, "R30", agreement=None, **BY_TWO),
        case(A, **URGENT),
        case(A, emergency=True),
        case(AC, "R63", third_party_data=True, **URGENT),
    ),
    "R30": (
        case(O_, "R30", agreement=None),
        case(O_, "R30", agreement=None, **ALONE),
        case(A, agreement={}),
    ),
    "R31": (
        *(case(O_, "R31", agreement={"state": state}) for state in ("DRAFT", "SUSPENDED", "EXPIRED", "WITHDRAWN")),
        case(O_, "R31", agreement={"state": "DRAFT", "signed_b": False, "purposes": [], "categories": []}),
        case(O_, "R31", agreement={"state": "EXPIRED", "review_overdue_days": 9}),
        case(AO, "R31", agreement={"state": "SUSPENDED"}, **BY_TWO),
        case(A, agreement={"state": "LIVE"}),
    ),
    "R32": (
        case(O_, "R32", agreement={"signed_b": False}),
        case(O_, "R32", agreement={"signed_a": False, "signed_b": False}),
        case(O_, "R32", agreement={"signed_a": False, "purposes": [], "categories": [], "review_overdue_days": 5}),
        case(AO, "R32", agreement={"signed_b": False}, **BY_TWO),
        case(A, agreement={"signed_a": True, "signed_b": True}),
    ),
    "R33": (
        case(O_, "R33", agreement={"purposes": ["MAPPA"]}),
        case(O_, "R33 R34 R35", agreement={"purposes": [], "categories": [], "review_overdue_days": 1}),
        case(AO, "R33 R35", agreement={"purposes": [], "review_overdue_days": 1}, **BY_TWO),
        case(A, agreement={"purposes": ["MAPPA", "OFFENDER_MANAGEMENT"]}),
    ),
    "R34": (
        case(O_, "R34", agreement={"categories": ["ALLEGATION"]}),
        case(AO, "R34", agreement={"categories": []}, **BY_TWO),
        case(A, agreement={"categories": ["OFFENDING_HISTORY"]}),
    ),
    "R35": (
        case(AC, "R35", agreement={"review_overdue_days": 1}),
        case(AC, "R35", agreement={"review_overdue_days": 400}, **URGENT),
        case(A, agreement={"review_overdue_days": 0}),
        case(A, agreement={"review_overdue_days": -30}),
    ),
    "R40": (
        case(B, "R40", gateway=None, **URGENT),
        case(B, "R40", gateway="SCH2_PARA2"),
        case(B, "R40", gateway="AGREEMENT"),
        case(A, gateway="COURT_ORDER"),
    ),
    "R41": (
        case(B, "R41", b="NHS_TRUST"),
        case(A, a="IDVA"),
        case(B, "R41", a="COUNCIL", b="ICB", gateway="OMA_14"),
        case(B, "R41", a="PROBATION", b="NHS_TRUST", gateway="OMA_14"),
        case(A, a="PRISON", b="PROBATION", gateway="OMA_14"),
        case(A, a="PRISON", b="PRISON", gateway="OMA_14"),
        case(A, a="CSC", b="PROBATION", gateway="OMA_14"),
        case(A, a="PROBATION", b="YJS", gateway="OMA_14"),
        case(A, b="HOUSING", gateway="CJA_325", mappa_managed=True),
        case(B, "R41", b="IDVA", gateway="CJA_325", mappa_managed=True),
        case(B, "R41", a="SAB", gateway="CJA_325", mappa_managed=True),
        case(B, "R41", gateway="CJA_325"),
        case(A, **VIOLENCE, a="FIRE", b="SCHOOL"),
        case(B, "R41", **VIOLENCE, b="HOUSING"),
        case(B, "R41", **VIOLENCE, a="HOUSING"),
        case(A, b="SAB", gateway="CARE_45", gateway_request=True),
        case(B, "R41", b="SAB", gateway="CARE_45"),
        case(B, "R41", gateway="CARE_45", gateway_request=True),
        case(B, "R41", a="SAB", gateway="CARE_45", gateway_request=True, **URGENT),
        case(A, b="EMPLOYER", gateway="OTHER_STATUTE"),
    ),
    "R42": (
        case(B, "R42", **VIOLENCE, category="HEALTH_PHYSICAL", identifiable=False),
        case(B, "R42", **VIOLENCE, **HEALTH),
        case(B, "R42", **VIOLENCE, a="CSC", category="ADDRESS"),
        case(A, **VIOLENCE, a="CSC", category="ADDRESS", identifiable=False),
        case(A, **VIOLENCE, b="CSC", category="ADDRESS"),
        case(A, **HEALTH, a="CSC", purpose="SERIOUS_VIOLENCE_PREVENTION"),
    ),
    "R43": (
        case(B, "R43", gateway="PCSC_16", purpose="MAPPA"),
        case(B, "R43", gateway="PCSC_16", purpose="RESEARCH_EVALUATION"),
        case(A, gateway="PCSC_16", purpose="PLANNING_ANALYSIS"),
        case(A, **VIOLENCE),
    ),
    "R44": (
        case(B, "R44", gateway="CDA_17A"),
        case(B, "R44", gateway="CDA_17A", category="AGGREGATE", **URGENT),
        case(A, gateway="CDA_17A", identifiable=False),
    ),
    "R45": (
        case(B, "R45", category="ETHNICITY", art9_or_sch=False, apd=False),
        case(B, "R45", **HEALTH, art9_or_sch=False, emergency=True),
        case(A, category="ETHNICITY", art9_or_sch=False, identifiable=False),
        case(A, category="DISABILITY_NEEDS", art9_or_sch=False, apd=False),
    ),
    "R45A": (
        case(R, "R45A", category="RELIGION", apd=False),
        case(R, "R45A", category="BIOMETRIC", apd=False, approved=["R45A"], **BY_TWO),
        case(A, category="SEXUAL_LIFE", apd=False, emergency=True),
        case(A, category="RELIGION", apd=False, identifiable=False),
        case(A, apd=False),
    ),
    "R46": (
        case(B, "R46", regime="GDPR", art10=False),
        case(B, "R46", regime="GDPR", art10=False, identifiable=False, category="ALLEGATION"),
        case(A, art10=False),
        case(A, regime="GDPR", art10=False, category="DA_INCIDENT"),
    ),
    "R47": (
        case(B, "R47", le_to_other_authorised=False),
        case(B, "R47", le_to_other_authorised=False, b="FIRE", **URGENT),
        case(A, le_to_other_authorised=False, b="YJS"),
        case(A, le_to_other_authorised=False, regime="GDPR"),
    ),
}  # fmt: skip

OVERRIDES: Final = (
    case(AO, "R30", agreement=None, override=override(necessity="x" * 20)),
    case(O_, "R30", agreement=None, override=override(necessity="x" * 19)),
    case(O_, "R30", agreement=None, override=override(proportionality=" " * 9 + "x" * 19 + "\n\t ")),
    case(AO, "R30", agreement=None, override=override(less_intrusive="  " + "x" * 20 + "  ")),
    case(O_, "R30", agreement=None, override=override(less_intrusive=" " * 40)),
    case(O_, "R30", agreement=None, override=override(None)),
    case(O_, "R30", agreement=None, override=override("   ")),
    case(O_, "R30", agreement=None, override=override("")),
    case(O_, "R30", agreement=None, override=override(" caseworker ")),
    case(O_, "R30", agreement=None, override={}),
    case(O_, "R30", agreement=None, override={"requester": "a", "authoriser": "b"}),
    case(O_, "R30", agreement=None, override=override(None), emergency=True),
    case(O_, "R30", agreement=None, override=override("caseworker", necessity="urgent"), emergency=True),
)  # fmt: skip
"""When an override holds: twenty characters once trimmed, and a second person who is named."""
