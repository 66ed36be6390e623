"""The long forms of the rooms keep drafts, each with words that are there again when it is opened."""

import re
from html import unescape

import pytest
from django.test import Client

from casework.cases.models import Role
from tests.cast import signed_in
from tests.town import Town, opened_case

HIDDEN = re.compile(r'name="(id|draft|draft_page|draft_seen)"\s+value="([^"]*)"')
WORDS = "She wants the lock changed before anything else"
FORMS = {
    "wishes/": ("words", Role.VICTIM),
    "victim/safety-plan/": ("at_home", Role.VICTIM),
    "incidents/add/": ("what", Role.VICTIM),
    "plan/needs/add/": ("need", Role.OFFENDER),
}


def begin(browser: Client, address: str, name: str) -> None:
    """Type into one box of the form without saving it, as its page does by itself."""
    hidden = {key: unescape(value) for key, value in HIDDEN.findall(browser.get(address).content.decode())}
    assert browser.post("/drafts/", {**hidden, name: WORDS}, headers={"Accept": "application/json"}).status_code == 200


@pytest.mark.parametrize(("form", "name", "role"), [(form, *facts) for form, facts in FORMS.items()], ids=FORMS)
def test_what_was_typed_and_not_saved_is_there_again(town: Town, form: str, name: str, role: Role) -> None:
    case, browser = opened_case(town.caseworker, role=role), signed_in(town.caseworker)
    address = f"/cases/{case.reference}/{form}"
    begin(browser, address, name)
    page = browser.get(address).content.decode()
    assert WORDS in page
    assert "It is not on the record until you save it" in page
    assert "There is a problem" not in page
