"""Two who step in one dispute, or raise one, at the same moment over connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.context import acting
from accounts.models import User
from multiagency.escalations.ladder import Step
from multiagency.escalations.models import Escalation, EscalationStep
from multiagency.escalations.policies import CannotStep
from multiagency.escalations.services import Said
from tests.cast import actor, make_user
from tests.multiagency.escalations.disputing import disagreed, disputing, raised, stepped, worked_by_both
from tests.town import Town, make_town


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town that other connections see too."""
    return make_town()


def both(first: Callable[[], object], second: Callable[[], object]) -> list[str]:
    """Do two things at the same moment; what came of each."""
    ready = Barrier(2, timeout=10)

    def one(act: Callable[[], object]) -> str:
        try:
            ready.wait()
            act()
        except CannotStep:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return [each.result(60) for each in [pool.submit(one, first), pool.submit(one, second)]]


def steps(user: User, row: Escalation) -> list[tuple[int, str]]:
    with acting(actor(user)):
        return list(EscalationStep.objects.filter(escalation=row).order_by("number").values_list("number", "step"))


@pytest.mark.parametrize(
    ("mine", "theirs", "then"),
    [
        (Step.WITHDRAWN, Step.ANSWERED, {"first": ["done", "refused"], "second": ["done", "done"]}),
        (Step.RESOLVED, Step.MOVED_UP, {"first": ["done", "refused"], "second": ["done", "done"]}),
        (Step.MOVED_UP, Step.ANSWERED, {"first": ["done", "done"], "second": ["done", "done"]}),
    ],
)
def test_two_steps_at_once_follow_each_other_or_the_second_is_refused(
    town: Town, mine: Step, theirs: Step, then: dict[str, list[str]]
) -> None:
    told = disputing(town)
    row, speaks = raised(told), make_user(town.partnership, town.probation, *told.probation)
    police = told.world.sender
    found = both(lambda: stepped(row, mine, police), lambda: stepped(row, theirs, speaks))
    assert found in then.values()
    assert [number for number, _ in steps(police, row)] == list(range(1, 2 + found.count("done")))


def test_a_step_that_is_sent_twice_at_once_is_taken_once(town: Town) -> None:
    told = disputing(town)
    row, said = raised(told), Said(words="We shall look again")
    taker = told.world.taker
    again = both(
        lambda: stepped(row, Step.ANSWERED, taker, said), lambda: stepped(row, Step.ANSWERED, taker, said)
    )  # fmt: skip
    assert (again, len(steps(taker, row))) == (["done", "done"], 2)


def test_of_two_who_raise_a_dispute_at_once_one_is_led_to_the_other(town: Town) -> None:
    told, case = disputing(town), worked_by_both(town)
    assert sorted(both(lambda: raised(told), lambda: raised(told))) == ["done", "refused"]
    other = make_user(town.partnership, town.probation, *told.probation)
    crossed = both(lambda: disagreed(town, case, town.caseworker), lambda: disagreed(town, case, other))
    assert sorted(crossed) == ["done", "refused"]
