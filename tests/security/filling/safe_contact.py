"""Contact points and addresses of both roles, and a rule that was read."""

from accounts.context import acting
from casework.cases.services import add_to_case
from casework.safe_contact.models import Part
from tests.access.protection import named
from tests.casework.safe_contact.contacting import acknowledged, address, point
from tests.cast import actor
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """The victim's number with its rule read, by somebody who does not know whoever harms; two rows of the offender."""
    lead = actor(town.caseworker)
    with acting(lead):
        add_to_case(actor=lead, case=told.victim, user=town.teammate)
    named(town.caseworker, town.teammate, told.victim, Part.CONTACT)
    point(town.teammate, told.victim)
    acknowledged(town.teammate, told.victim)
    point(town.caseworker, told.offender)
    address(town.caseworker, told.offender)
