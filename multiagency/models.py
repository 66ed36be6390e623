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
from multiagency.sharing.models import Approval, DisclosedItem, Disclosure, SharingDecision

__all__ = [
    "Agreement",
    "AgreementVersion",
    "Approval",
    "Clause",
    "DisclosedItem",
    "Disclosure",
    "Party",
    "Reliance",
    "SharingDecision",
    "Signatory",
    "Signature",
    "Suspension",
    "Withdrawal",
]
