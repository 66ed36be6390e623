"""Routing rules in force and tried, a referral that they routed, and what a team can take."""

from django.utils import timezone

from multiagency.routing.services import set_capacity
from tests.multiagency.routing.ruling import at_work, published, routed, rule
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """The coordinator publishes a rule, which does not hold for a referral of the police, and a team takes ten."""
    published(town.coordinator, rule(town.charity, 10, type=["OUTREACH"]))
    routed(town.caseworker)
    with at_work(town.coordinator) as who:
        set_capacity(actor=who, team=town.team, most_open=10, from_day=timezone.localdate())
