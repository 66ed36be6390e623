"""What people's data is used for: the purposes of the partnership's agreements, one for every look and every share."""

from django.db import models


class Purpose(models.TextChoices):
    """Codes are kept for ever; the words may be improved."""

    OFFENDER_MANAGEMENT = "OFFENDER_MANAGEMENT", "Managing somebody who offends"
    MAPPA = "MAPPA", "Multi-agency public protection arrangements"
    SERIOUS_VIOLENCE_PREVENTION = "SERIOUS_VIOLENCE_PREVENTION", "Preventing serious violence"
    ASB_CASE_REVIEW = "ASB_CASE_REVIEW", "Review of an anti-social behaviour case"
    DA_SAFEGUARDING = "DA_SAFEGUARDING", "Keeping people safe from domestic abuse"
    CHILD_SAFEGUARDING = "CHILD_SAFEGUARDING", "Keeping children safe"
    ADULT_SAFEGUARDING = "ADULT_SAFEGUARDING", "Keeping adults at risk safe"
    VICTIM_SUPPORT = "VICTIM_SUPPORT", "Supporting somebody who was harmed"
    VICTIM_INFORMATION_RIGHTS = "VICTIM_INFORMATION_RIGHTS", "Telling victims what they have a right to know"
    PUBLIC_PROTECTION_DISCLOSURE = "PUBLIC_PROTECTION_DISCLOSURE", "Disclosure to protect the public"
    DVDS = "DVDS", "Domestic violence disclosure scheme"
    CSODS = "CSODS", "Child sex offender disclosure scheme"
    RESETTLEMENT_HOUSING = "RESETTLEMENT_HOUSING", "Resettlement and housing"
    TREATMENT_REFERRAL = "TREATMENT_REFERRAL", "Referral to treatment"
    INVESTIGATION = "INVESTIGATION", "Investigation"
    PROCEEDINGS = "PROCEEDINGS", "Proceedings in court"
    EMERGENCY_RESPONSE = "EMERGENCY_RESPONSE", "Responding to an emergency"
    REVIEW_HOMICIDE_OR_PRACTICE = "REVIEW_HOMICIDE_OR_PRACTICE", "Review of a death or of practice"
    PLANNING_ANALYSIS = "PLANNING_ANALYSIS", "Planning services"
    RESEARCH_EVALUATION = "RESEARCH_EVALUATION", "Research and evaluation"
    IG_AUDIT = "IG_AUDIT", "Audit of information governance"
    RIGHTS_REQUEST = "RIGHTS_REQUEST", "Answering a request about somebody's rights"


NEVER_ASKED_FOR = frozenset({Purpose.IG_AUDIT, Purpose.RIGHTS_REQUEST})
"""Uses that rest on a duty whatever the person says; asking for consent to them would mislead."""
