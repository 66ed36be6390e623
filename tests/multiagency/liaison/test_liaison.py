"""Each responsible authority has a liaison officer and a deputy, and a vacancy is a finding."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.moving.services import leave
from accounts.roles import Role
from audit.ledger.events import event
from multiagency.acts import LIAISON_NAMED
from multiagency.liaison.models import LiaisonOfficer, Place
from multiagency.liaison.places import Desk
from multiagency.liaison.selectors import desks_here
from multiagency.liaison.services import Naming, name_liaison
from tests.cast import actor, make_user, signed_in
from tests.multiagency.agreements.agreeing import fresh
from tests.multiagency.liaison.naming import named_liaison
from tests.town import Town
from vault.ids import uuid7


def police(town: Town) -> Desk:
    """The places of the police, as somebody of another agency reads them."""
    who = actor(town.stranger)
    with acting(who):
        return next(one for one in desks_here(who) if one.agency == town.police)


def vacancies(town: Town) -> dict[str, list[Place]]:
    who = actor(town.stranger)
    with acting(who):
        return {one.agency.name: one.vacant for one in desks_here(who)}


def test_isa_06_a_place_that_nobody_holds_is_a_finding(town: Town) -> None:
    both = [Place.OFFICER, Place.DEPUTY]
    assert vacancies(town) == {"Westhaven Police": both, "Westhaven Probation": both, "Night Shelter Outreach": []}
    named_liaison(town.auditor, town.caseworker, Place.OFFICER)
    named_liaison(town.auditor, town.teammate, Place.DEPUTY)
    assert vacancies(town)["Westhaven Police"] == []


def test_isa_06_whoever_leaves_leaves_a_vacancy(town: Town) -> None:
    named_liaison(town.auditor, town.caseworker, Place.OFFICER)
    named_liaison(town.auditor, town.teammate, Place.DEPUTY)
    admin = fresh(make_user(town.partnership, town.police, Role.AGENCY_ADMINISTRATOR))
    with acting(admin):
        leave(actor=admin, user=town.teammate)
    assert police(town).vacant == [Place.DEPUTY]
    page = signed_in(town.auditor).get("/agreements/liaison/").content.decode()
    assert "Your agency is a responsible authority, and a place is vacant" in page
    assert (
        "Your agency is a responsible authority"
        not in signed_in(town.caseworker).get("/agreements/liaison/").content.decode()
    ), "it is told to those who can fill it"


def test_whoever_is_named_takes_the_place_of_whoever_was_and_holds_one_alone(town: Town) -> None:
    first = named_liaison(town.auditor, town.caseworker, Place.OFFICER)
    named_liaison(town.auditor, town.teammate, Place.DEPUTY)
    named_liaison(town.auditor, town.teammate, Place.OFFICER)
    held = police(town)
    assert (held.officer and held.officer.user, held.deputy) == (town.teammate, None)
    with acting(actor(town.auditor)):
        kept = LiaisonOfficer.objects.get(pk=first.pk)
        assert kept.ended_at
        assert LiaisonOfficer.objects.count() == 3


def test_an_officer_of_the_agency_names_its_people_and_a_second_sending_names_nobody(town: Town) -> None:
    browser = signed_in(town.auditor)
    said = {"id": uuid7(), "user": town.caseworker.pk, "place": "OFFICER"}
    for _ in range(2):
        assert browser.post(f"/agreements/liaison/{town.police.code}/name/", said).status_code == 302
    with acting(actor(town.auditor)):
        assert LiaisonOfficer.objects.count() == 1
    for by, user, refusal in (
        (town.caseworker, town.caseworker, NotPermitted), (town.auditor, town.partner, ValidationError),
    ):  # fmt: skip
        who = actor(by)
        with acting(who), pytest.raises(refusal):
            name_liaison(actor=who, new=Naming(user, Place.DEPUTY))


def test_the_database_keeps_who_it_was(town: Town) -> None:
    row = named_liaison(town.auditor, town.caseworker, Place.OFFICER)
    who = actor(town.auditor)
    theirs = LiaisonOfficer.objects.filter(pk=row.pk)
    with acting(who), event(LIAISON_NAMED, by=who):
        for changed in ({"user": town.teammate}, {"place": Place.DEPUTY}):
            with pytest.raises(DatabaseError), transaction.atomic():
                theirs.update(**changed)
        with pytest.raises(DatabaseError), transaction.atomic():
            theirs.delete()


def test_the_page_costs_the_same_however_many_are_named(town: Town) -> None:
    reader, costs = signed_in(town.stranger), []
    for user, place in ((town.caseworker, Place.OFFICER), (town.teammate, Place.DEPUTY)):
        reader.get("/agreements/liaison/")
        named_liaison(town.auditor, user, place)
        with CaptureQueriesContext(connection) as queries:
            assert user.name in reader.get("/agreements/liaison/").content.decode()
        costs.append(len(queries))
    assert costs == [13, 13]
