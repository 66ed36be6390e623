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
from multiagency.conditions.models import Reliance
from multiagency.packages.models import Package, PackageUse
from multiagency.referrals.models import Acceptance, Referral, ReferralMove
from multiagency.routing.models import DryRun, RoutingDecision, RoutingRule, RuleSet, TeamCapacity
from multiagency.sharing.models import Approval, DisclosedItem, Disclosure, SharingDecision

__all__ = [
    "Acceptance",
    "Agreement",
    "AgreementVersion",
    "Approval",
    "Clause",
    "DisclosedItem",
    "Disclosure",
    "DryRun",
    "Package",
    "PackageUse",
    "Party",
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
    "Withdrawal",
]
