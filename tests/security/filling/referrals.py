"""A referral of the fire brigade that the police accepted, and one of theirs that the brigade asks about."""

from accounts.agencies.models import AgencyType
from multiagency.referrals.moves import Move
from tests.cast import make_agency, make_user
from tests.multiagency.referrals.referring import accepted, referring, sent
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """Both agencies refer somebody to the other."""
    brigade = make_agency(town.partnership, AgencyType.FIRE)
    came = referring(town, to=town.police, sender=make_user(town.partnership, brigade))
    accepted(came, by=town.caseworker, case=told.offender)
    sent(referring(town, told.victim, to=brigade), Move.OPEN, Move.ASK)
