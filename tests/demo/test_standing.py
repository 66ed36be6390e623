"""Most offenders of the demo are judged and managed as a caseworker would expect, and some are left bare on purpose."""

from datetime import date

import pytest

from config.demo.generator import make_world
from config.demo.offending import Managed
from config.demo.world import Case, Side, World

TODAY = date(2026, 7, 15)


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(today=TODAY)


def open_offenders(world: World) -> list[Case]:
    return [case for case in world.cases if case.side is Side.OFFENDER and not case.closed_on]


def share(judged: tuple[Managed, ...], having: list[Managed]) -> float:
    return len(having) / len(judged)


def test_most_open_offender_cases_are_judged_and_some_are_bare_on_purpose(world: World) -> None:
    assert 0.8 <= len(world.managed) / len(open_offenders(world)) <= 0.9
    assert len({one.case for one in world.managed}) == len(world.managed)


def test_some_were_rated_twice_are_under_an_order_or_on_a_cohort(world: World) -> None:
    judged = world.managed
    assert 0.15 <= share(judged, [one for one in judged if len(one.ratings) > 1]) <= 0.45
    assert 0.25 <= share(judged, [one for one in judged if one.orders]) <= 0.45
    assert 0.4 <= share(judged, [one for one in judged if one.places]) <= 0.65
    assert any(order.breaches for one in judged for order in one.orders)


def test_nobody_is_judged_before_their_case_was_opened(world: World) -> None:
    assert all((TODAY - world.cases[one.case].opened_on).days >= max(one.days_ago, default=0) for one in world.managed)


@pytest.mark.parametrize("seed", range(5))
def test_any_seed_makes_the_same_judgements_again(seed: int) -> None:
    assert make_world(seed, today=TODAY).managed == make_world(seed, today=TODAY).managed
