"""The tour of the demo in words: its stories, and who opens which case of each."""

import textwrap
from collections.abc import Mapping

from config.demo.world import Case, Story, World

WIDTH = 88


def tour(world: World, references: Mapping[int, str]) -> str:
    """A paragraph a story, for a terminal; the references are those of its cases, by their keys in the world."""
    return "\n\n".join(_paragraph(world, story, references) for story in world.stories)


def _paragraph(world: World, story: Story, references: Mapping[int, str]) -> str:
    cases = [world.cases[key] for key in story.cases]
    width = max(len(_opened_by(story, case)) for case in cases)
    sentence = textwrap.fill(story.sentence, WIDTH, initial_indent="  ", subsequent_indent="  ")
    doors = [f"  {_opened_by(story, case):<{width}}  {references[case.key]}  {case.side.lower()}" for case in cases]
    return "\n".join([story.title, sentence, *doors])


def _opened_by(story: Story, case: Case) -> str:
    return story.sign_in if story.sign_in in case.named else case.lead
