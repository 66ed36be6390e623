"""Every state is reached by the table of moves, and the database refuses what is not in it."""

from contextlib import suppress
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.events import event
from casework.refusals import AlreadySent
from multiagency.acts import REFERRAL_DECLINED
from multiagency.referrals.models import Referral, ReferralMove
from multiagency.referrals.moves import MOVES, Move, Side, State, may_move
from multiagency.referrals.policies import CannotMove
from multiagency.referrals.services.moving import Said, move_referral
from tests.casework.closing.turns import closed
from tests.cast import actor
from tests.multiagency.referrals.referring import Referring, drafted, moved, needs, referring, sent
from tests.town import Town
from vault.opening import open_permitted

WAY_TO = {
    State.DRAFT: (),
    State.SUBMITTED: (Move.SUBMIT,),
    State.RECEIVED: (Move.SUBMIT, Move.OPEN),
    State.INFORMATION_REQUESTED: (Move.SUBMIT, Move.OPEN, Move.ASK),
    State.ACCEPTED: (Move.SUBMIT, Move.OPEN, Move.ACCEPT),
    State.DECLINED: (Move.SUBMIT, Move.OPEN, Move.DECLINE),
    State.REDIRECTED: (Move.SUBMIT, Move.OPEN, Move.REDIRECT),
    State.WITHDRAWN: (Move.SUBMIT, Move.WITHDRAW),
    State.HEARD: (Move.SUBMIT, Move.OPEN, Move.ACCEPT, Move.HEAR),
    State.TRANSFERRED: (Move.SUBMIT, Move.OPEN, Move.ACCEPT, Move.TRANSFER),
}


def state_of(town: Town, referral: Referral) -> tuple[str, int]:
    with acting(actor(town.caseworker)):
        now = Referral.objects.get(pk=referral.pk)
        return now.state, now.version


def came_of(world: Referring, referral: Referral, move: Move) -> tuple[str, int]:
    """Where the referral is after the move, or was refused to leave."""
    with suppress(CannotMove, Referral.DoesNotExist):  # a draft is not there for the other agency
        moved(world, referral, move)
    return state_of(world.town, referral)


@pytest.mark.parametrize("state", State)
def test_a_move_that_is_in_the_table_is_made_and_every_other_is_refused(town: Town, state: State) -> None:
    world, steps = referring(town), len(WAY_TO[state])
    before = (state.value, steps)
    for move, rule in MOVES.items():
        referral = drafted(world)
        for each in WAY_TO[state]:
            moved(world, referral, each)
        assert state_of(town, referral) == before
        after = (rule.into.value, steps + 1) if may_move(move, rule.by, state) else before
        assert came_of(world, referral, move) == after, move


@pytest.mark.parametrize("move", Move)
def test_the_other_side_cannot_make_it(town: Town, move: Move) -> None:
    world = referring(town)
    referral = sent(world)
    other = world.taker if MOVES[move].by is Side.SENDER else world.sender
    with pytest.raises(NotPermitted):
        moved(world, referral, move, by=other)


COLUMNS = (
    "partnership_id", "owner_id", "referral_id", "number", "move", "side", "from_state", "to_state", "reason",
    "team_id", "agency_id", "words", "moved_by_id",
)  # fmt: skip


def copied(made: ReferralMove, **other: str) -> None:
    """The row of a move stored once more by SQL, with other values in some columns."""
    values = ", ".join(other.get(column, column) for column in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO multiagency_referralmove (id, {', '.join(COLUMNS)})"
            f" SELECT gen_random_uuid(), {values} FROM multiagency_referralmove WHERE id = %s",
            [made.pk],
        )


