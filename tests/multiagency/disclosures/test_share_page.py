"""Sharing something: chosen, shown thing by thing, and sent once; nothing goes that the page did not show."""

import pytest

from accounts.context import acting
from casework.categories import Category
from multiagency.disclosures.models import Opening
from multiagency.sharing.models import DisclosedItem, Disclosure, SharingDecision
from tests.cast import actor, signed_in
from tests.multiagency.disclosures.sending import agreed, filled, looked, pressed, texts
from tests.town import Town, logged, opened_case

NOTE = "Seen at the Blue Heron with a limp"


def rows(town: Town) -> tuple[int, int, int]:
    with acting(actor(town.caseworker)):
        return Disclosure.objects.count(), DisclosedItem.objects.count(), SharingDecision.objects.count()


def test_what_will_go_is_shown_before_anything_is_sent(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, NOTE)
    browser = signed_in(town.caseworker)
    form = texts(browser.get(f"/cases/{case.reference}/share/"))
    assert "In-tray of Westhaven Probation" in form
    assert "Paula Partner" in form
    page = looked(browser, case, filled(town.probation, ("intervention", note.pk), person=town.partner))
    words = texts(page)
    assert "Will go: 1" in words
    assert NOTE in words
    assert "Crime and Disorder Act 1998, section 115" in words  # the power that the agreement names
    assert "Fact" in words
    assert rows(town) == (0, 0, 0)


def test_it_is_sent_opened_by_its_recipient_and_seen_to_be(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, NOTE)
    browser = signed_in(town.caseworker)
    page = looked(browser, case, filled(town.probation, ("intervention", note.pk), person=town.partner))
    answer = pressed(browser, case, page)
    assert answer.status_code == 302
    where = answer.headers["location"]
    assert "Not yet" in texts(browser.get(where))
    theirs = signed_in(town.partner)
    pk = where.rstrip("/").rsplit("/", 1)[1]
    assert f"/received/{pk}/" in theirs.get("/received/").content.decode()
    received = texts(theirs.get(f"/received/{pk}/"))
    assert NOTE in received
    assert "Ask them before you pass any of it on" in received
    theirs.get(f"/received/{pk}/")
    with acting(actor(town.partner)):
        assert Opening.objects.count() == 1
    assert "Paula Partner" in texts(browser.get(where))


def test_sending_twice_sends_once(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, NOTE)
    browser = signed_in(town.caseworker)
    page = looked(browser, case, filled(town.probation, ("intervention", note.pk)))
    first, second = pressed(browser, case, page), pressed(browser, case, page)
    assert first.headers["location"] == second.headers["location"]
    assert rows(town) == (1, 1, 1)


def test_dis_03_what_may_not_go_is_held_back_and_both_are_kept(town: Town) -> None:
    agreed(town, Category.INTERVENTION_RECORD)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, NOTE)
    browser = signed_in(town.caseworker)
    page = looked(browser, case, filled(town.probation, ("intervention", note.pk), ("name", case.person_id)))
    words = texts(page)
    assert "Will go: 1" in words
    assert "Will not go: 1" in words
    assert "does not let Westhaven Police send" in words
    pressed(browser, case, page)
    assert rows(town) == (1, 1, 2)
    history = texts(browser.get(f"/cases/{case.reference}/disclosures/"))
    assert "does not let Westhaven Police send" in history
    assert "relied on" not in history


@pytest.mark.parametrize("who", ["colleague", "partner", "stranger"])
def test_nobody_else_shares_the_case(town: Town, who: str) -> None:
    case = opened_case(town.caseworker)
    assert signed_in(getattr(town, who)).get(f"/cases/{case.reference}/share/").status_code == 404


def test_what_was_received_is_read_by_whoever_is_named_alone(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, NOTE)
    browser = signed_in(town.caseworker)
    page = looked(browser, case, filled(town.probation, ("intervention", note.pk), person=town.partner))
    pk = pressed(browser, case, page).headers["location"].rstrip("/").rsplit("/", 1)[1]
    others = [browser, signed_in(town.stranger), signed_in(town.lead_auditor)]
    assert [other.get(f"/received/{pk}/").status_code for other in others] == [404, 404, 404]
