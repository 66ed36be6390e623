"""An incident by somebody who is linked, and a referral because of them."""

from tests.casework.incidents.telling import happened, linked, referred
from tests.security.story import Story
from tests.town import Town, known_person, opened_case


def fill(town: Town, told: Story) -> None:
    """On the victim's case."""
    pair = linked(
        town.caseworker, told.victim, opened_case(town.caseworker, known_person(town.caseworker, given="Lorcan"))
    )
    referred(town.caseworker, told.victim, pair, days=50)
    happened(town.caseworker, told.victim, 5, [pair])
