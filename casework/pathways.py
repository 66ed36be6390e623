"""The pathways of need, and under which data category what is said of each is kept."""

from typing import Final

from django.db import models

from casework.categories import Category


class Pathway(models.TextChoices):
    """What a need is about. Codes are kept for ever; the words may be improved."""

    ACCOMMODATION = "ACCOMMODATION", "Accommodation"
    ETE = "ETE", "Education, training and employment"
    HEALTH_MENTAL = "HEALTH_MENTAL", "Mental health"
    HEALTH_PHYSICAL = "HEALTH_PHYSICAL", "Physical health"
    SUBSTANCE = "SUBSTANCE", "Drugs and alcohol"
    FINANCE = "FINANCE", "Money, benefits and debt"
    FAMILY = "FAMILY", "Family and relationships"
    ATTITUDES = "ATTITUDES", "Attitudes, thinking and behaviour"
    DA = "DA", "Domestic abuse"
    EXPLOITATION = "EXPLOITATION", "Exploitation"
    NRPF = "NRPF", "No recourse to public funds"


CATEGORY_OF: Final = {
    Pathway.ACCOMMODATION: Category.HOUSING_TENANCY,
    Pathway.ETE: Category.EMPLOYMENT_EDUCATION,
    Pathway.HEALTH_MENTAL: Category.HEALTH_MENTAL,
    Pathway.HEALTH_PHYSICAL: Category.HEALTH_PHYSICAL,
    Pathway.SUBSTANCE: Category.SUBSTANCE_TREATMENT,
    Pathway.FINANCE: Category.FINANCE_BENEFITS,
    Pathway.FAMILY: Category.FAMILY_RELATIONSHIPS,
    Pathway.ATTITUDES: Category.INTERVENTION_RECORD,
    Pathway.DA: Category.DA_INCIDENT,
    Pathway.EXPLOITATION: Category.SAFEGUARDING_CONCERN,
    Pathway.NRPF: Category.IMMIGRATION_STATUS,
}
"""Each its own: what is said of health stands under health categories, seen only by an agency that is told of those."""
PATHWAY_OF: Final = {category: pathway for pathway, category in CATEGORY_OF.items()}
