"""Whether a version is in force at a moment, at each of its boundaries."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from multiagency.agreements.states import Life, Signed, State, Stop, in_turn
from vault.ids import uuid7

POLICE, PROBATION, HOUSING = uuid7(), uuid7(), uuid7()
START, REVIEW, END = date(2026, 4, 1), date(2027, 3, 1), date(2027, 4, 1)
FIRST, LAST = datetime(2026, 3, 31, 23, 0, tzinfo=UTC), datetime(2027, 3, 31, 23, 0, tzinfo=UTC)  # midnight in London
TICK = timedelta(microseconds=1)
BEFORE = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
AFTER = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def given(agency: object, at: datetime = BEFORE, **changes: object) -> Signed:
    """A signature by somebody whose authority covers the year."""
    signed = Signed(agency, at, date(2026, 1, 1), date(2026, 12, 31))  # type: ignore[arg-type]
    return replace(signed, **changes)  # type: ignore[arg-type]


def life(**changes: object) -> Life:
    """A version that police and probation have signed."""
    usual = Life(
        number=1, owner_id=POLICE, parties=frozenset({POLICE, PROBATION}), starts_on=START, review_on=REVIEW,
        ends_on=END, offered_at=BEFORE - timedelta(days=1), signed=(given(POLICE), given(PROBATION)),
    )  # fmt: skip
    return replace(usual, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at", "state"),
    [(FIRST - TICK, State.DRAFT), (FIRST, State.LIVE), (LAST - TICK, State.LIVE), (LAST, State.EXPIRED)],
)
def test_isa_03_it_is_in_force_from_its_start_to_its_end(at: datetime, state: State) -> None:
    assert life().state(at) is state
    assert life().in_force(at) is (state is State.LIVE)


def test_isa_03_one_signature_missing_and_it_is_not_in_force() -> None:
    unsigned = life(signed=(given(POLICE),))
    assert not unsigned.in_force(AFTER)
    assert unsigned.state(AFTER) is State.DRAFT
    assert unsigned.unsigned(AFTER) == {PROBATION}


@pytest.mark.parametrize(
    "authority", [{"until_on": date(2026, 3, 20)}, {"from_on": date(2026, 3, 20)}, {"ended_at": BEFORE + TICK}]
)
def test_isa_03_a_signature_counts_on_the_first_and_the_last_day_of_its_authority(authority: dict[str, Any]) -> None:
    assert life(signed=(given(POLICE), given(PROBATION, **authority))).in_force(AFTER)


@pytest.mark.parametrize(
    "authority", [{"until_on": date(2026, 3, 19)}, {"from_on": date(2026, 3, 21)}, {"ended_at": BEFORE}]
)
def test_isa_03_a_signature_by_authority_that_had_lapsed_does_not_count(authority: dict[str, Any]) -> None:
    lapsed = life(signed=(given(POLICE), given(PROBATION, **authority)))
    assert not lapsed.in_force(AFTER)
    assert lapsed.unsigned(AFTER) == {PROBATION}


def test_it_comes_into_force_with_the_last_signature_where_that_is_later() -> None:
    late = life(signed=(given(POLICE), given(PROBATION, AFTER)))
    assert late.begins_at() == AFTER
    assert not late.in_force(AFTER - TICK)
    assert late.in_force(AFTER)


def test_what_was_never_put_forward_is_a_draft_however_old() -> None:
    assert life(offered_at=None, signed=()).state(LAST) is State.DRAFT


def test_a_version_signed_after_its_end_never_came_into_force() -> None:
    assert life(signed=(given(POLICE), given(PROBATION, LAST, until_on=END))).begins_at() is None


def test_a_new_version_takes_the_place_of_the_old_one_only_when_it_comes_into_force() -> None:
    drafted = life(number=2, signed=(given(POLICE, AFTER),), starts_on=date(2026, 5, 1))
    old, new = in_turn([life(), drafted])
    assert old.in_force(AFTER + timedelta(days=30))
    whole = replace(drafted, signed=(given(POLICE, AFTER), given(PROBATION, AFTER + timedelta(days=1))))
    old, new = in_turn([whole, life()])
    change = AFTER + timedelta(days=1)
    assert (old.in_force(change - TICK), new.in_force(change - TICK)) == (True, False)
    assert (old.in_force(change), new.in_force(change)) == (False, True)
    assert old.state(change) is State.EXPIRED


def test_an_old_version_does_not_come_back_when_the_new_one_ends() -> None:
    new = life(number=2, starts_on=date(2026, 5, 1), ends_on=date(2026, 6, 1))
    old, _ = in_turn([life(), new])
    assert not old.in_force(datetime(2026, 7, 1, tzinfo=UTC))


def test_isa_08_a_party_that_stops_stops_its_own_flows_until_it_lifts_that() -> None:
    lifted = AFTER + timedelta(days=2)
    stopped = life(stopped=(Stop(POLICE, AFTER, lifted),))
    between = stopped.state_between
    assert between(POLICE, PROBATION, AFTER - TICK) is State.LIVE
    assert between(POLICE, PROBATION, AFTER) is State.SUSPENDED
    assert between(PROBATION, POLICE, AFTER) is State.LIVE
    assert between(POLICE, PROBATION, lifted) is State.LIVE
    assert stopped.state(AFTER) is State.SUSPENDED
    assert stopped.ended_between(POLICE, PROBATION, AFTER) == AFTER
    assert stopped.ended_between(PROBATION, POLICE, AFTER) is None
    assert stopped.ended_between(POLICE, PROBATION, lifted) is None


def test_whoever_leaves_leaves_the_others_bound_unless_it_owns_the_agreement() -> None:
    three = frozenset({POLICE, PROBATION, HOUSING})
    signed = (given(POLICE), given(PROBATION), given(HOUSING))
    left = life(parties=three, signed=signed, left=((PROBATION, AFTER),))
    assert left.state_between(POLICE, PROBATION, AFTER) is State.WITHDRAWN
    assert left.state_between(PROBATION, POLICE, AFTER) is State.WITHDRAWN
    assert left.state_between(POLICE, HOUSING, AFTER) is State.LIVE
    assert left.state(AFTER) is State.LIVE
    assert left.ended_between(PROBATION, POLICE, AFTER + TICK) == AFTER
    assert left.ended_between(POLICE, HOUSING, AFTER) is None
    over = life(parties=three, signed=signed, left=((POLICE, AFTER),))
    assert over.state_between(PROBATION, HOUSING, AFTER) is State.WITHDRAWN
    assert (over.state(AFTER - TICK), over.state(AFTER)) == (State.LIVE, State.WITHDRAWN)
    assert not over.in_force(AFTER)


@pytest.mark.parametrize(
    ("at", "late"), [(REVIEW - timedelta(days=1), 0), (REVIEW, 0), (REVIEW + timedelta(days=3), 3)]
)
def test_p5_a_review_that_is_late_warns_and_does_not_block(at: date, late: int) -> None:
    noon = datetime(at.year, at.month, at.day, 12, tzinfo=UTC)
    assert life().overdue(noon) == late
    assert life().in_force(noon)
