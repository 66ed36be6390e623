"""Two who move one referral at the same moment, over connections of their own: the second finds what the first did."""

import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from accounts.context import acting
from multiagency.referrals.models import Referral, ReferralMove
from multiagency.referrals.moves import MOVES, Move, State, may_move
from multiagency.referrals.policies import CannotMove
from multiagency.referrals.services.moving import Said, move_referral
from tests.cast import actor
from tests.multiagency.referrals.referring import Referring, needs, referring, rule_side, sent
from tests.town import Town, make_town

PATIENCE = 10
WAY_TO = {
    State.SUBMITTED: (),
    State.RECEIVED: (Move.OPEN,),
    State.INFORMATION_REQUESTED: (Move.OPEN, Move.ASK),
    State.ACCEPTED: (Move.OPEN, Move.ACCEPT),
}


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town that other connections see too."""
    return make_town()


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


def moved_first(world: Referring, referral: Referral, move: Move, there: Event) -> str:
    """Move, and commit only when the other one waits for it."""
    try:
        who = actor(world.sides[rule_side(move)])
        with acting(who):
            move_referral(actor=who, referral=referral, move=move, said=Said(**needs(world, move)))
            there.set()
            until = time.monotonic() + PATIENCE
            while not somebody_waits():
                assert time.monotonic() < until, "the second did not wait for the first"
                time.sleep(0.005)
    finally:
        connection.close()
    return "moved"


def moved_second(world: Referring, referral: Referral, move: Move, there: Event) -> str:
    """Move while the first has moved and not committed."""
    try:
        assert there.wait(PATIENCE)
        who = actor(world.sides[rule_side(move)])
        with acting(who):
            move_referral(actor=who, referral=referral, move=move, said=Said(**needs(world, move)))
    except CannotMove:
        return "refused"
    finally:
        connection.close()
    return "moved"


@pytest.mark.parametrize("state", WAY_TO)
def test_of_two_moves_at_once_the_second_is_made_from_where_the_first_led_or_refused(town: Town, state: State) -> None:
    world = referring(town)
    possible = [move for move, rule in MOVES.items() if state in rule.out_of]
    assert len(possible) > 1
    for one, other in itertools.product(possible, repeat=2):
        referral, there = sent(world, *WAY_TO[state]), Event()
        with ThreadPoolExecutor(2) as both:
            first = both.submit(moved_first, world, referral, one, there)
            second = both.submit(moved_second, world, referral, other, there)
            assert first.result(60) == "moved"
            follows = may_move(other, MOVES[other].by, MOVES[one].into)
            assert second.result(60) == ("moved" if follows else "refused"), (one, other)
        last = other if follows else one
        with acting(actor(world.sender)):
            assert Referral.objects.get(pk=referral.pk).state == MOVES[last].into
            made = ReferralMove.objects.filter(referral=referral).order_by("number").values_list("number", flat=True)
            assert list(made) == list(range(1, len(made) + 1))
