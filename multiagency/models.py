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
from multiagency.sharing.models import Approval, DisclosedItem, Disclosure, SharingDecision

__all__ = [
    "Agreement",
    "AgreementVersion",
    "Approval",
    "Clause",
    "DisclosedItem",
    "Disclosure",
    "Party",
    "SharingDecision",
    "Signatory",
    "Signature",
    "Suspension",
    "Withdrawal",
]
