"""Gathers the rooms' models so that Django finds them."""

from accounts.agencies.models import Agency, AgencyInPartnership, AgencyType, Partnership
from accounts.invitations.models import Invitation
from accounts.jobs.models import Job
from accounts.keys.models import KeyWork
from accounts.outbox.models import Message
from accounts.people.models import Membership, RoleHeld, Team, User
from accounts.service_principals.models import ServiceGrant, ServicePrincipal
from accounts.signin.models import Counter, KeptForm, SignIn

__all__ = [
    "Agency",
    "AgencyInPartnership",
    "AgencyType",
    "Counter",
    "Invitation",
    "Job",
    "KeptForm",
    "KeyWork",
    "Membership",
    "Message",
    "Partnership",
    "RoleHeld",
    "ServiceGrant",
    "ServicePrincipal",
    "SignIn",
    "Team",
    "User",
]
