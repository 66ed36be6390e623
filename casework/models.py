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
from casework.files.models import CaseFile, FileChunk
from casework.importing.models import ImportedFile, ImportMapping, ImportProgress
from casework.interventions.models import Intervention
from casework.people.models import NameCodes, Person, PersonIdentifier, PersonIndex

__all__ = [
    "Case",
    "CaseAccess",
    "CaseFile",
    "CaseShare",
    "CaseTeamPermission",
    "CaseUserPermission",
    "Conflict",
    "FileChunk",
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
