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
from multiagency.referrals.models import Acceptance, Referral, ReferralMove

__all__ = [
    "Acceptance",
    "Agreement",
    "AgreementVersion",
    "Clause",
    "Party",
    "Referral",
    "ReferralMove",
    "Signatory",
    "Signature",
    "Suspension",
    "Withdrawal",
]
