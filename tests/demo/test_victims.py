"""The storylines' victims are described, so that the tour shows what a victim case says."""

from datetime import date

from config.demo.generator import make_world
from config.demo.known import described, profile_of
from config.demo.victims import PROFILES
from config.demo.world import Side


def test_every_victim_of_a_described_storyline_has_a_profile() -> None:
    world = make_world(today=date(2026, 11, 25), people=60)
    told = {case.key: case for case in world.cases}
    victims = {story.number: [key for key in story.cases if told[key].side == Side.VICTIM] for story in world.stories}
    assert {number: len(victims[number]) for number in PROFILES} == {
        number: len(profiles) for number, profiles in PROFILES.items()
    }


def test_most_victims_outside_the_storylines_are_described_and_some_are_bare_on_purpose() -> None:
    world = make_world(today=date(2026, 11, 25))
    of_stories = {key for story in world.stories for key in story.cases}
    victims = [
        case for case in world.cases
        if case.side is Side.VICTIM and not case.closed_on and not case.restricted and case.key not in of_stories
    ]  # fmt: skip
    known = list(described(world))
    assert 0.8 <= len(known) / len(victims) <= 0.92
    assert [profile_of(world, case) for case in known] == [profile_of(world, case) for case in described(world)]
