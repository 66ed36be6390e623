"""Gathers the rooms' models so that Django finds them."""

from accounts.agencies.models import Agency, AgencyInPartnership, AgencyType, Partnership
from accounts.people.models import RoleHeld, Team, User

__all__ = ["Agency", "AgencyInPartnership", "AgencyType", "Partnership", "RoleHeld", "Team", "User"]
