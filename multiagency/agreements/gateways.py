"""Legal powers on which an agency may rely to share; an exemption or an agreement is none of them."""

from typing import Final

from django.db import models

from accounts.agencies.models import AgencyType
from casework.categories import Category


class Gateway(models.TextChoices):
    """Codes are kept for ever; the words may be improved."""

    CDA_115 = "CDA_115", "Crime and Disorder Act 1998, section 115"
    CDA_17A = "CDA_17A", "Crime and Disorder Act 1998, section 17A: depersonalised data"
    PCSC_16 = "PCSC_16", "Police, Crime, Sentencing and Courts Act 2022, section 16: serious violence duty"
    PCSC_17 = "PCSC_17", "Police, Crime, Sentencing and Courts Act 2022, section 17: asked by the policing body"
    OMA_14 = "OMA_14", "Offender Management Act 2007, section 14"
    CJA_325 = "CJA_325", "Criminal Justice Act 2003, section 325: MAPPA"
    CJA_327A = "CJA_327A", "Criminal Justice Act 2003, section 327A: child sex offender disclosure"
    CARE_42 = "CARE_42", "Care Act 2014, section 42: safeguarding enquiry"
    CARE_45 = "CARE_45", "Care Act 2014, section 45: asked by the safeguarding adults board"
    CARE_6_7 = "CARE_6_7", "Care Act 2014, sections 6 and 7: duty to co-operate"
    CHILDREN_1989_47 = "CHILDREN_1989_47", "Children Act 1989, section 47: duty to investigate"
    CHILDREN_2004_10_11 = "CHILDREN_2004_10_11", "Children Act 2004, sections 10 and 11"
    SAFEGUARDING_PARTNERS_16H = "SAFEGUARDING_PARTNERS_16H", "Children Act 2004, section 16H: safeguarding partners"
    DA_2021_DVDS = "DA_2021_DVDS", "Domestic violence disclosure scheme"
    COMMON_LAW_POLICE = "COMMON_LAW_POLICE", "Common law powers of the police"
    PUBLIC_INTEREST = "PUBLIC_INTEREST", "Public interest that outweighs confidence"
    CONSENT = "CONSENT", "Consent"
    COURT_ORDER = "COURT_ORDER", "Order of a court"
    OTHER_STATUTE = "OTHER_STATUTE", "Another Act, which is cited"
    VICTIM_INFO_REQUEST = "VICTIM_INFO_REQUEST", "Victim information request, 2022 Act, Part 2 Chapter 3A"
    HSCA_251B = "HSCA_251B", "Health and Social Care Act 2012, section 251B: direct care"
    LOCAL_GOVT_INCIDENTAL = "LOCAL_GOVT_INCIDENTAL", "Local Government Act 1972, section 111: incidental powers"
    PREVENT_CHANNEL = "PREVENT_CHANNEL", "Counter-Terrorism and Security Act 2015: Channel"


HEALTH: Final = frozenset({
    Category.HEALTH_PHYSICAL, Category.HEALTH_MENTAL, Category.SUBSTANCE_TREATMENT, Category.COUNSELLING,
})  # fmt: skip

HEALTH_AND_SOCIAL_CARE: Final = frozenset({
    AgencyType.CSC, AgencyType.ASC, AgencyType.NHS_MH, AgencyType.NHS_ACUTE, AgencyType.GP_ICB, AgencyType.SUBSTANCE,
})  # fmt: skip
"""Senders whose personal data the serious violence duty never covers (2022 Act, section 16(4))."""


def beyond_serious_violence_duty(from_type: str, category: str) -> bool:
    """Whether section 16 cannot cover this data from this sender (practice rule P4)."""
    return category in HEALTH or from_type in HEALTH_AND_SOCIAL_CARE
