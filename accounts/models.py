"""Gathers the rooms' models so that Django finds them."""

from accounts.agencies.models import Agency, AgencyInPartnership, AgencyType, Partnership
from accounts.people.models import RoleHeld, Team, User
from accounts.signin.models import Counter, KeptForm, SignIn

__all__ = [
    "Agency",
    "AgencyInPartnership",
    "AgencyType",
    "Counter",
    "KeptForm",
    "Partnership",
    "RoleHeld",
    "SignIn",
    "Team",
    "User",
]
