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
from multiagency.referrals.models import Acceptance, Referral, ReferralMove
from multiagency.sharing.models import Approval, DisclosedItem, Disclosure, SharingDecision

__all__ = [
    "Acceptance",
    "Agreement",
    "AgreementVersion",
    "Approval",
    "Clause",
    "DisclosedItem",
    "Disclosure",
    "Party",
    "Referral",
    "ReferralMove",
    "Reliance",
    "SharingDecision",
    "Signatory",
    "Signature",
    "Suspension",
    "Withdrawal",
]
