"""What is known of a victim: said by people, superseded and never edited, and shown the most dangerous first."""

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.context import acting
from accounts.denials import NotPermitted
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.refusals import AlreadySent, ChangedMeanwhile
from casework.victims.choices import Enhanced, Harmed, Kind, Known, Status
from casework.victims.models import VictimProfile
from casework.victims.profile import Profile, opened_profile
from tests.casework.victims.saying import PERSON, VENUE, child_noted, described, everything_said, moved, planned
from tests.cast import actor, signed_in
from tests.security.raw import refused
from tests.town import Town, known_person, opened_case, shared
from vault.ids import uuid7


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM, team=town.team)


@pytest.fixture
def browser(town: Town) -> Client:
    return signed_in(town.caseworker)


def page(browser: Client, case: Case, rest: str = "victim/") -> str:
    return browser.get(f"/cases/{case.reference}/{rest}").content.decode()


def test_whom_they_fear_stands_before_everything_else(town: Town, case: Case, browser: Client) -> None:
    described(town.caseworker, case)
    for rest in ("victim/", ""):
        text = page(browser, case, rest)
        assert "Not safe to talk to: Her own mother" in text
        assert text.index("Her own mother") < text.index("Afraid of: Her former partner") < text.index("Domestic abuse")


def test_what_is_written_later_supersedes_and_what_stood_before_stays_readable(
    town: Town, case: Case, browser: Client
) -> None:
    first = described(town.caseworker, case)
    described(town.caseworker, case, replace(PERSON, afraid_of="Nobody now"), after=first)
    text = page(browser, case)
    assert text.index("Nobody now") < text.index("Superseded, written on") < text.index("his brother")
    with acting(actor(town.caseworker)):
        assert "permission denied" in refused("UPDATE casework_victimprofile SET category = 'IDENTITY'")


def test_two_who_write_at_once_do_not_overwrite_each_other(town: Town, case: Case) -> None:
    described(town.caseworker, case)
    with pytest.raises(ChangedMeanwhile):
        described(town.teammate, case, VENUE)


def test_the_form_says_that_somebody_saved_in_between_and_keeps_what_was_typed(
    town: Town, case: Case, browser: Client
) -> None:
    sent = {
        "id": uuid7(), "kind": "DA", "told_of_marac": "NOT_KNOWN", "children": "NOT_KNOWN",
        "afraid_of": "The man at number nine", "needs": ["LEGAL", "COURT"],
    }  # fmt: skip
    described(town.teammate, case)
    answer = browser.post(f"/cases/{case.reference}/victim/person/", sent).content.decode()
    assert "Somebody else saved this after you opened it" in answer
    assert "The man at number nine" in answer
    assert answer.count("checked") == 5  # three radios, two boxes
    again = browser.post(f"/cases/{case.reference}/victim/person/", {**sent, "after": newest(town, case)})
    assert again.status_code == 302
    assert "Afraid of: The man at number nine" in page(browser, case)


def test_a_form_that_supersedes_what_is_not_there_says_so_and_never_that_it_is_saved(
    case: Case, browser: Client
) -> None:
    sent = {"id": uuid7(), "kind": "DA", "told_of_marac": "NOT_KNOWN", "children": "NOT_KNOWN", "after": uuid7()}
    answer = browser.post(f"/cases/{case.reference}/victim/person/", sent)
    assert answer.status_code == 200
    assert "Somebody else saved this after you opened it" in answer.content.decode()
    assert browser.post(f"/cases/{case.reference}/victim/person/", {**sent, "after": ""}).status_code == 302


def newest(town: Town, case: Case) -> object:
    with acting(actor(town.caseworker)):
        return VictimProfile.objects.filter(case=case).latest("created_at").pk


def test_a_form_sent_twice_is_saved_once_and_with_other_words_not_at_all(town: Town, case: Case) -> None:
    row_id = uuid7()
    first = described(town.caseworker, case, row_id=row_id)
    assert described(town.caseworker, case, row_id=row_id) == first
    with pytest.raises(AlreadySent):
        described(town.caseworker, case, replace(PERSON, kind=Kind.HATE), row_id=row_id)
    with acting(actor(town.caseworker)):
        assert VictimProfile.objects.count() == 1


def test_nothing_that_is_not_known_is_taken_for_no(browser: Client, case: Case) -> None:
    address = f"/cases/{case.reference}/victim/person/"
    assert "checked" not in browser.get(address).content.decode()
    answer = browser.post(address, {"id": uuid7(), "kind": "DA"}).content.decode()
    assert "Choose whether they know, or that this is not known." in answer
    assert "Choose whether there are, or that this is not known." in answer


