"""The rooms' models, gathered so that Django finds them."""

from casework.asb_review.models import ReviewStep
from casework.assessments.models import Assessment, QuestionSet
from casework.bases.models import LawfulBasis
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
from casework.chronology.models import ChronologyEvent, LastLook
from casework.closing.models import CaseTurn
from casework.conflicts.models import Conflict
from casework.consent.models import CapacityFinding, Consent
from casework.drafts.models import Draft
from casework.files.models import CaseFile, FileChunk
from casework.handling.models import HandlingMark
from casework.importing.models import ImportedFile, ImportMapping, ImportProgress
from casework.incidents.models import Incident, IncidentBy, PairReferral
from casework.intelligence.models import IntelligenceApproval, IntelligenceItem
from casework.interventions.models import Intervention, Mention, SignOff
from casework.links.models import LinkMove, PersonLink
from casework.listings.models import Listing
from casework.material_requests.models import MaterialRequest
from casework.merging.models import KeptApart, Merge, MergedRow
from casework.openings.models import BreakGlass, BreakGlassReview
from casework.orders.models import Breach, Order
from casework.particulars.models import PersonPart
from casework.people.models import NameCodes, Person, PersonIdentifier, PersonIndex
from casework.plans.models import Measure, Need, PlanAction
from casework.powers.models import PowerDecision, ResponseCheck
from casework.relationships.models import Relationship, RuledOut
from casework.safe_contact.models import Acknowledgement, HarmedBy, NamedReader, ProtectedWords
from casework.standing.models import Judgement
from casework.victims.models import ChildAffected, RightEntry, SafetyPlan, VictimProfile, VictimStatus
from casework.whereabouts.models import Address, ContactPoint, PhoneCode
from casework.wishes.models import ServiceAgreement, Wishes

__all__ = [
    "Acknowledgement",
    "Address",
    "Assessment",
    "Breach",
    "BreakGlass",
    "BreakGlassReview",
    "CapacityFinding",
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
    "ChildAffected",
    "ChronologyEvent",
    "Conflict",
    "Consent",
    "ContactPoint",
    "Draft",
    "FileChunk",
    "HandlingMark",
    "HarmedBy",
    "ImportMapping",
    "ImportProgress",
    "ImportedFile",
    "ImportedRow",
    "Incident",
    "IncidentBy",
    "IntelligenceApproval",
    "IntelligenceItem",
    "Intervention",
    "Judgement",
    "KeptApart",
    "LastLook",
    "LawfulBasis",
    "LinkMove",
    "Listing",
    "MaterialRequest",
    "Measure",
    "Mention",
    "Merge",
    "MergedRow",
    "NameCodes",
    "NamedReader",
    "Need",
    "OffenderCase",
    "Order",
    "PairReferral",
    "Person",
    "PersonIdentifier",
    "PersonIndex",
    "PersonLink",
    "PersonPart",
    "PhoneCode",
    "PlanAction",
    "PowerDecision",
    "ProtectedWords",
    "QuestionSet",
    "Relationship",
    "ResponseCheck",
    "ReviewStep",
    "RightEntry",
    "RuledOut",
    "SafetyPlan",
    "ServiceAgreement",
    "SignOff",
    "VictimCase",
    "VictimProfile",
    "VictimStatus",
    "Wishes",
]
