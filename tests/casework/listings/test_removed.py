"""Removed means removed: an ended or expired place is gone for everybody but those who read the ledger (P17)."""

from datetime import timedelta

import psycopg
import pytest
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.outbox.models import Message
from accounts.roles import Role
from casework.cases.models import Case
from casework.categories import Category
from casework.listings.expiry import end_every_hour, tell_every_night
from casework.listings.models import Ending, Listing
from tests.casework.listings.listed import WHY, decided, ended, listed, reviewed
from tests.cast import PASSWORD, actor, founder_of, make_user, signed_in
from tests.security.raw import sql
from tests.town import Town, make_town, opened_case, shared

HINTS = (WHY, "Keeps his appointments", "Integrated offender management (Fixed)", "Fixed, active")


def pages(browser: Client, case: Case, place: Listing) -> str:
    """Everything that a case and the cohorts say to somebody."""
    rests = ("", "listings/", f"listings/{place.pk}/review/", f"listings/{place.pk}/end/", "standing/", "files/")
    addresses = [f"/cases/{case.reference}/{rest}" for rest in rests]
    addresses += ["/", "/cohorts/", f"/people/{case.person_id}/"]
    return "".join(browser.get(address).content.decode() for address in addresses)


def everybody(town: Town) -> dict[str, Client]:
    """The browsers of all who see the case, by name."""
    manager = make_user(town.partnership, town.police, Role.TEAM_MANAGER, teams=(town.team,), password=PASSWORD)
    users = (town.caseworker, town.teammate, town.coordinator, town.partner, manager)
    return {user.name: signed_in(user) for user in users}


def test_p17_an_ended_place_is_gone_from_every_page_of_everybody(town: Town) -> None:
    case = opened_case(town.caseworker, team=town.team)
    shared(town.caseworker, case, town.probation, Category.OFFENDING_HISTORY)
    place = reviewed(town.caseworker, case, listed(town.caseworker, case))
    browsers = everybody(town)
    for name, browser in browsers.items():
        assert "Keeps his appointments" in pages(browser, case, place), name
    ended(town.caseworker, case, place)
    for name, browser in browsers.items():
        text = pages(browser, case, place)
        assert [hint for hint in HINTS if hint in text] == [], name


def test_p17_those_who_oversee_read_that_it_ended_and_why_and_nothing_of_it(town: Town) -> None:
    case = opened_case(town.caseworker)
    ended(town.caseworker, case, listed(town.caseworker, case), Ending.OTHER_ARRANGEMENT)
    dpo = make_user(town.partnership, town.police, Role.DPO, password=PASSWORD)
    for user in (town.auditor, town.lead_auditor, dpo):
        text = signed_in(user).get("/audit/ended-listings/").content.decode()
        assert case.reference in text
        assert "Managed under another arrangement" in text
        assert [hint for hint in (*HINTS, "A year without an arrest") if hint in text] == []
    elsewhere = make_user(town.partnership, town.charity, Role.IG_OFFICER, password=PASSWORD)
    assert case.reference not in signed_in(elsewhere).get("/audit/ended-listings/").content.decode()
    assert signed_in(town.caseworker).get("/audit/ended-listings/").status_code == 403


def tomorrow(patch: pytest.MonkeyPatch) -> None:
    day = timezone.localdate() + timedelta(days=1)
    patch.setattr(timezone, "localdate", lambda *_: day)


def test_p17_an_expired_place_is_gone_and_the_hourly_work_ends_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    case = opened_case(town.caseworker)
    place = listed(town.caseworker, case, decided(town.caseworker, days=0))
    browser = signed_in(town.caseworker)
    assert WHY in pages(browser, case, place)
    tomorrow(monkeypatch)
    assert WHY not in browser.get(f"/cases/{case.reference}/listings/").content.decode()
    end_every_hour(founder_of(town.partnership))
    text = pages(browser, case, place)
    assert [hint for hint in HINTS if hint in text] == []
    assert "Expired: nobody renewed it" in signed_in(town.auditor).get("/audit/ended-listings/").content.decode()
    assert listed(town.caseworker, case).ended_at is None


def test_an_expired_place_does_not_stand_in_the_way_of_another(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    case = opened_case(town.caseworker)
    listed(town.caseworker, case, decided(town.caseworker, days=0))
    tomorrow(monkeypatch)
    assert listed(town.caseworker, case).ended_at is None


@pytest.mark.django_db(transaction=True)
def test_p17_the_database_itself_shows_it_to_no_user(owner_connection: psycopg.Connection) -> None:
    town = make_town()
    over, late, live = (opened_case(town.caseworker) for _ in range(3))
    ended(town.caseworker, over, reviewed(town.caseworker, over, listed(town.caseworker, over)))
    expired, stays = listed(town.caseworker, late), listed(town.caseworker, live)
    long_ago(owner_connection, expired)
    for user in (town.caseworker, town.auditor, town.coordinator):
        with acting(actor(user)):
            assert sql("SELECT id FROM casework_listing") == [(stays.pk,)]
    with acting(founder_of_agency(town)):  # which seals anew what is kept
        assert len(sql("SELECT id FROM casework_listing")) == 4


@pytest.mark.django_db(transaction=True)
def test_p17_an_expired_place_is_gone_from_the_chronology_before_the_hourly_work_ends_it(
    owner_connection: psycopg.Connection,
) -> None:
    town = make_town()
    late, live = opened_case(town.caseworker), opened_case(town.caseworker)
    place = reviewed(town.caseworker, late, listed(town.caseworker, late))
    reviewed(town.caseworker, live, listed(town.caseworker, live))
    browser = signed_in(town.caseworker)

    def told(case: Case) -> str:
        addresses = (f"/cases/{case.reference}/", f"/cases/{case.reference}/timeline/")
        return "".join(browser.get(address).content.decode() for address in addresses)

    assert [hint for hint in (WHY, "Keeps his appointments") if hint not in told(late)] == []
    long_ago(owner_connection, place)
    assert [hint for hint in HINTS if hint in told(late)] == []
    assert "Keeps his appointments" in told(live)


def founder_of_agency(town: Town) -> Actor:
    return system_actor("tests", town.partnership.pk, town.police.pk)


def long_ago(owner: psycopg.Connection, place: Listing) -> None:
    """The place as if it had been given two years ago."""
    day = timezone.localdate() - timedelta(days=700)
    with owner.transaction():
        owner.execute("SET LOCAL session_replication_role = replica; SET LOCAL rt.maintenance = 'on'")
        owner.execute(
            "UPDATE casework_listing SET decided_on = %s, review_on = %s, expires_on = %s WHERE id = %s",
            [day, day, day, place.pk],
        )


def test_leads_are_told_once_of_what_soon_ends(town: Town) -> None:
    soon, later = opened_case(town.caseworker), opened_case(town.colleague)
    listed(town.caseworker, soon, decided(town.caseworker, days=20))
    listed(town.colleague, later, decided(town.colleague, days=40))
    for _ in range(2):
        tell_every_night(founder_of(town.partnership))
    with acting(founder_of(town.partnership)):
        told = Message.objects.values_list("user_id", "notice")
        assert list(told) == [(town.caseworker.pk, "casework.listing_soon_ends")]
