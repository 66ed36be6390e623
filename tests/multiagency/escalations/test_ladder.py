"""The ladder of a dispute: practice 2.8's stages with 2, 5 and 2 working days, and a chaired meeting."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from accounts.roles import Role
from multiagency.escalations.ladder import ENDINGS, Step, Taken, allowed, standing
from multiagency.escalations.ladders import BadLadder, ladder_on, ladders, read

FRIDAY = datetime(2026, 11, 27, 12, tzinfo=UTC)
PRACTICE = ladder_on(FRIDAY.date()).stages
UP, MINUTE = Step.MOVED_UP, timedelta(minutes=1)


def taken(*steps: Step, apart: timedelta = timedelta(hours=1)) -> list[Taken]:
    return [Taken(step, FRIDAY + number * apart) for number, step in enumerate(steps)]


@pytest.mark.parametrize(
    ("climbs", "stage", "due"),
    [
        (0, 1, datetime(2026, 12, 1, 12, tzinfo=UTC)),  # two working days over a weekend
        (1, 2, datetime(2026, 12, 4, 13, tzinfo=UTC)),  # five from when it came there
        (2, 3, datetime(2026, 12, 1, 14, tzinfo=UTC)),
        (3, 4, None),  # a chaired meeting has a day of its own
    ],
)
def test_each_stage_has_its_clock_from_when_the_dispute_came_to_it(
    climbs: int, stage: int, due: datetime | None
) -> None:
    steps = taken(Step.RAISED, *[UP] * climbs)
    now = standing(PRACTICE, steps, steps[-1].at)
    assert (now.stage, now.due, now.overdue, now.ended) == (stage, due, False, None)
    if due:
        assert not standing(PRACTICE, steps, due).overdue
        assert standing(PRACTICE, steps, due + MINUTE).overdue


@pytest.mark.parametrize("ending", sorted(ENDINGS - {Step.UPHELD}))
def test_a_dispute_that_has_ended_is_never_late_and_goes_no_further(ending: Step) -> None:
    now = standing(PRACTICE, taken(Step.RAISED, ending), FRIDAY + timedelta(days=60))
    assert (now.stage, now.due, now.overdue, now.ended, now.allowed) == (1, None, False, ending, frozenset())


def test_an_answer_leaves_stage_and_clock_as_they_are() -> None:
    steps = taken(Step.RAISED, Step.ANSWERED, Step.ANSWERED)
    before, after = standing(PRACTICE, steps[:1], FRIDAY), standing(PRACTICE, steps, steps[-1].at)
    assert (after.stage, after.due, after.allowed) == (1, before.due, before.allowed)


def test_only_the_last_stage_lets_a_decision_stand_and_it_leads_no_further_up() -> None:
    ends = ENDINGS - {Step.UPHELD} | {Step.ANSWERED}
    assert allowed(PRACTICE, [Step.RAISED]) == ends | {UP}
    assert allowed(PRACTICE, [Step.RAISED, UP, UP, UP]) == ends | {Step.UPHELD}


def test_the_stages_are_those_of_the_practice_and_a_ladder_holds_from_its_day() -> None:
    assert [(stage.speaks, stage.days) for stage in PRACTICE] == [
        (Role.CASEWORKER, 2), (Role.TEAM_MANAGER, 5), (Role.PANEL_COORDINATOR, 2), (Role.PANEL_CHAIR, None),
    ]  # fmt: skip
    first = next(iter(ladders().values()))
    assert ladder_on(first.begins) == first
    with pytest.raises(BadLadder):
        ladder_on(first.begins - timedelta(days=1))


@pytest.mark.parametrize(
    "stages", [[], [{"title": "One", "speaks": "NOBODY"}], [{"title": "One", "speaks": "CASEWORKER", "days": 0}]]
)
def test_a_ladder_without_stages_days_or_a_role_that_there_is_cannot_be_read(stages: list[dict[str, object]]) -> None:
    with pytest.raises(BadLadder):
        read({"code": "bad", "begins": date(2026, 1, 1), "stage": stages})


@given(some.lists(some.sampled_from(Step), max_size=7))
@settings(deadline=None)
def test_steps_that_do_not_follow_are_refused_and_all_others_are_taken(steps: list[Step]) -> None:
    follows = bool(steps) and all(step in allowed(PRACTICE, steps[:place]) for place, step in enumerate(steps))
    if not follows:
        with pytest.raises(ValueError, match="do not follow"):
            standing(PRACTICE, taken(*steps), FRIDAY)
    else:
        now = standing(PRACTICE, taken(*steps), FRIDAY + timedelta(days=2))
        assert now.stage == 1 + steps.count(UP)
        assert (now.ended is None) is bool(now.allowed)
