"""The rooms' models, gathered so that Django finds them."""

from casework.case_import.models import CaseImport, CaseImportFile, CaseImportPage, ImportedRow
from casework.cases.models import Case, CaseShare, CaseTeamPermission, CaseUserPermission, OffenderCase, VictimCase
from casework.importing.models import ImportedFile, ImportMapping, ImportProgress
from casework.interventions.models import Intervention
from casework.people.models import Person, PersonIdentifier, PersonIndex

__all__ = [
    "Case",
    "CaseImport",
    "CaseImportFile",
    "CaseImportPage",
    "CaseShare",
    "CaseTeamPermission",
    "CaseUserPermission",
    "ImportMapping",
    "ImportProgress",
    "ImportedFile",
    "ImportedRow",
    "Intervention",
    "OffenderCase",
    "Person",
    "PersonIdentifier",
    "PersonIndex",
    "VictimCase",
]
