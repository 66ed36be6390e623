"""Whether things get better, in one sentence and drawn."""

import pytest

from casework.plans.change import Change, Direction, answer, draw

BETTER, WORSE, SAME, ONCE = Change("A", 5, 2), Change("B", 2, 3), Change("C", 3, 3), Change("D", 4, None)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([], "No need is in the plan yet."),
        ([ONCE], "Not known yet: every need has been measured once only."),
        ([BETTER], "Yes, on the whole: of 1 need, 1 better."),
        ([WORSE], "No, on the whole worse: of 1 need, 1 worse."),
        ([SAME], "Not clearly: of 1 need, 1 the same."),
        ([BETTER, WORSE], "Not clearly: of 2 needs, 1 better, 1 worse."),
        ([BETTER, BETTER, WORSE, ONCE],
         "Yes, on the whole: of 4 needs, 2 better, 1 worse, 1 measured once only, so not known yet."),
    ],
)  # fmt: skip
def test_the_answer_counts_what_is_known_and_says_what_is_not(changes: list[Change], words: str) -> None:
    assert answer(changes) == words


def test_a_need_measured_once_has_no_direction() -> None:
    assert [one.direction for one in (BETTER, WORSE, SAME, ONCE)] == [
        Direction.BETTER, Direction.WORSE, Direction.SAME, Direction.NOT_KNOWN,
    ]  # fmt: skip


def test_less_is_drawn_further_left_and_what_is_not_known_is_not_drawn() -> None:
    marks = draw([BETTER, WORSE, SAME, ONCE]).marks
    assert marks[0].x_after is not None
    assert marks[0].x_after < marks[0].x_before
    assert marks[1].x_after is not None
    assert marks[1].x_after > marks[1].x_before
    assert marks[2].x_after == marks[2].x_before
    assert marks[3].x_after is None
    assert len({mark.y for mark in marks}) == 4
