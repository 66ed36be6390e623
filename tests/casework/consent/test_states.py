"""What consent is worth for one question: the latest word decides, and silence is never consent."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from casework.consent.states import Answer, Capacity, Child, Question, State, facts_of, state_of

SHELTER, CLINIC = UUID(int=1), UUID(int=2)
DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Europe/London"))
YES = Answer(
    State.GIVEN, frozenset({"VICTIM_SUPPORT"}), frozenset({"CONTACT", "ADDRESS"}), frozenset({SHELTER}), DAY, NOON,
    DAY + timedelta(days=90),
)  # fmt: skip
ASKED = Question("VICTIM_SUPPORT", "CONTACT", SHELTER)


def later(answer: Answer, days: int, **changed: object) -> Answer:
    moved = {"answered_on": DAY + timedelta(days=days), "recorded_at": NOON + timedelta(days=days), **changed}
    return replace(answer, **moved)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([], State.NOT_ASKED),
        ([YES], State.GIVEN),
        ([replace(YES, state=State.GIVEN_BY_PR)], State.GIVEN_BY_PR),
        ([replace(YES, state=State.REFUSED)], State.REFUSED),
        ([replace(YES, state=State.UNSAFE_TO_ASK)], State.UNSAFE_TO_ASK),
        ([replace(YES, expires_on=DAY + timedelta(days=4))], State.EXPIRED),
        ([replace(YES, expires_on=DAY + timedelta(days=5))], State.GIVEN),  # the last day counts
        ([replace(YES, state=State.REFUSED, expires_on=DAY + timedelta(days=1))], State.REFUSED),  # a no does not age
        ([replace(YES, withdrawn_at=NOON + timedelta(days=1))], State.WITHDRAWN),
        ([replace(YES, review_due=True)], State.EXPIRED),  # rule P18
        ([replace(YES, purposes=frozenset({"MAPPA"}))], State.OUT_OF_SCOPE),
        ([replace(YES, categories=frozenset({"ADDRESS"}))], State.OUT_OF_SCOPE),
        ([replace(YES, recipients=frozenset({CLINIC}))], State.OUT_OF_SCOPE),
        ([replace(YES, state=State.REFUSED, recipients=frozenset({CLINIC}))], State.NOT_ASKED),
        ([YES, later(YES, 2, state=State.REFUSED)], State.REFUSED),
        ([later(YES, 2), replace(YES, state=State.REFUSED)], State.GIVEN),
        ([replace(YES, withdrawn_at=NOON + timedelta(days=1)), later(YES, 2)], State.GIVEN),  # asked again, and given
        ([replace(YES, withdrawn_at=NOON + timedelta(days=3)), later(YES, 2)], State.WITHDRAWN),  # the last word is no
        ([YES, later(YES, 0, recorded_at=NOON + timedelta(hours=1), state=State.REFUSED)], State.REFUSED),
    ],
)
def test_the_last_word_about_exactly_this_decides(answers: list[Answer], state: State) -> None:
    assert state_of(answers, ASKED, DAY + timedelta(days=5)) is state


def test_the_order_in_which_answers_are_read_changes_nothing() -> None:
    answers = [YES, later(YES, 2, state=State.REFUSED), later(YES, 1)]
    assert state_of(answers, ASKED, DAY + timedelta(days=5)) is State.REFUSED
    assert state_of(reversed(answers), ASKED, DAY + timedelta(days=5)) is State.REFUSED


def test_a_finding_of_capacity_is_for_its_own_decision_and_time() -> None:
    lacks = replace(
        YES, state=State.NOT_ASKED, capacity=Capacity.LACKS, capacity_until=DAY + timedelta(days=7), child=None
    )
    known = facts_of([lacks], None, ASKED, DAY + timedelta(days=7))
    assert (known.consent, known.capacity) == (State.NOT_ASKED, Capacity.LACKS)
    assert facts_of([lacks], None, ASKED, DAY + timedelta(days=8)).capacity is Capacity.PRESUMED
    assert facts_of([lacks], None, replace(ASKED, agency_id=CLINIC), DAY).capacity is Capacity.PRESUMED


def test_con_08_a_childs_facts_say_that_the_parent_may_be_the_one_who_harms() -> None:
    unsafe = replace(YES, state=State.UNSAFE_TO_ASK, child=Child.NOT_GILLICK, pr_holder_alleged=True)
    known = facts_of([unsafe], None, ASKED, DAY)
    assert (known.child, known.markers) == (Child.NOT_GILLICK, ("PR_HOLDER_ALLEGED_PERPETRATOR",))  # case DC49


def test_a_wider_later_answer_supersedes_and_a_narrower_one_does_not() -> None:
    assert YES.is_superseded_by(later(YES, 1, state=State.REFUSED))
    assert not YES.is_superseded_by(later(YES, 1, categories=frozenset({"CONTACT"})))
    assert not later(YES, 1).is_superseded_by(YES)
