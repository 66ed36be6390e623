"""The rooms' models, gathered so that Django finds them."""

from casework.case_import.models import CaseImport, CaseImportFile, CaseImportPage, ImportedRow
from casework.cases.models import (
    Case,
    CaseAccess,
    CaseShare,
    CaseTeamPermission,
    CaseUserPermission,
    OffenderCase,
    VictimCase,
)
from casework.chronology.models import ChronologyEvent
from casework.closing.models import CaseTurn
from casework.conflicts.models import Conflict
from casework.drafts.models import Draft
from casework.files.models import CaseFile, FileChunk
from casework.importing.models import ImportedFile, ImportMapping, ImportProgress
from casework.interventions.models import Intervention, Mention, SignOff
from casework.openings.models import BreakGlass, BreakGlassReview
from casework.particulars.models import PersonPart
from casework.people.models import NameCodes, Person, PersonIdentifier, PersonIndex
from casework.relationships.models import Relationship, RuledOut
from casework.safe_contact.models import Acknowledgement, HarmedBy, NamedReader, ProtectedWords
from casework.standing.models import Judgement
from casework.whereabouts.models import Address, ContactPoint, PhoneCode

__all__ = [
    "Acknowledgement",
    "Address",
    "BreakGlass",
    "BreakGlassReview",
    "Case",
    "CaseAccess",
    "CaseFile",
    "CaseImport",
    "CaseImportFile",
    "CaseImportPage",
    "CaseShare",
    "CaseTeamPermission",
    "CaseTurn",
    "CaseUserPermission",
    "ChronologyEvent",
    "Conflict",
    "ContactPoint",
    "Draft",
    "FileChunk",
    "HarmedBy",
    "ImportMapping",
    "ImportProgress",
    "ImportedFile",
    "ImportedRow",
    "Intervention",
    "Judgement",
    "Mention",
    "NameCodes",
    "NamedReader",
    "OffenderCase",
    "Person",
    "PersonIdentifier",
    "PersonIndex",
    "PersonPart",
    "PhoneCode",
    "ProtectedWords",
    "Relationship",
    "RuledOut",
    "SignOff",
    "VictimCase",
]
