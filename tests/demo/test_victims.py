"""The storylines' victims are described, so that the tour shows what a victim case says."""

from datetime import date

from config.demo.generator import make_world
from config.demo.victims import PROFILES
from config.demo.world import Side


def test_every_victim_of_a_described_storyline_has_a_profile() -> None:
    world = make_world(today=date(2026, 11, 25), people=60)
    told = {case.key: case for case in world.cases}
    victims = {story.number: [key for key in story.cases if told[key].side == Side.VICTIM] for story in world.stories}
    assert {number: len(victims[number]) for number in PROFILES} == {
        number: len(profiles) for number, profiles in PROFILES.items()
    }
