"""Cases of our own for the rules about consent, confidence and handling: where each fires, and just where not.

Each is the outcome, the rules that fire, and the facts that differ from the baseline; what is expected was written from
the contract, not from what the product answered.
"""

from typing import Final

from tests.multiagency.sharing.casing import (
    AC,
    ALONE,
    AO,
    BY_TWO,
    CONSENT,
    COUNSELLING,
    HEALTH,
    O_,
    PARENT,
    URGENT,
    URGENT_ALONE,
    A,
    B,
    Case,
    R,
    case,
)

CASES: Final[dict[str, tuple[Case, ...]]] = {
    "R50": (
        case(O_, "R50", basis="CONSENT"),
        case(AO, "R50", basis="CONSENT", consent="WITHDRAWN", **BY_TWO),
        case(O_, "R50", basis="CONSENT", consent="GIVEN_BY_PR"),
        case(O_, "R50", basis="CONSENT", consent="EXPIRED", capacity="FLUCTUATES"),
        case(A, **CONSENT, capacity="FLUCTUATES", child="NOT_ASSESSED"),
        case(O_, "R50", **CONSENT, child="NOT_GILLICK"),
        case(O_, "R50", **CONSENT, child="NOT_GILLICK", capacity="LACKS"),
        case(A, basis="CONSENT", consent="GIVEN_BY_PR", child="NOT_GILLICK"),
        case(O_, "R50", basis="CONSENT", consent="GIVEN_BY_PR", child="GILLICK"),
        case(O_, "R50", category="HEALTH_MENTAL", conf_basis="CONSENT"),
        case(O_, "R50 R51", category="HEALTH_MENTAL", conf_basis="CONSENT", consent="REFUSED"),
        case(O_, "R50", category="COUNSELLING", conf_basis="CONSENT", consent="GIVEN_BY_PR", child="NOT_GILLICK"),
        case(A, category="HEALTH_MENTAL", conf_basis="CONSENT", consent="GIVEN", capacity="LACKS"),
        case(A, category="HEALTH_MENTAL", conf_basis="CONSENT", purpose="PLANNING_ANALYSIS"),
        case(A, category="HEALTH_MENTAL", conf_basis="CONSENT", identifiable=False),
        case(A, category="ETHNICITY", conf_basis="CONSENT"),
    ),
    "R51": (
        case(AC, "R51", wishes="REFUSED"),
        case(AC, "R51", wishes="OBJECTS", consent="GIVEN"),
        case(AC, "R51", consent="REFUSED"),
        case(AC, "R51", consent="WITHDRAWN", wishes="AGREES"),
        case(A, **CONSENT, wishes="OBJECTS"),
        case(A, consent="EXPIRED"),
        case(O_, "R50", basis="CONSENT", consent="REFUSED", wishes="REFUSED"),
    ),
    "R52": (
        case(R, "R52", **CONSENT, capacity="LACKS"),
        case(R, "R52", basis="CONSENT", consent="REFUSED", capacity="LACKS", child="GILLICK", **URGENT),
        case(O_, "R50 R52", basis="CONSENT", capacity="LACKS", category="HEALTH_MENTAL", conf_basis="CONSENT"),
        case(R, "R52", **CONSENT, capacity="LACKS", category="HEALTH_MENTAL", conf_basis="CONSENT"),
        case(A, basis="CONSENT", consent="GIVEN_BY_PR", child="NOT_GILLICK", capacity="LACKS"),
        case(A, capacity="LACKS"),
    ),
    "R53": (
        case(R, "R53", basis="CONSENT", consent="GIVEN_BY_PR", child="NOT_GILLICK", markers=[PARENT]),
        case(R, "R53", basis="CONSENT", child="NOT_GILLICK", capacity="LACKS", markers=[PARENT], **URGENT),
        case(O_, "R50 R53", category="COUNSELLING", conf_basis="CONSENT", basis="CONSENT", child="NOT_GILLICK",
             markers=[PARENT]),
        case(O_, "R50", basis="CONSENT", child="GILLICK", markers=[PARENT]),
        case(A, child="NOT_GILLICK", markers=[PARENT]),
    ),
    "R54": (
        case(R, "R54", category="SUBSTANCE_TREATMENT"),
        case(R, "R54", category="HEALTH_PHYSICAL", approved=["R54"], **BY_TWO),
        case(AO, "R20 R54", category="HEALTH_MENTAL", **URGENT),
        case(R, "R54", category="HEALTH_MENTAL", conf_basis="PUBLIC_INTEREST"),
        case(R, "R54", category="HEALTH_MENTAL", conf_basis="PUBLIC_INTEREST", **ALONE),
        case(A, category="HEALTH_MENTAL", conf_basis="PUBLIC_INTEREST", **BY_TWO),
        case(A, category="HEALTH_MENTAL", conf_basis="PUBLIC_INTEREST", **URGENT),
        case(AO, "R20 R54", category="HEALTH_MENTAL", conf_basis="PUBLIC_INTEREST", **URGENT_ALONE),
        case(R, "R54", category="HEALTH_MENTAL", conf_basis="PUBLIC_INTEREST", emergency=True),
        case(A, category="HEALTH_MENTAL", purpose="RESEARCH_EVALUATION"),
        case(A, category="HEALTH_MENTAL", identifiable=False),
        *(case(A, category="HEALTH_MENTAL", conf_basis=basis) for basis in ("BEST_INTERESTS", "DIRECT_CARE")),
    ),
    "R55": (
        case(B, "R55", category="HEALTH_MENTAL", purpose="RESEARCH_EVALUATION", ndo=True),
        case(B, "R55", category="COUNSELLING", purpose="PLANNING_ANALYSIS", ndo=True, **URGENT),
        case(A, category="HEALTH_MENTAL", purpose="RESEARCH_EVALUATION", ndo=True, ndo_exempt=True),
        case(A, category="HEALTH_MENTAL", purpose="RESEARCH_EVALUATION", ndo=True, identifiable=False),
        case(A, category="ETHNICITY", purpose="RESEARCH_EVALUATION", ndo=True),
        case(A, **HEALTH, ndo=True),
    ),
    "R56": (case(O_, "R56", restricted=True), case(AO, "R56", restricted=True, **BY_TWO), case(A, restricted=False)),
    "R57": (
        case(R, "R57", objection="PENDING"),
        case(R, "R57", objection="PENDING", **BY_TWO),
        case(AO, "R20 R57", objection="PENDING", **URGENT_ALONE),
        case(R, "R57", objection="PENDING", approved=["R57"], emergency=True),
        case(R, "R20 R57 R61", objection="PENDING", markers=["HANDLING_C"], **URGENT),
        case(A, objection=None),
    ),
    "R57A": (
        case(O_, "R57A", objection="UPHELD"),
        case(AO, "R57A", objection="UPHELD", **BY_TWO),
        case(A, objection=None),
    ),
    "R58": (
        case(R, "R58", **COUNSELLING),
        case(R, "R58", **COUNSELLING, **URGENT),
        case(R, "R58", **COUNSELLING, identifiable=False),
        case(A, **COUNSELLING, approved=["R58"]),
        case(A, **COUNSELLING | {"b": "PROBATION"}),
        case(A, **HEALTH, a="COUNCIL", b="POLICE"),
    ),
    "R60": (
        case(AC, "R60", category="VICTIM_LOCATION", need_to_know=False),
        case(AC, "R60", category="SAFE_CONTACT", need_to_know=False),
        case(A, category="ADDRESS", need_to_know=False),
        case(A, category="SAFE_CONTACT"),
    ),
    "R61": (
        case(R, "R61", markers=["HANDLING_C"]),
        case(R, "R61", markers=["HANDLING_C"], **URGENT),
        case(A, markers=["HANDLING_C"], approved=["R61"]),
        case(A, markers=["HANDLING_P"]),
    ),
    "R62": (
        case(R, "R62", originator="COUNCIL"),
        case(R, "R62", originator="PRISON", **URGENT),
        case(A, originator="PRISON", approved=["R62"]),
        case(A, originator="POLICE"),
    ),
    "R63": (
        case(AC, "R63", third_party_data=True),
        case(AO, "R30 R63", third_party_data=True, agreement=None, **BY_TWO),
        case(A, third_party_data=False),
    ),
    "R64": (
        case(AC, "R64", markers=["OFFICIAL_SENSITIVE"]),
        case(AC, "R64 R65", markers=["OFFICIAL_SENSITIVE", "DO_NOT_INFORM"]),
        case(A, markers=["OFFICIAL"]),
    ),
    "R65": (
        case(AC, "R65", markers=["DO_NOT_INFORM"]),
        case(AC, "R65", markers=["DO_NOT_INFORM"], **URGENT),
        case(A, markers=["ORIGINATOR_CONTROLLED"]),
    ),
    "R66": (
        case(R, "R66", markers=["RESTRICTED_RECORD"]),
        case(R, "R66", markers=["RESTRICTED_RECORD"], **BY_TWO),
        case(AO, "R20 R66", markers=["RESTRICTED_RECORD"], **URGENT),
        case(A, markers=["RESTRICTED_RECORD"], approved=["R66"], **URGENT),
        case(A, markers=["RESTRICTED_PROCESSING"]),
    ),
    "R70": (
        case(AC, "R70", disputed=True),
        case(B, "R40 R70", disputed=True, gateway=None),
        case(A, markers=["DISPUTED"]),
    ),
    "R71": (
        case(B, "R71", fact_flag=False),
        case(B, "R71", fact_flag=False, **URGENT),
        case(A, fact_flag=False, regime="GDPR"),
    ),
    "R72": (case(AC, "R72", excess_fields=True), case(R, "R57 R72", excess_fields=True, objection="PENDING"), case(A)),
    "R80": (case(B, "R80", recipient_ready=False), case(B, "R80", recipient_ready=False, **URGENT), case(A)),
}  # fmt: skip

TOGETHER: Final = (
    case(O_, "R30 R57", agreement=None, objection="PENDING"),
    case(R, "R30 R57", agreement=None, objection="PENDING", **BY_TWO),
    case(B, "R30 R56 R80", agreement=None, restricted=True, recipient_ready=False, **BY_TWO),
    case(AO, "R20 R30 R54 R57 R63 R66", agreement=None, category="HEALTH_MENTAL", objection="PENDING",
         third_party_data=True, markers=["RESTRICTED_RECORD"], **URGENT),
    case(AC, "R63 R65 R70 R72", third_party_data=True, excess_fields=True, disputed=True, markers=["DO_NOT_INFORM"]),
)  # fmt: skip
"""The gravest that nothing resolves decides."""
