"""The rooms' models, gathered so that Django finds them."""

from casework.cases.models import (
    Case,
    CaseAccess,
    CaseShare,
    CaseTeamPermission,
    CaseUserPermission,
    OffenderCase,
    VictimCase,
)
from casework.importing.models import ImportedFile, ImportMapping, ImportProgress
from casework.interventions.models import Intervention
from casework.openings.models import BreakGlass, BreakGlassReview
from casework.people.models import Person, PersonIdentifier, PersonIndex

__all__ = [
    "BreakGlass",
    "BreakGlassReview",
    "Case",
    "CaseAccess",
    "CaseShare",
    "CaseTeamPermission",
    "CaseUserPermission",
    "ImportMapping",
    "ImportProgress",
    "ImportedFile",
    "Intervention",
    "OffenderCase",
    "Person",
    "PersonIdentifier",
    "PersonIndex",
    "VictimCase",
]
