"""Referrals between police and fire brigade: one accepted, one asked about, and one declined, which is in dispute."""

from accounts.agencies.models import AgencyType
from accounts.context import acting
from multiagency.escalations.services import Said, raise_about
from multiagency.referrals.moves import Move
from tests.cast import actor, make_agency, make_user
from tests.multiagency.referrals.referring import accepted, referring, sent
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """Both agencies refer somebody to the other."""
    brigade = make_agency(town.partnership, AgencyType.FIRE)
    came = referring(town, to=town.police, sender=make_user(town.partnership, brigade))
    accepted(came, by=town.caseworker, case=told.offender)
    sent(referring(town, told.victim, to=brigade), Move.OPEN, Move.ASK)
    out = referring(town, told.offender, to=brigade)
    refused, who = sent(out, Move.OPEN, Move.DECLINE), actor(out.sender)
    with acting(who):
        raise_about(actor=who, referral=refused, said=Said(words="He meets the threshold"))
