"""The pages of how and where to reach somebody: the rule before the number, in either role."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.context import acting
from casework.cases.models import Case, Role
from casework.cases.services import add_to_case
from casework.safe_contact.models import Approach, Part
from casework.whereabouts.models import Address, Channel, ContactPoint, Place, Safe, Said
from casework.whereabouts.wards import Ward
from tests.access.protection import named
from tests.casework.safe_contact.contacting import (
    FLAT,
    MOBILE,
    NUMBER,
    acknowledged,
    address,
    checked,
    point,
    the_card,
)
from tests.cast import actor, signed_in
from tests.town import Town, opened_case
from vault.ids import uuid7

STREET = FLAT.lines.splitlines()[0]
PAGE_OF_A_READER = 48
PAGE_WITH_WAITING = 44


def of(case: Case, rest: str = "") -> str:
    return f"/cases/{case.reference}/{rest}"


def test_vic_04_the_number_stands_on_the_page_once_the_rule_is_acknowledged_and_not_before(
    town: Town, theirs: Case
) -> None:
    point(town.caseworker, theirs)
    browser = signed_in(town.caseworker)
    for rest in ("", "contact/"):
        page = browser.get(of(theirs, rest)).content.decode()
        assert "Weekdays before 3 pm" in page
        assert NUMBER not in page
        assert MOBILE.code_word not in page
    sent = {"approach": "CALL", "version": the_card(town.caseworker, theirs).version}
    answer = browser.post(of(theirs, "contact/acknowledge/"), sent)
    assert answer.headers["Location"] == of(theirs, "contact/")
    page = browser.get(of(theirs, "contact/")).content.decode()
    assert NUMBER in page
    assert f"Code word: {MOBILE.code_word}" in page
    page = signed_in(town.teammate).get(of(theirs, "contact/")).content.decode()
    assert NUMBER not in page


def test_vic_04_coming_from_the_log_it_leads_back_there(town: Town, theirs: Case) -> None:
    point(town.caseworker, theirs)
    sent = {"approach": "CALL", "version": the_card(town.caseworker, theirs).version, "back": "log"}
    answer = signed_in(town.caseworker).post(of(theirs, "contact/acknowledge/"), sent)
    assert answer.headers["Location"].startswith(of(theirs))
    assert answer.headers["Location"] != of(theirs, "contact/")


@pytest.mark.parametrize(("approach", "safe", "words"), [
    ("CALL", Safe.SAFE, "was changed meanwhile"),
    ("TEXT", Safe.UNKNOWN, "Nothing recorded here is known to be safe"),
])  # fmt: skip
def test_p13_what_cannot_be_acknowledged_is_said_in_words(
    town: Town, theirs: Case, approach: str, safe: Safe, words: str
) -> None:
    point(town.caseworker, theirs, safe=safe)
    version = "2026-01-01" if safe == Safe.SAFE else the_card(town.caseworker, theirs).version
    browser = signed_in(town.caseworker)
    page = browser.post(of(theirs, "contact/acknowledge/"), {"approach": approach, "version": version}, follow=True)
    assert words in page.content.decode()
    assert browser.post(of(theirs, "contact/acknowledge/"), {"approach": "SHOUT"}).status_code == 404


def test_somebody_who_is_not_named_reads_through_whom_contact_goes(town: Town, theirs: Case) -> None:
    point(town.caseworker, theirs)
    with acting(who := actor(town.caseworker)):
        add_to_case(actor=who, case=theirs, user=town.colleague)
    browser = signed_in(town.colleague)
    for rest in ("", "contact/"):
        page = browser.get(of(theirs, rest)).content.decode()
        assert "Do not call, write or visit." in page
        assert "Casey Worker, Terry Mate" in page
        assert "Weekdays before 3 pm" not in page


def test_p14_an_address_is_written_down_checked_by_a_second_person_and_changed_through_the_pages(
    town: Town, theirs: Case
) -> None:
    point(town.caseworker, theirs)
    first, second = signed_in(town.caseworker), signed_in(town.teammate)
    form = {"id": uuid7(), "kind": "SAFE_ADDRESS", "lines": STREET, "safe_for_post": "YES"}
    assert first.post(of(theirs, "contact/addresses/add/"), form).status_code == 302
    with acting(actor(town.caseworker)):
        row = Address.objects.get()
    page = first.get(of(theirs, "contact/")).content.decode()
    assert "Somebody other than Casey Worker checks it" in page
    assert STREET not in page
    assert first.post(of(theirs, f"contact/check/{row.pk}/")).status_code == 403
    assert STREET in second.get(of(theirs, f"contact/check/{row.pk}/")).content.decode()
    second.post(of(theirs, f"contact/check/{row.pk}/"))
    acknowledged(town.caseworker, theirs, Approach.LETTER)
    assert STREET in first.get(of(theirs, "contact/")).content.decode()
    form |= {"id": uuid7(), "lines": "9 Newfound Court"}
    first.post(of(theirs, f"contact/addresses/{row.pk}/"), form)
    page = first.get(of(theirs, "contact/")).content.decode()
    assert "No letters." in page
    assert "No longer used (1)" in page
    assert STREET not in page
    assert STREET in first.get(of(theirs, f"contact/addresses/{row.pk}/")).content.decode()


def test_p14_checking_an_address_says_that_no_letter_goes_where_none_is_safe(town: Town, theirs: Case) -> None:
    row = address(town.caseworker, theirs, safe_for_post=Said.NO)
    browser = signed_in(town.teammate)
    page = browser.get(of(theirs, f"contact/check/{row.pk}/")).content.decode()
    assert "It is right: no letter goes there" in page
    assert "letters may go" not in page
    page = browser.post(of(theirs, f"contact/check/{row.pk}/"), follow=True).content.decode()
    assert "Letters go only where an address says that they are safe." in page
    assert "I have read this: see whether a letter may go" in page


def test_where_they_are_is_shown_once_the_rule_is_read_for_any_way(town: Town, theirs: Case) -> None:
    row = address(town.caseworker, theirs, safe_for_post=Said.NO, ward=Ward.LITTLE_VENICE)
    point(town.caseworker, theirs)
    browser = signed_in(town.caseworker)
    assert STREET not in browser.get(of(theirs, "contact/")).content.decode()
    acknowledged(town.caseworker, theirs)
    page = browser.get(of(theirs, "contact/")).content.decode()
    assert STREET in page
    assert "Ward: Little Venice" in page
    assert 'value="LITTLE_VENICE" selected' in browser.get(of(theirs, f"contact/addresses/{row.pk}/")).content.decode()


def test_where_they_are_is_shown_where_no_way_is_safe_and_there_is_nothing_to_read(town: Town, theirs: Case) -> None:
    address(town.caseworker, theirs)
    point(town.caseworker, theirs, safe=Safe.UNSAFE)
    page = signed_in(town.caseworker).get(of(theirs, "contact/")).content.decode()
    assert "Nothing here is known to be safe." in page
    assert STREET in page


def test_p13_the_form_answers_nothing_that_could_hurt_by_itself(town: Town, theirs: Case) -> None:
    browser = signed_in(town.caseworker)
    assert "checked" not in browser.get(of(theirs, "contact/ways/add/")).content.decode()
    form = {"id": uuid7(), "channel": "MOBILE", "value": "nobody", "times": "Mornings"}
    page = browser.post(of(theirs, "contact/ways/add/"), form).content.decode()
    for words in ("Say whether it is safe", "Say whether a voicemail", "Say whether a text", "Mornings"):
        assert words in page
    form |= {"safe": "SAFE", "voicemail": "NO", "text": "NOT_KNOWN"}
    assert "Enter one telephone number" in browser.post(of(theirs, "contact/ways/add/"), form).content.decode()
    browser.post(of(theirs, "contact/ways/add/"), form | {"value": NUMBER})
    assert [way.detail.value for way in the_card(town.caseworker, theirs).ways] == [NUMBER]


def test_an_offenders_page_shows_its_numbers_and_says_nothing_of_safe_contact(town: Town) -> None:
    case = opened_case(town.caseworker)
    browser = signed_in(town.caseworker)
    browser.post(of(case, "contact/ways/add/"), {"id": uuid7(), "channel": "MOBILE", "value": NUMBER})
    form = {"id": uuid7(), "kind": "HOSTEL", "lines": STREET, "confidential": "NOT_KNOWN"}
    browser.post(of(case, "contact/addresses/add/"), form)
    page = browser.get(of(case, "contact/")).content.decode()
    assert NUMBER in page
    assert STREET in page
    assert "Confidential" in page  # for it is not known not to be
    assert "afe contact" not in page
    assert browser.post(of(case, "contact/acknowledge/"), {"approach": "CALL"}).status_code == 404
    with acting(actor(town.caseworker)):
        row, number = Address.objects.get(), ContactPoint.objects.get()
    assert browser.get(of(case, f"contact/check/{row.pk}/")).status_code == 404
    browser.post(of(case, f"contact/ways/{number.pk}/confirm/"))
    browser.post(of(case, f"contact/addresses/{row.pk}/end/"))
    page = browser.get(of(case, "contact/")).content.decode()
    assert "by Casey Worker" in page
    assert STREET not in page


def test_what_is_not_there_is_not_known(town: Town, theirs: Case) -> None:
    browser = signed_in(town.caseworker)
    for rest in (f"contact/ways/{uuid7()}/", f"contact/check/{uuid7()}/", "contact/dreams/add/"):
        assert browser.get(of(theirs, rest)).status_code == 404


def test_the_page_asks_the_same_number_of_queries_of_few_and_of_many(
    town: Town, theirs: Case, django_assert_num_queries: Callable[[int], Callable[..., object]]
) -> None:
    browser = signed_in(town.caseworker)
    row = address(town.caseworker, theirs)
    point(town.caseworker, theirs)
    checked(town.teammate, theirs, row)
    for more in (0, 12):
        for _ in range(more):
            point(town.caseworker, theirs, channel=Channel.LANDLINE)
            checked(town.teammate, theirs, address(town.caseworker, theirs, kind=Place.HOSTEL))
        acknowledged(town.caseworker, theirs, Approach.LETTER)
        browser.get(of(theirs, "contact/"))
        with django_assert_num_queries(PAGE_OF_A_READER):  # type: ignore[attr-defined]
            browser.get(of(theirs, "contact/"))


def test_addresses_that_wait_cost_the_same_for_few_and_many(
    town: Town, theirs: Case, django_assert_num_queries: Callable[[int], Callable[..., object]]
) -> None:
    browser = signed_in(town.caseworker)
    for more in (1, 12):
        for _ in range(more):
            address(town.caseworker, theirs, kind=Place.HOSTEL)
        browser.get(of(theirs, "contact/"))
        with django_assert_num_queries(PAGE_WITH_WAITING):  # type: ignore[attr-defined]
            browser.get(of(theirs, "contact/"))


def test_the_lead_who_is_named_for_one_part_keeps_that_one_alone(town: Town) -> None:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    named(town.caseworker, town.caseworker, case, Part.CONTACT)
    page = signed_in(town.caseworker).get(of(case, "contact/")).content.decode()
    assert "Add a way to reach them" in page
    assert "Add an address" not in page


def test_the_overview_asks_the_same_number_of_queries_of_few_and_of_many_ways(town: Town, theirs: Case) -> None:
    browser = signed_in(town.caseworker)
    point(town.caseworker, theirs)
    asked = []
    for more in (0, 12):
        for _ in range(more):
            point(town.caseworker, theirs, channel=Channel.LANDLINE)
        browser.get(of(theirs))
        with CaptureQueriesContext(connection) as captured:
            browser.get(of(theirs))
        asked.append(len(captured))
    assert asked[0] == asked[1]
