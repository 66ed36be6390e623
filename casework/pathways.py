"""The areas of life in which help is given and change is measured."""

from django.db import models


class Pathway(models.TextChoices):
    """Codes are kept for ever; the words may be improved."""

    ACCOMMODATION = "ACCOMMODATION", "A place to live"
    ETE = "ETE", "Work, training and education"
    HEALTH_MENTAL = "HEALTH_MENTAL", "Mental health"
    HEALTH_PHYSICAL = "HEALTH_PHYSICAL", "Physical health"
    SUBSTANCE = "SUBSTANCE", "Drugs and alcohol"
    FINANCE = "FINANCE", "Money and debt"
    FAMILY = "FAMILY", "Family and relationships"
    ATTITUDES = "ATTITUDES", "Attitudes, thinking and behaviour"
    DA = "DA", "Domestic abuse"
    EXPLOITATION = "EXPLOITATION", "Exploitation"
    NRPF = "NRPF", "No recourse to public funds"
