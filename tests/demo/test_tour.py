"""The tour leads to the cases of each story, by somebody who can open them."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from config.demo import database
from config.demo.generator import make_world
from config.demo.tour import tour

WORLD = make_world(today=date(2026, 7, 15), people=60)


def test_every_case_of_a_story_is_told_with_its_reference_and_who_opens_it() -> None:
    told = tour(WORLD, {case.key: f"RT-{case.key:04}" for case in WORLD.cases})
    for story in WORLD.stories:
        assert story.title in told
        assert story.sign_in in told
        assert all(f"RT-{key:04}" in told for key in story.cases)


def test_a_restricted_case_is_opened_by_the_one_named_on_it() -> None:
    told = tour(WORLD, {case.key: f"RT-{case.key:04}" for case in WORLD.cases})
    story = next(story for story in WORLD.stories if story.number == 9)
    assert f"{story.sign_in}  RT-{story.cases[0]:04}" in told


def test_where_there_is_no_demo_the_command_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.DEMO = True
    monkeypatch.setattr(database, "_note", lambda: tmp_path / "demo.json")
    with pytest.raises(CommandError, match="demo --reset"):
        call_command("demo", stories=True)
