"""A referral routes itself: rules give it its place, the decision is kept, and a changed rule is told in time."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from accounts.roles import Role as StaffRole
from casework.cases.models import Role
from casework.cases.selectors import open_case
from casework.contact_details.selectors import ward_of
from casework.contact_details.services import Entry, keep
from casework.whereabouts.details import AddressDetail
from casework.whereabouts.models import Place, Said
from casework.whereabouts.wards import Ward
from multiagency.referrals.models import Referral
from multiagency.routing.models import RoutingDecision
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.multiagency.referrals.referring import Referring
from tests.multiagency.referrals.sending import agreeing, ready, submitted
from tests.multiagency.referrals.test_pages import filled, hidden, text
from tests.multiagency.routing.ruling import published, rule
from tests.town import Town, opened_case

pytestmark = pytest.mark.django_db


def keeper(town: Town) -> User:
    """A coordinator who keeps the rules."""
    return make_user(town.partnership, town.police, StaffRole.PANEL_COORDINATOR, password=PASSWORD)


def by_rules(world: Referring, browser: Client, **other: Any) -> Any:
    """The form sent with its place left to the rules."""
    return browser.post(f"/cases/{world.case.reference}/referrals/IOM/", filled(world, to="rules", **other))


def test_the_rules_give_a_referral_its_place_and_say_why(town: Town) -> None:
    world = agreeing(town)
    published(keeper(town), rule(town.probation, type=["IOM"]))
    police = signed_in(world.sender)
    url = by_rules(world, police)["Location"]
    page = text(police, url)
    assert "What would go to Westhaven Probation" in page
    assert "It is theirs." in page
    went = police.post(url, hidden(page))["Location"]
    assert "It is theirs." in text(police, went)
    with acting(actor(world.sender)):
        decision, referral = RoutingDecision.objects.get(), Referral.objects.get()
    assert (decision.subject_id, decision.agency_id, decision.outcome) == (referral.pk, town.probation.pk, "MATCHED")
    assert (decision.inputs["type"], decision.inputs["from_agency"]) == ("IOM", str(town.police.pk))
    assert "It is theirs." in text(signed_in(world.manager), went)


def test_where_no_rule_holds_the_sender_is_asked_in_words(town: Town) -> None:
    world = agreeing(town)
    page = by_rules(world, signed_in(world.sender)).content.decode()
    assert "No rule holds for this referral" in page
    assert "Nine burglaries" in page


def test_a_rule_that_changed_since_the_page_sends_nothing(town: Town) -> None:
    world = agreeing(town)
    coordinator = keeper(town)
    published(coordinator, rule(town.probation, type=["IOM"]))
    police = signed_in(world.sender)
    url = by_rules(world, police)["Location"]
    carried = hidden(text(police, url))
    published(coordinator, rule(town.charity, 1, type=["IOM"]))
    assert "The routing rules send this elsewhere now" in police.post(url, carried, follow=True).content.decode()
    with acting(actor(world.sender)):
        assert Referral.objects.get().state == "DRAFT"
        assert not RoutingDecision.objects.exists()


def test_what_somebody_places_by_hand_is_told_as_that_and_still_counts_for_dry_runs(town: Town) -> None:
    world = agreeing(town)
    published(keeper(town), rule(town.charity, type=["IOM"]))
    referral, _ = submitted(world, ready(world))
    assert "Whoever sent it chose where it goes" in text(signed_in(world.sender), f"/referrals/{referral.pk}/")
    with acting(actor(world.sender)):
        assert RoutingDecision.objects.get().agency_id == town.charity.pk


def test_a_restricted_record_goes_to_nobody_by_rule(town: Town) -> None:
    world = agreeing(town)
    published(keeper(town), rule(town.probation, type=["IOM"]))
    case = opened_case(world.sender, restricted=True)
    police = signed_in(world.sender)
    assert 'value="rules"' not in text(police, f"/cases/{case.reference}/referrals/IOM/")
    assert 'value="rules"' in text(police, f"/cases/{world.case.reference}/referrals/IOM/")


def test_the_ward_of_the_address_on_record_counts_where_no_form_asks_for_it(town: Town) -> None:
    world = agreeing(town)
    _lives(world, Ward.BAYSWATER, until=timezone.localdate() - timedelta(days=1))
    published(keeper(town), rule(town.probation, ward=["WEST_END"]), rule(town.charity, 20, ward=["BAYSWATER"]))
    browser = signed_in(world.sender)
    assert "No rule holds for this referral" in by_rules(world, browser).content.decode(), "they left Bayswater"
    _lives(world, Ward.WEST_END)
    _lives(world, Ward.BAYSWATER, Place.EXCLUDED_AREA)
    assert "What would go to Westhaven Probation" in text(browser, by_rules(world, browser)["Location"])


def test_no_rule_asks_in_which_ward_a_victim_is(town: Town) -> None:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    who = actor(town.caseworker)
    with acting(who):
        assert ward_of(who, open_case(who, case.reference)) == ""


def _lives(world: Referring, ward: Ward, kind: Place = Place.HOME, until: date | None = None) -> None:
    who = actor(world.sender)
    flat = AddressDetail(kind, Said.YES, Said.NO, "4 Mill Row", ends_on=until, ward=ward)
    with acting(who):
        keep(actor=who, case=world.case, entry=Entry(flat))
