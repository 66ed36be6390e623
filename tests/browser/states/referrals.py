"""Referrals: made, checked, sent, come in, asked about, accepted."""

from multiagency.referrals.moves import Move
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.multiagency.referrals.referring import moved, referring, sent
from tests.multiagency.referrals.sending import agreeing, ready, submitted
from tests.town import Town


def case_without_referrals(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(referring(town).case, "referrals/"), "None made")


def case_with_referrals(desk: Desk, town: Town) -> str:
    world = agreeing(town)
    submitted(world, ready(world))
    ready(world)
    return opened(desk, world.sender, of(world.case, "referrals/"), "Sent, not opened yet")


def referral_filled_in(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(referring(town).case, "referrals/IOM/"), "Is it still current?")


def referral_with_mistakes(desk: Desk, town: Town) -> str:
    referral_filled_in(desk, town)
    desk.press("See what would go")
    return "There is a problem"


def referral_checked(desk: Desk, town: Town) -> str:
    world = agreeing(town)
    return opened(desk, world.sender, f"/referrals/drafts/{ready(world).pk}/", "Would stay")


def referral_draft_changed(desk: Desk, town: Town) -> str:
    world = agreeing(town)
    return opened(desk, world.sender, f"/referrals/drafts/{ready(world).pk}/change/", "Is it still current?")


def referrals_none(desk: Desk, town: Town) -> str:
    return opened(desk, referring(town).taker, "/referrals/", "Nothing waits")


def referrals_came_in(desk: Desk, town: Town) -> str:
    world = agreeing(town)
    submitted(world, ready(world))
    return opened(desk, world.taker, "/referrals/", "Your move")


def referrals_sent(desk: Desk, town: Town) -> str:
    world = agreeing(town)
    submitted(world, ready(world))
    return opened(desk, world.sender, "/referrals/sent/", "Sent, not opened yet")


def referral_opened(desk: Desk, town: Town) -> str:
    world = agreeing(town)
    referral, _ = submitted(world, ready(world))
    return opened(desk, world.taker, f"/referrals/{referral.pk}/", "What you can do now")


def referral_as_its_sender_reads_it(desk: Desk, town: Town) -> str:
    world = agreeing(town)
    referral, _ = submitted(world, ready(world))
    moved(world, referral, Move.OPEN, Move.ASK, Move.ANSWER, Move.DECLINE)
    return opened(desk, world.sender, f"/referrals/{referral.pk}/", "What was kept back")


def referral_declining(desk: Desk, town: Town) -> str:
    world = agreeing(town)
    referral, _ = submitted(world, ready(world))
    moved(world, referral, Move.OPEN)
    return opened(desk, world.taker, f"/referrals/{referral.pk}/decline/", "Below the threshold")


def referral_accepting(desk: Desk, town: Town) -> str:
    world = agreeing(town)
    referral, _ = submitted(world, ready(world))
    moved(world, referral, Move.OPEN)
    return opened(desk, world.taker, f"/referrals/{referral.pk}/accept/", "Take them on as")


def referrals_waits(desk: Desk, town: Town) -> str:
    world = referring(town)
    for _ in range(5):
        sent(world)
    return opened(desk, world.manager, "/referrals/waits/", "On the way")


STATES: tuple[State, ...] = (
    case_without_referrals,
    case_with_referrals,
    referral_filled_in,
    referral_with_mistakes,
    referral_checked,
    referral_draft_changed,
    referrals_none,
    referrals_came_in,
    referrals_sent,
    referral_opened,
    referral_as_its_sender_reads_it,
    referral_declining,
    referral_accepting,
    referrals_waits,
)
"""Every page of referrals."""