@pytest.mark.parametrize(
    "wrong", [("move", "'ACCEPT'"), ("to_state", "'HEARD'"), ("side", "'SENDER'"), ("number", "5"), ("reason", "''"),
              ("from_state", "'INFORMATION_REQUESTED'"), ("words", "NULL"), ("agency_id", "owner_id"), ("team_id", "1")]
)  # fmt: skip
def test_the_database_refuses_a_move_that_is_not_in_the_table(town: Town, wrong: tuple[str, str]) -> None:
    world = referring(town)
    made = moved(world, sent(world, Move.OPEN), Move.DECLINE)
    again = sent(world, Move.OPEN)
    right = {"referral_id": f"'{again.pk}'"}
    who = actor(world.taker)
    with acting(who), event(REFERRAL_DECLINED, by=who):
        with pytest.raises(DatabaseError), transaction.atomic():
            copied(made, **{**right, wrong[0]: wrong[1]})
        copied(made, **right)
    assert state_of(town, again) == ("DECLINED", 3)


@pytest.mark.parametrize(
    "change", ["state = 'ACCEPTED'", "version = 9", "submitted_at = submitted_at - interval '1 day'", "urgency = 3",
               "kind = 'MARAC'", "team_id = NULL", "restricted = true", "body = '\\x00'", "agency_id = owner_id",
               "panel = 'X'"]
)  # fmt: skip
@pytest.mark.parametrize("side", Side)
def test_what_was_sent_stays_as_it_was_sent(town: Town, change: str, side: Side) -> None:
    world = referring(town)
    referral = sent(world)
    who = actor(world.sides[side])
    with acting(who), event(REFERRAL_DECLINED, by=who), connection.cursor() as cursor:  # noqa: SIM117
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(f"UPDATE multiagency_referral SET {change} WHERE id = %s", [referral.pk])


def test_the_other_agency_cannot_write_on_the_senders_row(town: Town) -> None:
    world = referring(town)
    referral = sent(world)
    who = actor(world.taker)
    with acting(who), event(REFERRAL_DECLINED, by=who), connection.cursor() as cursor:
        for change in ("form = form || '\\x00'", "source_closed_on = '2026-01-01'"):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(f"UPDATE multiagency_referral SET {change} WHERE id = %s", [referral.pk])


def test_a_draft_is_the_senders_alone(town: Town) -> None:
    world = referring(town)
    drafted(world)
    with acting(actor(world.taker)):
        assert not Referral.objects.exists()
    with acting(actor(world.sender)):
        assert Referral.objects.get().state == State.DRAFT


def test_a_third_agency_sees_neither_the_referral_nor_its_moves(town: Town) -> None:
    sent(referring(town), Move.OPEN)
    with acting(actor(town.stranger)):
        assert not Referral.objects.exists()
        assert not ReferralMove.objects.exists()


def test_the_same_move_sent_again_moves_nothing(town: Town) -> None:
    world = referring(town)
    referral = sent(world, Move.OPEN)
    said, who = Said(**needs(world, Move.DECLINE)), actor(world.taker)
    with acting(who):
        first = move_referral(actor=who, referral=referral, move=Move.DECLINE, said=said)
        again = move_referral(actor=who, referral=referral, move=Move.DECLINE, said=said)
        assert first.pk == again.pk
        with pytest.raises(AlreadySent):
            move_referral(actor=who, referral=referral, move=Move.ASK, said=said)
    assert state_of(town, referral) == ("DECLINED", 3)


def test_words_of_a_move_are_read_by_both_agencies(town: Town) -> None:
    world = referring(town)
    referral = sent(world, Move.OPEN, Move.ASK)
    for user in (world.sender, world.taker):
        assert words_of(user, referral) == "As we said on the telephone"


def words_of(user: Any, referral: Referral) -> object:
    who = actor(user)
    with acting(who), event(REFERRAL_DECLINED, by=who) as ticket:
        row = ReferralMove.objects.get(referral=referral, move=Move.ASK)
        return open_permitted(ticket, [row], "words")[row.pk]["words"]


def test_closing_the_case_behind_it_is_told_to_who_decides_and_nothing_else_is(town: Town) -> None:
    world = referring(town)
    referral, decided = sent(world), sent(world, Move.OPEN, Move.DECLINE)
    closed(world.sender, world.case)
    with acting(actor(world.taker)):
        assert Referral.objects.get(pk=referral.pk).source_closed_on is not None
        assert Referral.objects.get(pk=decided.pk).source_closed_on is None
