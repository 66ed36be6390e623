"""An agreement that was signed, stopped by one party and left by another."""

from accounts.context import acting
from casework.categories import Category
from multiagency.agreements.services.stopping import suspend, withdraw
from multiagency.liaison.models import Place
from multiagency.liaison.services import Naming, name_liaison
from tests.multiagency.agreements.agreeing import clauses, fresh, in_force
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """The police stop sending probation identities, and then leave."""
    said = [clauses(town.police, town.probation, Category.IDENTITY)]
    version = in_force(town, said, town.probation)
    who = fresh(town.auditor)
    with acting(who):
        name_liaison(actor=who, new=Naming(town.auditor, Place.OFFICER))
        suspend(actor=who, agreement=version.agreement, words="Data went astray")
        withdraw(actor=who, version=version, words="Another agreement takes its place")
