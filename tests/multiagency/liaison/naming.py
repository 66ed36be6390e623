"""Liaison officers for tests."""

from accounts.context import acting
from accounts.models import User
from multiagency.liaison.models import LiaisonOfficer, Place
from multiagency.liaison.services import Naming, name_liaison
from tests.cast import actor


def named_liaison(by: User, user: User, place: Place) -> LiaisonOfficer:
    """That somebody holds a place at their agency, as an officer of it says."""
    who = actor(by)
    with acting(who):
        return name_liaison(actor=who, new=Naming(user, place))
