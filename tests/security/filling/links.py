"""A link that both agencies stand by."""

from accounts.agencies.models import AgencyType
from tests.casework.links.linking import known_to_both, link_accepted
from tests.cast import make_agency
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """The fire brigade knows the offender under another spelling."""
    brigade = make_agency(town.partnership, AgencyType.FIRE)
    link_accepted(known_to_both(town, town.caseworker, told.offender, brigade))
