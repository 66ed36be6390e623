"""A referral that the other agency accepted as a case of its own, and one that it asked about."""

from multiagency.referrals.moves import Move
from tests.multiagency.referrals.referring import accepted, referring, sent
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """Probation takes the offender on, and asks about the victim."""
    accepted(referring(town, told.offender))
    sent(referring(town, told.victim), Move.OPEN, Move.ASK)
