"""Every form in which somebody writes words keeps its draft, or says here why not; a new one cannot be forgotten."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.test import Client

import casework
from accounts.roles import Role
from audit.office.access.table import access_table
from casework.inputs import DraftedForm, WordsField
from casework.standing.forms import FORMS as JUDGED
from tests.access.visits import objects, visit
from tests.access.world import World, make_world, undone

WITHOUT = {
    "BreakGlassForm": "written in a moment of danger, and judged by the officer in the words that were sent",
    "PairForm": "many stand on one page, each about another person, with a line or two",
}
NOT_MET = {"ReopenForm": "case_reopen", "ProposeForm": "link_propose", "DecisionForm": "handling_end"}
"""Of a closed case, of another agency's person whom it shares, and of an objection, which the data protection officer
decides: the walk meets none, so that its page is read."""
PAGES = [row.route for row in access_table().rows if row.method == "GET" and row.route.startswith("casework:")]
STANDINGS = [(Role.CASEWORKER, "lead"), (Role.TEAM_MANAGER, "lead"), (Role.CASEWORKER, "reader")]
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
BOX = re.compile(r'<textarea[^>]*name="([^"]+)"')
HIDDEN = re.compile(r'name="(id|draft|draft_page|draft_seen)"\s+value="([^"]*)"')
WORDS = "She wants the lock changed before anything else"


def forms_with_words() -> set[type[forms.BaseForm]]:
    """Every form of casework that has a box for words."""
    for module in pkgutil.walk_packages(casework.__path__, "casework."):
        if module.name.endswith("forms"):
            importlib.import_module(module.name)
    every: set[type[forms.BaseForm]] = set(_below(forms.BaseForm))
    return {
        one for one in every
        if one.__module__.startswith("casework.")
        and any(isinstance(field, WordsField) for field in getattr(one, "base_fields", {}).values())
    }  # fmt: skip


def _below(kind: type[Any]) -> Iterator[Any]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def pages(world: World) -> Iterator[tuple[Client, str, str]]:
    """Every page of casework as those who write on it see it, with its browser and address."""
    for standing in STANDINGS:
        browser, known = world.browser(standing), objects(world, standing)
        for route in PAGES:
            for what in JUDGED if route == "casework:standing-judge" else ("rating",):
                page = visit(browser, route, "GET", known | {"what": what}, {})
                if page.status_code == 200 and page.headers["Content-Type"].startswith("text/html"):
                    yield browser, page.wsgi_request.path, page.content.decode()  # type: ignore[attr-defined]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of the forms that pages have shown."""
    seen: set[str] = set()
    begin = forms.BaseForm.__init__

    def noted(form: forms.BaseForm, *args: Any, **options: Any) -> None:
        seen.update(kind.__name__ for kind in type(form).__mro__)
        begin(form, *args, **options)

    monkeypatch.setattr(forms.BaseForm, "__init__", noted)
    return seen


def test_every_form_with_words_is_one_whose_draft_is_kept_or_says_why_not() -> None:
    found = forms_with_words()
    assert len(found) > 30
    without = {one.__name__ for one in found if not issubclass(one, DraftedForm)}
    assert without == set(WITHOUT)


def test_every_page_with_a_box_for_words_keeps_what_is_typed(world: World, shown: set[str]) -> None:
    forgotten, unkept = set(), set()
    for browser, address, page in pages(world):
        for form in FORM.findall(page):
            box = BOX.search(form)
            if box is None or "hidden name" in box[0]:
                continue
            if "data-draft" not in form:
                forgotten.add(re.sub(r"RT-\w{4}-\w{4}|[0-9a-f-]{36}", "…", address))
                continue
            with undone(browser):
                hidden = {name: unescape(value) for name, value in HIDDEN.findall(form)}
                browser.post("/drafts/", {**hidden, box[1]: WORDS}, headers={"Accept": "application/json"})
                again = browser.get(address).content.decode()
            if WORDS not in again or "There is a problem" in again:
                unkept.add(address)
    assert forgotten == {"/break-glass/"}
    assert unkept == set()
    assert {one.__name__ for one in forms_with_words()} - shown == set(NOT_MET), "the walk came to no page of these"
    for page in NOT_MET.values():
        assert "components/draft.html" in Path(f"templates/casework/{page}.html").read_text()
