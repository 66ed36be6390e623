"""What is pasted or typed by mistake is refused in words in every box of every form, and nothing typed is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.test import Client

from accounts.day_fields import DayField
from accounts.roles import Role
from audit.office.access.table import access_table
from casework.inputs import HIDDEN, WORDS, WordsField
from casework.moment_fields import MomentField
from casework.relationships.forms import KnownDayField
from casework.standing.forms import FORMS as JUDGED
from tests.access.visits import form, objects, visit
from tests.access.world import World, make_world, undone

TABLE = access_table()
WRITES = {row.route for row in TABLE.rows if row.method == "POST" and row.route.startswith("casework:")}
FORMS = [row.route for row in TABLE.rows if row.method == "GET" and row.route in WRITES]
STANDINGS = [(Role.CASEWORKER, "lead"), (Role.TEAM_MANAGER, "lead"), (Role.CASEWORKER, "reader")]
NO_WORDS = (forms.ChoiceField, forms.ModelChoiceField, forms.UUIDField, forms.FileField)
"""What a browser sends of a choice is one of those offered; anything else is refused as none of them."""
HIDDEN_TEXT = "He\u202e said\x00 so\x07"
NOTE = "begun " + "words " * 50_000 + "to the end"
AT_ONCE = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // len(NOTE) - 1
"""So many such notes fit into one request; nobody types 50,000 words beside each of 24 questions."""
IMPOSSIBLE = ("31/02/2026", "01/01/0000", "25/11/9999", "tomorrow")


@dataclass(frozen=True)
class Asked:
    """A form as its page shows it to somebody who may send it, and what would be sent."""

    browser: Client
    route: str
    known: dict[str, object]
    filled: dict[str, Any]
    fields: dict[str, forms.Field]

    def send(self, wrong: dict[str, str]) -> Any:
        """The answer to the form filled in as it should be, but for what is wrong."""
        with undone(self.browser):
            return visit(self.browser, self.route, "POST", self.known, self.filled | wrong)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def asked(world: World) -> Iterator[Asked]:
    """Every form of casework with each of its boxes, once."""
    met = set()
    for standing in STANDINGS:
        browser, known = world.browser(standing), objects(world, standing)
        for route in FORMS:
            for what in JUDGED if route == "casework:standing-judge" else ("rating",):
                page = visit(browser, route, "GET", known | {"what": what}, {})
                shown = (getattr(page, "context", None) or {}).get("form")
                if page.status_code == 200 and shown is not None and (route, what) not in met:
                    met.add((route, what))
                    yield Asked(browser, route, known | {"what": what}, form(route, world), dict(shown.fields))


def test_hidden_characters_are_refused_in_every_box_and_gone_from_it(world: World) -> None:
    wrong: set[tuple[object, ...]] = set()
    tried = 0
    for one in asked(world):
        boxes = [
            name for name, field in one.fields.items()
            if isinstance(field, forms.CharField) and not isinstance(field, NO_WORDS) and not field.disabled
            and not isinstance(field.widget, forms.HiddenInput)
        ]  # fmt: skip
        if not boxes:
            continue
        page = one.send(dict.fromkeys(boxes, HIDDEN_TEXT))
        if page.status_code != 200:
            wrong.add((one.route, page.status_code))
            continue
        sent = page.context["form"]
        wrong |= {(one.route, name) for name in boxes if not sent.has_error(name)}
        wrong |= {(one.route, name, "still there") for name in boxes if HIDDEN.search(str(sent[name]))}
        wrong |= {(one.route, name, "lost") for name in boxes if "He said so" not in str(sent[name])}
        tried += len(boxes)
    assert wrong == set()
    assert tried > 100


def test_a_note_of_fifty_thousand_words_is_refused_in_words_in_every_long_box_and_stays_there(world: World) -> None:
    wrong: set[tuple[object, ...]] = set()
    tried = 0
    for one in asked(world):
        boxes = [name for name, field in one.fields.items() if isinstance(field, WordsField)][:AT_ONCE]
        if not boxes:
            continue
        page = one.send(dict.fromkeys(boxes, NOTE))
        if page.status_code != 200:
            wrong.add((one.route, page.status_code))
            continue
        sent = page.context["form"]
        wrong |= {(one.route, name) for name in boxes if not sent.has_error(name, "too_long")}
        wrong |= {(one.route, name, "lost") for name in boxes if NOTE not in str(sent[name])}
        tried += len(boxes)
    assert wrong == set()
    assert tried > 60
    assert len(NOTE) > WORDS


def test_an_impossible_day_is_refused_in_every_box_for_days_and_stays_there(world: World) -> None:
    wrong: set[tuple[object, ...]] = set()
    tried = 0
    for one in asked(world):
        days = [name for name, field in one.fields.items() if isinstance(field, DayField | MomentField | KnownDayField)]
        for day in IMPOSSIBLE if days else ():
            page = one.send(dict.fromkeys(days, day))
            if page.status_code != 200:
                wrong.add((one.route, day, page.status_code))
                continue
            sent = page.context["form"]
            wrong |= {(one.route, day, name) for name in days if not sent.has_error(name)}
            wrong |= {(one.route, day, name, "lost") for name in days if day not in str(sent[name])}
        tried += len(days)
    assert wrong == set()
    assert tried > 25
