"""Two who move one pack at the same moment, over connections of their own, and a case that closes while it is sent."""

import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from accounts.context import acting
from multiagency.transfers.models import TransferMove, TransferPack
from multiagency.transfers.moves import MOVES, Move, State, moves_of
from multiagency.transfers.policies import CannotTransfer
from multiagency.transfers.services.moving import Said, move_pack
from tests.cast import actor
from tests.multiagency.transfers.moving import Handover, handover, needs, new_pack, now, sent, waiting
from tests.town import Town, logged, make_town, opened_case

PATIENCE = 10


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town that other connections see too."""
    return make_town()


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


def moves(world: Handover, pack: TransferPack, move: Move) -> None:
    said = Said(**{"words": "None was held", **needs(move)})
    move_pack(actor=actor(world.sides[min(MOVES[move].by)]), pack=pack, move=move, said=said)


def moved_first(world: Handover, pack: TransferPack, move: Move, there: Event) -> str:
    """Move, and commit only when the other one waits for it."""
    try:
        with acting(actor(world.sides[min(MOVES[move].by)])):
            moves(world, pack, move)
            there.set()
            until = time.monotonic() + PATIENCE
            while not somebody_waits():
                assert time.monotonic() < until, "the second did not wait for the first"
                time.sleep(0.005)
    finally:
        connection.close()
    return "moved"


def moved_second(world: Handover, pack: TransferPack, move: Move, there: Event) -> str:
    """Move while the first has moved and not committed."""
    try:
        assert there.wait(PATIENCE)
        with acting(actor(world.sides[min(MOVES[move].by)])):
            moves(world, pack, move)
    except CannotTransfer:
        return "refused"
    finally:
        connection.close()
    return "moved"


def test_of_two_moves_at_once_the_second_is_made_from_where_the_first_led_or_refused(town: Town) -> None:
    world = handover(town)
    possible = {
        move for side in world.sides for move in moves_of(side, State.SENT) if move is not Move.HEARD_BACK
    }  # fmt: skip
    assert len(possible) == 5
    for one, other in itertools.product(sorted(possible), repeat=2):
        pack, there = waiting(of_another_case(world)), Event()
        with ThreadPoolExecutor(2) as both:
            first, second = (
                both.submit(how, world, pack, move, there) for how, move in ((moved_first, one), (moved_second, other))
            )
            assert first.result(60) == "moved"
            follows = MOVES[one].leads(State.SENT) in MOVES[other].out_of
            assert second.result(60) == ("moved" if follows else "refused"), (one, other)
        with acting(actor(world.sender)):
            made = TransferMove.objects.filter(pack=pack).order_by("number").values_list("number", flat=True)
            assert list(made) == list(range(1, len(made) + 1))
        last = MOVES[one].leads(State.SENT)
        assert now(world, pack).state == (MOVES[other].leads(last) if follows else last)


def of_another_case(world: Handover) -> Handover:
    """The same people with another case, because one is handed over once at a time."""
    case = opened_case(world.sender)
    (note,) = logged(world.sender, case, "He moves too")
    return Handover(world.town, case, world.sender, world.taker, note)


def test_ten_sendings_of_one_pack_at_once_give_one_pack(town: Town) -> None:
    world = handover(town)
    new = new_pack(world)

    def once(_: int) -> TransferPack | None:
        try:
            return sent(world, new)
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as crowd:
        packs = set(crowd.map(once, range(10)))
    assert len(packs) == 1
    with acting(actor(world.sender)):
        assert TransferPack.objects.count() == 1
