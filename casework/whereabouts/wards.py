"""Where something happened or somebody lives: the wards of Westminster since May 2022, and what lies outside them.

The ward of an incident is told with it; the ward where a victim lives is part of their address, and protected as such.
"""

from django.db import models


class Ward(models.TextChoices):
    """Codes are kept for ever. That a place is outside, and that nobody knows it, are answers of their own."""

    ABBEY_ROAD = "ABBEY_ROAD", "Abbey Road"
    BAYSWATER = "BAYSWATER", "Bayswater"
    CHURCH_STREET = "CHURCH_STREET", "Church Street"
    HARROW_ROAD = "HARROW_ROAD", "Harrow Road"
    HYDE_PARK = "HYDE_PARK", "Hyde Park"
    KNIGHTSBRIDGE_BELGRAVIA = "KNIGHTSBRIDGE_BELGRAVIA", "Knightsbridge and Belgravia"
    LANCASTER_GATE = "LANCASTER_GATE", "Lancaster Gate"
    LITTLE_VENICE = "LITTLE_VENICE", "Little Venice"
    MAIDA_VALE = "MAIDA_VALE", "Maida Vale"
    MARYLEBONE = "MARYLEBONE", "Marylebone"
    PIMLICO_NORTH = "PIMLICO_NORTH", "Pimlico North"
    PIMLICO_SOUTH = "PIMLICO_SOUTH", "Pimlico South"
    QUEENS_PARK = "QUEENS_PARK", "Queen's Park"
    REGENTS_PARK = "REGENTS_PARK", "Regent's Park"
    ST_JAMESS = "ST_JAMESS", "St James's"
    VINCENT_SQUARE = "VINCENT_SQUARE", "Vincent Square"
    WEST_END = "WEST_END", "West End"
    WESTBOURNE = "WESTBOURNE", "Westbourne"
    OUTSIDE = "OUTSIDE", "Outside Westminster"
    NOT_KNOWN = "NOT_KNOWN", "Not known"
