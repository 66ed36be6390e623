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
from multiagency.routing.models import DryRun, RoutingDecision, RoutingRule, RuleSet, TeamCapacity
from multiagency.sharing.models import Approval, DisclosedItem, Disclosure, SharingDecision

__all__ = [
    "Agreement",
    "AgreementVersion",
    "Approval",
    "Clause",
    "DisclosedItem",
    "Disclosure",
    "DryRun",
    "Party",
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
