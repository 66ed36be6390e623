"""Disputes between agencies: none, open ones, one of them, a step, and raising one."""

from multiagency.escalations.ladder import Step
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.multiagency.escalations.disputing import disputing, raised, worked_by_both
from tests.town import Town


def disputes_none(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/escalations/", "None is open")


def disputes_open_and_ended(desk: Desk, town: Town) -> str:
    told = disputing(town)
    raised(told, Step.RESOLVED)
    raised(told, Step.MOVED_UP)
    return opened(desk, told.world.sender, "/escalations/", "Open, the first due first")


def dispute_at_its_second_stage(desk: Desk, town: Town) -> str:
    told = disputing(town)
    row = raised(told, Step.MOVED_UP)
    return opened(desk, told.world.manager, f"/escalations/{row.pk}/", "What you can do now")


def dispute_moving_up(desk: Desk, town: Town) -> str:
    told = disputing(town)
    row = raised(told)
    return opened(desk, told.world.sender, f"/escalations/{row.pk}/move-up/", "what the next stage should decide")


def dispute_raised_about_a_referral(desk: Desk, town: Town) -> str:
    told = disputing(town)
    return opened(desk, told.world.sender, f"/referrals/{told.referral.pk}/escalation/new/", "what you ask for")


def dispute_raised_about_a_case(desk: Desk, town: Town) -> str:
    case = worked_by_both(town)
    return opened(desk, town.caseworker, of(case, "escalation/new/"), "Which agency do you disagree with")


STATES: tuple[State, ...] = (
    disputes_none,
    disputes_open_and_ended,
    dispute_at_its_second_stage,
    dispute_moving_up,
    dispute_raised_about_a_referral,
    dispute_raised_about_a_case,
)
"""Every page of disputes."""
