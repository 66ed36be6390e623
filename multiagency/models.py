"""The rooms' models, gathered so that Django finds them."""

from multiagency.agreements.models import (
    Agreement,
    AgreementVersion,
    Clause,
    Party,
    Signatory,
    Signature,
    Suspension,
    Withdrawal,
)
from multiagency.asked_decisions.models import Answer, Ask
from multiagency.conditions.models import Reliance
from multiagency.disclosures.models import Opening
from multiagency.emergencies.models import EmergencyReview
from multiagency.escalations.models import Escalation, EscalationStep
from multiagency.information_asks.models import InformationAsk
from multiagency.liaison.models import LiaisonOfficer
from multiagency.packages.models import Package, PackageUse
from multiagency.recalls.models import Acknowledged, Recall
from multiagency.referrals.models import Acceptance, Referral, ReferralMove
from multiagency.routing.models import DryRun, RoutingDecision, RoutingRule, RuleSet, TeamCapacity
from multiagency.sharing.models import Approval, DisclosedItem, Disclosure, SharingDecision
from multiagency.third_parties.models import ThirdPartyDisclosure
from multiagency.transfers.models import TransferMove, TransferPack, TransferPaper

__all__ = [
    "Acceptance",
    "Acknowledged",
    "Agreement",
    "AgreementVersion",
    "Answer",
    "Approval",
    "Ask",
    "Clause",
    "DisclosedItem",
    "Disclosure",
    "DryRun",
    "EmergencyReview",
    "Escalation",
    "EscalationStep",
    "InformationAsk",
    "LiaisonOfficer",
    "Opening",
    "Package",
    "PackageUse",
    "Party",
    "Recall",
    "Referral",
    "ReferralMove",
    "Reliance",
    "RoutingDecision",
    "RoutingRule",
    "RuleSet",
    "SharingDecision",
    "Signatory",
    "Signature",
    "Suspension",
    "TeamCapacity",
    "ThirdPartyDisclosure",
    "TransferMove",
    "TransferPack",
    "TransferPaper",
    "Withdrawal",
]
