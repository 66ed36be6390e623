"""The names of the demo's subjects stand nowhere else, so that whoever finds one has found a leak."""

import re
import subprocess
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from config.demo.agencies import AGENCIES, TEAMS
from config.demo.generator import make_world
from config.demo.names import VENUES, pool
from config.demo.sensitive import birth_dates, fragment, secrets_of
from config.demo.staff import all_staff
from config.demo.world import World

SHORTEST = 5
OURS = ("config/demo/", "tests/")
LOCKS = (".lock", "package-lock.json")


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(today=date(2026, 7, 15))


@cache
def product() -> str:
    """Every tracked text of the product but the demo's own and the tests, in lower case."""
    root = Path(settings.BASE_DIR)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True, text=True).stdout
    paths = [
        root / name for name in listed.split("\0") if name and not name.startswith(OURS) and not name.endswith(LOCKS)
    ]
    return "\n".join(path.read_text(errors="ignore") for path in paths if path.is_file()).casefold()


def stands_in(word: str, text: str) -> bool:
    folded = word.casefold()
    return folded in text and re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", text) is not None


def test_a_planted_word_would_be_found() -> None:
    assert stands_in("Partnership", product())


def test_no_name_stands_in_the_code_the_pages_or_the_files_beside_them() -> None:
    assert [word for word in pool() if stands_in(word, product())] == []


def test_nothing_of_a_world_stands_in_the_code_the_pages_or_the_files_beside_them(world: World) -> None:
    assert [secret for secret in secrets_of(world) if stands_in(secret, product())] == []


def test_no_name_is_short() -> None:
    assert [word for word in pool() if len(word) < SHORTEST] == []


def test_subjects_share_no_name_with_staff_agencies_and_teams(world: World) -> None:
    staff = {word for member in all_staff() for word in member.name.split()}
    bodies = {
        word for body in (*AGENCIES, *TEAMS) for word in getattr(body, "name", getattr(body, "title", "")).split()
    }
    subjects = {word for person in world.people for word in f"{person.given} {person.family} {person.other}".split()}
    venues = {word for venue in VENUES for word in venue.split()[1:]}
    assert {word.casefold() for word in staff | bodies} & {
        word.casefold() for word in (subjects | {*pool()}) - venues
    } == set()


def test_secrets_are_names_aliases_dates_numbers_and_pieces_of_what_was_typed(world: World) -> None:
    secrets = secrets_of(world)
    person = next(one for one in world.people if one.aliases and one.identifiers and one.born and one.given)
    contact, case = world.interventions[0], world.cases[0]
    wanted = {person.given, person.family, person.aliases[0].text, person.identifiers[0].value, fragment(contact.note)}
    assert wanted | {fragment(case.reason), fragment(case.warning)} <= secrets
    assert birth_dates(date(1990, 5, 17)) == ("1990-05-17", "17 May 1990", "17/05/1990")
    assert min(map(len, secrets)) >= SHORTEST