def test_a_reason_is_asked_for_not_telling_them_and_for_enhanced_rights(browser: Client, case: Case) -> None:
    sent = {"id": uuid7(), "kind": "DA", "told_of_marac": "NO", "children": "NO", "enhanced": ["MOST_SERIOUS"]}
    answer = browser.post(f"/cases/{case.reference}/victim/person/", sent).content.decode()
    assert "Say why they were not told." in answer
    assert "Say why they have enhanced rights." in answer
    with pytest.raises(ValueError, match="MARAC"):
        replace(PERSON, told_of_marac=Known.NO)


def test_what_is_sealed_opens_to_the_same(town: Town) -> None:
    for said in (PERSON, VENUE, replace(PERSON, enhanced=tuple(Enhanced), enhanced_why="Three times since May")):
        assert opened_profile(said.sealed()) == said


def test_a_venue_has_somebody_who_speaks_for_it_and_no_date_of_birth(town: Town, browser: Client) -> None:
    venue = opened_case(town.caseworker, known_person(town.caseworker, "", "The Gilded Lantern"), role=Role.VICTIM)
    assert "Date of birth" in page(browser, venue, "")
    described(town.caseworker, venue, VENUE)
    assert "Date of birth" not in page(browser, venue, "")
    text = page(browser, venue)
    assert "Odile Marchbanks, Manager" in text
    assert "Nightclub" in text
    assert "Know of the MARAC" not in text
    asked = browser.get(f"/cases/{venue.reference}/victim/business/").content.decode()
    assert "birth" not in asked
    with pytest.raises(ValueError, match="premises"):
        Profile(harmed=Harmed.BUSINESS, kind=Kind.ASB)


def test_where_the_work_is_changes_and_the_case_stays_open(town: Town, case: Case, browser: Client) -> None:
    moved(town.caseworker, case, Status.CONTACTING, "Rang twice")
    moved(town.caseworker, case, Status.DECLINED, "Does not want it now")
    text = page(browser, case)
    assert text.index("Declined support") < text.index("Trying to make contact")
    assert "Active" in page(browser, case, "")


def test_a_safety_plan_is_superseded_and_its_next_look_is_due(town: Town, case: Case, browser: Client) -> None:
    first = planned(town.caseworker, case)
    planned(town.caseworker, case, first, "Sleeps at her sister's")
    text = page(browser, case)
    assert text.index("Sleeps at her sister") < text.index("Superseded plan") < text.index("Chain on the door")


def test_an_offenders_case_has_nothing_of_it_not_even_in_the_database(town: Town, case: Case, browser: Client) -> None:
    offender = opened_case(town.caseworker, known_person(town.caseworker, "Jasper", "Thorncastle"))
    for rest in ("", "person/", "business/", "status/", "safety-plan/", "children/", "rights/", "rights/4/"):
        assert browser.get(f"/cases/{offender.reference}/victim/{rest}").status_code == 404
    with pytest.raises(ValueError, match="victim's case"):
        described(town.caseworker, offender)
    assert "victim/" not in page(browser, offender, "")


def test_another_agency_sees_the_categories_that_it_is_shared(town: Town, case: Case) -> None:
    everything_said(town.caseworker, case)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    partner = signed_in(town.partner)
    text = page(partner, case)
    for words in ("Her own mother", "Chain on the door", "She answered"):
        assert words not in text
    assert "not shared with your agency" in text
    shared(town.caseworker, case, town.probation, Category.VULNERABILITY_ASSESSMENT)
    text = page(partner, case)
    assert "Her own mother" in text
    assert "Chain on the door" not in text


def test_whoever_only_reads_the_case_changes_nothing(town: Town, case: Case) -> None:
    for act in (described, moved, planned, child_noted):
        with pytest.raises(NotPermitted):
            act(town.coordinator, case)


@pytest.mark.parametrize("many", [1, 25])
@pytest.mark.parametrize(("rest", "queries"), [("victim/", 34), ("victim/children/", 25)])
def test_a_page_asks_the_same_number_of_queries_for_few_rows_and_many(
    town: Town, case: Case, browser: Client, django_assert_num_queries: DjangoAssertNumQueries, many: int, rest: str,
    queries: int,
) -> None:  # fmt: skip
    last = None
    for number in range(many):
        moved(town.caseworker, case, why=f"Reason {number}")
        child_noted(town.caseworker, case)
        last = described(town.caseworker, case, replace(PERSON, afraid_of=f"Number {number}"), after=last)
    planned(town.caseworker, case)
    page(browser, case, rest)
    with django_assert_num_queries(queries):
        page(browser, case, rest)
