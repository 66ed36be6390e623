"""Kinds of relationship, each with its converse: what B is to A says what A is to B."""

from typing import Final

from django.db import models


class Kind(models.TextChoices):
    """What the other person is to the person of the case (practice 3, Relationship)."""

    PARTNER = "PARTNER", "Partner"
    EX_PARTNER = "EX_PARTNER", "Former partner"
    PARENT = "PARENT", "Parent"
    CHILD = "CHILD", "Child"
    SIBLING = "SIBLING", "Brother or sister"
    OTHER_FAMILY = "OTHER_FAMILY", "Other family"
    NEIGHBOUR = "NEIGHBOUR", "Neighbour"
    CO_OFFENDER = "CO_OFFENDER", "Offends with them"
    EXPLOITER = "EXPLOITER", "Exploits them"
    EXPLOITED_BY = "EXPLOITED_BY", "Is exploited by them"
    EMPLOYER = "EMPLOYER", "Employer"
    EMPLOYEE = "EMPLOYEE", "Employee"
    NONE_KNOWN = "NONE_KNOWN", "No relationship known"

    @property
    def converse(self) -> "Kind":
        """The same relationship seen from the other end."""
        return CONVERSE.get(self, self)


_PAIRS: Final = (
    (Kind.PARENT, Kind.CHILD),
    (Kind.EXPLOITER, Kind.EXPLOITED_BY),
    (Kind.EMPLOYER, Kind.EMPLOYEE),
)
CONVERSE: Final = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
PARENTHOOD: Final = {Kind.PARENT, Kind.CHILD}
OF_OFFENDERS: Final = {Kind.CO_OFFENDER}
"""Never written on a victim's case: it would say there that the person offends."""


class Known(models.TextChoices):
    """Whether whoever harms knows of it. There is no default: not known is an answer of its own."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Risk(models.TextChoices):
    """Which way the risk goes between the two."""

    FROM_OTHER = "FROM_OTHER", "The other person is a risk to them"
    TO_OTHER = "TO_OTHER", "They are a risk to the other person"
    BOTH = "BOTH", "Each is a risk to the other"
    NONE_FOUND = "NONE_FOUND", "Looked for, none found"
    NOT_KNOWN = "NOT_KNOWN", "Not known"

    @property
    def converse(self) -> "Risk":
        """The same risk seen from the other end."""
        return {Risk.FROM_OTHER: Risk.TO_OTHER, Risk.TO_OTHER: Risk.FROM_OTHER}.get(self, self)
