"""Logging on a victim's case: the rule of safe contact stands first on the page, and reading it loses no word."""

import re
from html import unescape

import pytest

from accounts.context import acting
from accounts.denials import NotPermitted
from casework.cases.models import Case, Role
from casework.cases.services import add_to_case
from casework.interventions.models import Mode, Result
from casework.safe_contact.models import Approach, Part
from casework.safe_contact.services import NotSafe
from casework.whereabouts.models import Said
from tests.access.protection import named
from tests.casework.interventions.writing import entries, said, write
from tests.casework.safe_contact.contacting import MOBILE, NUMBER, acknowledged, point
from tests.cast import actor, signed_in
from tests.security.story import log_form
from tests.town import Town, opened_case

REFUSED = "Read how to contact them safely first, and say that you have."


@pytest.fixture
def theirs(town: Town) -> Case:
    """A victim's case whose lead is named for safe contact, with one safe mobile."""
    case = opened_case(town.caseworker, role=Role.VICTIM)
    named(town.caseworker, town.caseworker, case, Part.CONTACT)
    point(town.caseworker, case)
    return case


def of(case: Case, rest: str) -> str:
    return f"/cases/{case.reference}/{rest}"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"\s+value="([^"]*)"', page)
    assert found
    return found[1]


def test_vic_04_the_rule_stands_in_the_log_before_anything_is_asked(town: Town, theirs: Case) -> None:
    page = signed_in(town.caseworker).get(of(theirs, "interventions/log/")).content.decode()
    assert MOBILE.times in page
    assert page.index(MOBILE.times) < page.index("How were you in contact?")
    assert NUMBER not in page
    assert "I have read this: call" in page


def test_vic_04_who_is_not_named_reads_in_the_log_through_whom_contact_goes(town: Town, theirs: Case) -> None:
    with acting(who := actor(town.caseworker)):
        add_to_case(actor=who, case=theirs, user=town.colleague)
    page = signed_in(town.colleague).get(of(theirs, "interventions/log/")).content.decode()
    assert "Do not call, write or visit." in page
    assert town.caseworker.name in page
    assert MOBILE.times not in page


def test_an_offenders_log_has_no_such_rule(town: Town) -> None:
    case = opened_case(town.caseworker)
    assert "Safe contact" not in signed_in(town.caseworker).get(of(case, "interventions/log/")).content.decode()


def test_vic_04_refused_then_read_then_logged_without_typing_anything_twice(town: Town, theirs: Case) -> None:
    browser, address = signed_in(town.caseworker), of(theirs, "interventions/log/")
    shown = browser.get(address).content.decode()
    form = log_form(mode="PHONE", note="She feels safer since the locks were changed")
    form |= {name: unescape(hidden(shown, name)) for name in ("draft", "draft_page", "version", "back")}
    assert REFUSED in browser.post(address, form).content.decode()
    back = browser.post(of(theirs, "contact/acknowledge/"), {**form, "approach": "CALL"})
    assert back.headers["Location"] == address
    again = browser.get(address).content.decode()
    assert "She feels safer since the locks were changed" in again
    assert hidden(again, "id") == form["id"]
    assert NUMBER in again
    assert browser.post(address, form).status_code == 302
    (entry,) = entries(town.caseworker, theirs)
    assert entry.mode == "Phone call"
    assert "She feels safer" not in browser.get(address).content.decode()


def test_reading_the_rule_before_writing_anything_begins_no_draft(town: Town, theirs: Case) -> None:
    browser, address = signed_in(town.caseworker), of(theirs, "interventions/log/")
    shown = browser.get(address).content.decode()
    form = {name: unescape(hidden(shown, name)) for name in ("id", "draft", "draft_page", "version", "back")}
    page = browser.post(of(theirs, "contact/acknowledge/"), {**form, "approach": "CALL"}, follow=True).content.decode()
    assert "It holds until" in page
    assert "Here is what you typed" not in page


def test_the_log_begins_with_the_way_for_which_the_rule_was_just_read(town: Town, theirs: Case) -> None:
    point(town.caseworker, theirs, text=Said.YES)
    write(town.caseworker, theirs, said(Result.WORK_DONE, Mode.OFFICE))
    browser, address = signed_in(town.caseworker), of(theirs, "interventions/log/")
    for approach, mode in ((None, "OFFICE"), (Approach.CALL, "PHONE"), (Approach.TEXT, "TEXT")):
        if approach:
            acknowledged(town.caseworker, theirs, approach)
        page = browser.get(address).content.decode()
        assert re.findall(r'name="mode" value="(\w+)"[^>]*checked', re.sub(r"\s+", " ", page)) == [mode]


def test_p13_a_message_is_left_only_where_a_voicemail_is_known_to_be_all_right(town: Town, theirs: Case) -> None:
    acknowledged(town.caseworker, theirs)
    left = said(Result.LEFT_MESSAGE, Mode.PHONE)
    with pytest.raises(NotPermitted):
        write(town.caseworker, theirs, left)
    with pytest.raises(NotSafe):
        acknowledged(town.caseworker, theirs, Approach.VOICE)
    point(town.caseworker, theirs, voicemail=Said.YES)
    acknowledged(town.caseworker, theirs, Approach.VOICE)
    write(town.caseworker, theirs, left)
    assert len(entries(town.caseworker, theirs)) == 1


def test_while_nobody_is_named_the_lead_is_led_to_naming_somebody_and_others_to_the_lead(town: Town) -> None:
    case = opened_case(town.caseworker, role=Role.VICTIM, team=town.team)
    page = signed_in(town.caseworker).get(of(case, "")).content.decode()
    assert "Say who is</a>, yourself if it is you." in page
    page = signed_in(town.teammate).get(of(case, "")).content.decode()
    assert f"{town.caseworker.name} says who is." in page
    assert "Say who is</a>" not in page
