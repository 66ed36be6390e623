"""Gathers the rooms' models so that Django finds them."""

from accounts.agencies.models import Agency, AgencyInPartnership, AgencyType, Partnership
from accounts.jobs.models import Job
from accounts.people.models import RoleHeld, Team, User
from accounts.signin.models import Counter

__all__ = ["Agency", "AgencyInPartnership", "AgencyType", "Counter", "Job", "Partnership", "RoleHeld", "Team", "User"]
