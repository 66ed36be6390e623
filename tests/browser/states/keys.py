"""How the keys stand, and an agency's key being turned."""

from accounts.actor import Actor
from accounts.context import acting
from accounts.keys.selectors import keeper_of
from accounts.keys.services import begin_rotation
from tests.browser.desk import Desk
from tests.browser.states.background import administrator
from tests.browser.states.reaching import State, opened
from tests.town import Town, opened_case


def all_healthy(desk: Desk, town: Town) -> str:
    opened_case(town.caseworker)
    return opened(desk, administrator(town), "/keys/", "Healthy")


def a_key_being_turned(desk: Desk, town: Town) -> str:
    opened_case(town.caseworker)
    keeper: Actor = keeper_of(town.police.pk, town.partnership.pk)
    with acting(keeper):
        begin_rotation(actor=keeper, agency=town.police)
    return opened(desk, administrator(town), "/keys/", "Under way")


STATES: tuple[State, ...] = (all_healthy, a_key_being_turned)
