"""Cases that were worked elsewhere come in with their dates, members and authors, and are walled like any other."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.models import Event
from casework.bringing_in.services import EarlierCase, EarlierContact, bring_in_cases
from casework.cases.models import Case, Role, State
from casework.cases.policies import visible_cases
from casework.interventions.models import Intervention, Mode, Result
from tests.cast import actor
from tests.town import Town, known_person, make_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def product(town: Town) -> Actor:
    return system_actor("move", town.partnership.pk, town.police.pk)


def earlier(town: Town) -> EarlierCase:
    """A case of two contacts, the last written down a day after it happened, closed since."""
    first = timezone.now() - timedelta(days=40)
    contacts = tuple(
        EarlierContact(user.pk, Mode.VISIT, Result.SPOKE, note, at, at + timedelta(days=1))
        for user, note, at in (
            (town.caseworker, "Went to see them", first),
            (town.teammate, "Went again", first + timedelta(days=9)),
        )
    )
    return EarlierCase(
        person=known_person(town.caseworker), role=Role.VICTIM, reason="Followed home twice",
        opened_on=date(2025, 3, 3), closed_on=date(2025, 9, 1), state=State.CLOSED, lead=town.caseworker,
        team=town.team, contacts=contacts,
    )  # fmt: skip


def brought_in(town: Town, one: EarlierCase) -> Case:
    with acting(product(town)):
        return bring_in_cases(actor=product(town), cases=[one])[0]


def test_a_case_keeps_its_dates_and_its_contacts_their_authors_and_times(town: Town) -> None:
    one = earlier(town)
    case = brought_in(town, one)
    with acting(actor(town.caseworker)):
        stored = Case.objects.get(pk=case.pk)
        assert (stored.opened_on, stored.closed_on, stored.state) == (one.opened_on, one.closed_on, State.CLOSED)
        rows = Intervention.objects.filter(case=case).order_by("occurred_at")
        assert [(row.logged_by_id, row.recorded_at) for row in rows] == [(c.by, c.recorded_at) for c in one.contacts]


def test_the_lead_and_the_team_know_of_it_and_nobody_else(town: Town) -> None:
    case = brought_in(town, earlier(town))
    for user in (town.caseworker, town.teammate):
        with acting(actor(user)):
            assert visible_cases(actor(user)).filter(pk=case.pk).exists()
    for user in (town.colleague, town.partner, town.stranger):
        with acting(actor(user)):
            assert not visible_cases(actor(user)).filter(pk=case.pk).exists()


def test_each_case_has_its_own_event(town: Town) -> None:
    cases = [brought_in(town, earlier(town)) for _ in range(2)]
    with acting(actor(town.auditor)):
        about = Event.objects.filter(act="case.start").values_list("subject_id", flat=True)
        assert {str(case.pk) for case in cases} == set(about)


def test_people_do_not_bring_in_cases(town: Town) -> None:
    one = earlier(town)
    with acting(actor(town.caseworker)), pytest.raises(NotPermitted):
        bring_in_cases(actor=actor(town.caseworker), cases=[one])


def test_a_lead_or_an_author_of_another_agency_is_refused(town: Town) -> None:
    one = earlier(town)
    foreign = replace(one.contacts[0], by=town.partner.pk)
    with acting(product(town)):
        for wrong in (replace(one, lead=town.partner), replace(one, contacts=(foreign,))):
            with pytest.raises(ValueError, match="agency that holds it"):
                bring_in_cases(actor=product(town), cases=[wrong])
