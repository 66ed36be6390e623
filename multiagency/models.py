"""The rooms' models, gathered so that Django finds them."""

from multiagency.referrals.models import Acceptance, Referral, ReferralMove

__all__ = [
    "Acceptance",
    "Referral",
    "ReferralMove",
]
