"""A case ends with an outcome and a reason, can be opened again, and nothing in between is lost."""

import re
from dataclasses import replace

import pytest
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.models import Event
from casework.acts import LISTING_ENDED
from casework.cases.models import Case, Role, State
from casework.chronology.models import ChronologyEvent
from casework.closing.models import CaseTurn, Outcome
from casework.closing.services import Closing, close_case
from casework.listings.services import ListedClosed
from casework.refusals import ChangedMeanwhile
from tests.casework.closing.turns import closed, reopened
from tests.casework.listings.listed import listed
from tests.cast import actor, signed_in
from tests.town import Town, opened_case
from vault.ids import uuid7


def test_closing_dates_the_case_and_opening_it_again_takes_the_date_away(town: Town) -> None:
    case = opened_case(town.caseworker)
    ended = closed(town.caseworker, case)
    assert (ended.state, ended.closed_on) == (State.CLOSED, timezone.localdate())
    again = reopened(town.caseworker, case)
    assert (again.state, again.closed_on) == (State.ACTIVE, None)


def test_both_turns_stand_on_the_page_with_their_reasons(town: Town) -> None:
    case, client = opened_case(town.caseworker), signed_in(town.caseworker)
    closed(town.caseworker, case, Outcome.DESISTED, "Nothing since March")
    text = client.get(f"/cases/{case.reference}/").content.decode()
    assert "Has stopped offending" in text
    assert "Nothing since March" in text
    assert "Open the case again" in text
    reopened(town.caseworker, case, "Arrested on Sunday")
    text = client.get(f"/cases/{case.reference}/").content.decode()
    assert "Arrested on Sunday" in text
    assert "Close the case" in text


def test_sent_twice_it_is_closed_once(town: Town) -> None:
    case, who = opened_case(town.caseworker), actor(town.caseworker)
    closing = Closing(uuid7(), 1, Outcome.MOVED, "Lives in Leeds now")
    with acting(who):
        close_case(actor=who, case=case, closing=closing)
        close_case(actor=who, case=case, closing=closing)
        assert (CaseTurn.objects.count(), ChronologyEvent.objects.count()) == (1, 1)
        with pytest.raises(ChangedMeanwhile):  # gone back to and changed: nothing of it vanishes unsaid
            close_case(actor=who, case=case, closing=replace(closing, reason="Lives in York"))


def test_a_form_with_the_id_of_another_cases_turn_closes_nothing(town: Town) -> None:
    one, other, who = opened_case(town.caseworker), opened_case(town.caseworker), actor(town.caseworker)
    closing = Closing(uuid7(), 1, Outcome.MOVED, "Lives in Leeds now")
    with acting(who):
        close_case(actor=who, case=one, closing=closing)
        with pytest.raises(ChangedMeanwhile):
            close_case(actor=who, case=other, closing=closing)


def test_whoever_saw_an_older_version_is_refused(town: Town) -> None:
    case, who = opened_case(town.caseworker), actor(town.caseworker)
    with acting(who), pytest.raises(ChangedMeanwhile):
        close_case(actor=who, case=case, closing=Closing(uuid7(), 0, Outcome.MOVED, "Lives in Leeds now"))


def test_an_outcome_of_the_other_role_is_refused(town: Town) -> None:
    case, who = opened_case(town.caseworker, role=Role.VICTIM), actor(town.caseworker)
    with acting(who), pytest.raises(ValueError, match="other role"):
        close_case(actor=who, case=case, closing=Closing(uuid7(), 1, Outcome.DESISTED, "Nothing since March"))


def test_whoever_only_reads_the_case_does_not_close_it(town: Town) -> None:
    case, who = opened_case(town.caseworker), actor(town.coordinator)
    with acting(who), pytest.raises(NotPermitted):
        close_case(actor=who, case=case, closing=Closing(uuid7(), 1, Outcome.MOVED, "Lives in Leeds now"))


def test_the_page_keeps_what_was_typed_when_the_outcome_is_missing(town: Town) -> None:
    case, client = opened_case(town.caseworker), signed_in(town.caseworker)
    form = {"id": uuid7(), "version": 1, "reason": "Lives in Leeds now"}
    text = client.post(f"/cases/{case.reference}/close/", form).content.decode()
    assert "Choose what came of it." in text
    assert "Lives in Leeds now" in text
    with acting(actor(town.caseworker)):
        assert Case.objects.get(pk=case.pk).state == State.ACTIVE


def test_what_was_typed_stays_where_somebody_changed_the_case_meanwhile_and_can_be_sent_again(town: Town) -> None:
    case, client = opened_case(town.caseworker), signed_in(town.caseworker)
    address = f"/cases/{case.reference}/close/"
    closed(town.caseworker, case)
    reopened(town.caseworker, case)
    typed = {"id": uuid7(), "version": 1, "outcome": "MOVED", "reason": "Lives in York now"}
    page = client.post(address, typed).content.decode()
    assert "This case was changed since you opened this page" in page
    assert "Lives in York now" in page
    fresh = dict(re.findall(r'name="(id|version)"[^>]*?value="([^"]+)"', page))
    assert "The case is closed" in client.post(address, {**typed, **fresh}, follow=True).content.decode()


def test_by_its_page_a_case_is_closed_and_opened_again(town: Town) -> None:
    case, client = opened_case(town.caseworker), signed_in(town.caseworker)
    address = f"/cases/{case.reference}/close/"
    form = {"id": uuid7(), "version": 1, "outcome": "MOVED", "reason": "Lives in Leeds now"}
    assert "The case is closed" in client.post(address, form, follow=True).content.decode()
    assert "Open the case again" in client.get(address).content.decode()
    again = {"id": uuid7(), "version": 2, "turn": "REOPENED", "reason": "Is back"}
    assert "The case is open again" in client.post(address, again, follow=True).content.decode()


@pytest.mark.parametrize(
    ("outcome", "ending"),
    [(Outcome.MOVED, "MOVED"), (Outcome.DESISTED, "DESISTED"), (Outcome.OPENED_IN_ERROR, "NOT_SUITABLE")],
)
def test_nobody_stays_on_a_cohort_when_their_case_closes_nor_comes_back_when_it_opens(
    town: Town, outcome: Outcome, ending: str
) -> None:
    case, client = opened_case(town.caseworker), signed_in(town.caseworker)
    listed(town.caseworker, case)
    assert (
        "Their place on a cohort ends with the case" in client.get(f"/cases/{case.reference}/close/").content.decode()
    )
    closed(town.caseworker, case, outcome)
    with acting(actor(town.auditor)):
        (told,) = Event.objects.filter(act=LISTING_ENDED.code)
    assert told.facts["reason"] == ending
    reopened(town.caseworker, case)
    assert case.reference not in client.get("/cohorts/?programme=IOM").content.decode()
    assert "On no cohort" in client.get(f"/cases/{case.reference}/").content.decode()


def test_nobody_is_listed_on_a_closed_case(town: Town) -> None:
    case = closed(town.caseworker, opened_case(town.caseworker))
    with pytest.raises(ListedClosed):
        listed(town.caseworker, case)
