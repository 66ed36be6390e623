"""The form of an intervention: quick choices, words that cannot be stored as they are, mentions, corrections."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from casework.cases.models import Case
from casework.cases.models import Role as CaseRole
from casework.interventions.models import Mode
from tests.casework.interventions.writing import entries, said, write
from tests.cast import PASSWORD, make_user, signed_in
from tests.security.story import log_form
from tests.town import Town, opened_case
from tests.work import carry_out

RIGHT_TO_LEFT = "\u202e"


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, team=town.team)


@pytest.fixture
def browser(town: Town) -> Client:
    return signed_in(town.caseworker)


def path(case: Case) -> str:
    return f"/cases/{case.reference}/interventions/log/"


def words_of(browser: Client, address: str, form: dict[str, str]) -> str:
    """What the form says when it is not taken."""
    page = browser.post(address, form)
    assert page.status_code == 200
    return unescape(page.content.decode())


def test_a_quick_choice_sets_the_next_date(town: Town, browser: Client, case: Case) -> None:
    assert browser.post(path(case), log_form(following="WEEK")).status_code == 302
    (entry,) = entries(town.caseworker, case)
    assert entry.intervention.next_on == timezone.localdate() + timedelta(days=7)


def test_the_form_begins_with_how_one_was_in_contact_last_time(town: Town, browser: Client, case: Case) -> None:
    write(town.caseworker, case, said(mode=Mode.VIDEO))
    assert re.search(r'value="VIDEO"[^>]*checked', browser.get(path(case)).content.decode())
    teammates = signed_in(town.teammate).get(path(case)).content.decode()
    assert not re.search(r'value="VIDEO"[^>]*checked', teammates)


def test_what_was_done_and_what_its_writer_makes_of_it_stand_apart(browser: Client, case: Case) -> None:
    browser.post(path(case), log_form(note="He had moved.", view="He is hiding something."))
    page = browser.get(f"/cases/{case.reference}/").content.decode()
    assert re.search(r"Their view:</strong>\s*<p>He is hiding something.</p>", page)


def test_fifty_thousand_words_are_refused_in_words_and_stay_in_the_box(browser: Client, case: Case) -> None:
    note = "words " * 52_000
    page = words_of(browser, path(case), log_form(note=f"{note}end"))
    assert "This has 312,003 characters; this box holds 20,000. Nothing was lost" in page
    assert f"{note}end" in page


@pytest.mark.parametrize("hidden", [RIGHT_TO_LEFT, "\x00", "\x07", "\u2066", "\x0b"])
def test_hidden_characters_are_refused_once_and_gone_from_the_box(browser: Client, case: Case, hidden: str) -> None:
    page = words_of(browser, path(case), log_form(note=f"He said {hidden}yes"))
    assert "hidden characters" in page
    assert "He said yes" in page
    assert hidden not in page
    assert browser.post(path(case), log_form(note="He said yes")).status_code == 302


def test_names_written_from_right_to_left_are_kept_as_they_are(town: Town, browser: Client, case: Case) -> None:
    note = "شادي\u200f (12) and O\u2019Neill"
    assert browser.post(path(case), log_form(note=note)).status_code == 302
    assert entries(town.caseworker, case)[0].note.text == note


def test_a_colleague_is_mentioned_and_told_without_a_word_of_the_case(town: Town, browser: Client, case: Case) -> None:
    assert browser.post(path(case), log_form(note="@Terry Mate please ring the landlord")).status_code == 302
    carry_out(town.partnership)
    (message,) = mail.outbox
    assert message.to == [town.teammate.email]
    assert case.reference not in message.subject + str(message.body)
    assert "landlord" not in str(message.body)
    assert case.reference in signed_in(town.teammate).get("/mentions/").content.decode()


def test_a_colleague_without_the_case_is_refused_in_words(town: Town, browser: Client, case: Case) -> None:
    page = words_of(browser, path(case), log_form(note="@Cole League knows him"))
    assert "Cole League does not have this case" in page
    assert "@Cole League knows him" in page
    assert entries(town.caseworker, case) == ()


def test_a_text_said_to_be_a_talk_is_refused_in_words(browser: Client, case: Case) -> None:
    page = words_of(browser, path(case), log_form(mode="TEXT", result="SPOKE"))
    assert "A text, an e-mail or a letter is an attempt until they answer" in page


def test_vic_04_a_victims_form_says_that_the_rule_comes_first_and_keeps_the_note(town: Town, browser: Client) -> None:
    case = opened_case(town.caseworker, role=CaseRole.VICTIM)
    page = words_of(browser, path(case), log_form(mode="PHONE", note="Rang her"))
    assert "Contact with this person goes through the people named for safe contact." in page
    assert "Rang her" in page


def test_p24_a_late_entry_says_how_late(browser: Client, case: Case) -> None:
    day = timezone.localtime() - timedelta(days=3, hours=1)
    browser.post(path(case), log_form(occurred_at=f"{day:%d/%m/%Y}", occurred_at_time=f"{day:%H:%M}"))
    assert "Logged late: 3 days after" in browser.get(f"/cases/{case.reference}/").content.decode()


def test_vic_01_where_a_victim_was_met_is_asked_for_as_a_kind_of_place(town: Town, browser: Client, case: Case) -> None:
    victim = opened_case(town.caseworker, role=CaseRole.VICTIM)
    assert "Never where they live" in browser.get(path(victim)).content.decode()
    assert "Never where they live" not in browser.get(path(case)).content.decode()


def test_an_entry_is_corrected_on_its_page_and_signed_off_by_a_manager(town: Town, browser: Client, case: Case) -> None:
    row = write(town.caseworker, case, said(note="Rang his aunt", minutes=20))
    address = f"/cases/{case.reference}/interventions/{row.pk}/"
    form = browser.get(f"{address}correct/").content.decode()
    assert "Rang his aunt" in form
    assert 'value="20"' in form
    assert "Say why" in words_of(browser, f"{address}correct/", log_form(note="Rang his sister"))
    done = browser.post(f"{address}correct/", log_form(note="Rang his sister", why="Wrong name"), follow=True)
    page = done.content.decode()
    assert "Rang his sister" in page
    assert "Rang his aunt" in page
    assert "Earlier version" in page
    assert "took its place" in browser.get(address).content.decode()
    manager = make_user(
        town.partnership, town.police, Role.TEAM_MANAGER, name="Mona Ger", teams=(town.team,), password=PASSWORD
    )
    newest = done.redirect_chain[-1][0]
    assert "Sign off" not in browser.get(newest).content.decode().replace("Signed", "")
    signed = signed_in(manager).post(f"{newest}sign/", follow=True).content.decode()
    assert "Signed off by Mona Ger" in signed
