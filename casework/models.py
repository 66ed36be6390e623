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
from casework.conflicts.models import Conflict
from casework.importing.models import ImportedFile, ImportMapping, ImportProgress
from casework.interventions.models import Intervention
from casework.openings.models import BreakGlass, BreakGlassReview
from casework.people.models import NameCodes, Person, PersonIdentifier, PersonIndex

__all__ = [
    "BreakGlass",
    "BreakGlassReview",
    "Case",
    "CaseAccess",
    "CaseShare",
    "CaseTeamPermission",
    "CaseUserPermission",
    "Conflict",
    "ImportMapping",
    "ImportProgress",
    "ImportedFile",
    "Intervention",
    "NameCodes",
    "OffenderCase",
    "Person",
    "PersonIdentifier",
    "PersonIndex",
    "VictimCase",
]
