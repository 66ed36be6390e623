"""Orders with their conditions, and breaches: superseded, never edited, and reported until they are proved."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotPermitted
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.chronology.models import ChronologyEvent
from casework.dates import PartialDate
from casework.files.services import NewFile, add_file
from casework.orders.models import Kind, Outcome, Until
from casework.refusals import ChangedMeanwhile
from tests.casework.files.samples import pdf
from tests.casework.orders.ordered import BREACH, ORDER, breached, followed, new_breach, ordered, terms, varied
from tests.cast import actor, signed_in
from tests.security.raw import refused
from tests.town import Town, opened_case, shared
from vault.ids import uuid7

ORDERS_PAGE = 27
Counting = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker)


@pytest.fixture
def caseworker(town: Town) -> Client:
    return signed_in(town.caseworker)


def page(client: Client, case: Case, rest: str = "orders/") -> str:
    return client.get(f"/cases/{case.reference}/{rest}").content.decode()


def test_conditions_and_breaches_stand_on_the_page_of_the_case(town: Town, case: Case, caseworker: Client) -> None:
    breached(town.caseworker, case, ordered(town.caseworker, case))
    until = PartialDate(timezone.localdate() + timedelta(days=200))
    text = page(caseworker, case, "")
    assert "Not to enter Larkspur Rise" in text
    assert "1 breach<" in text
    assert f"Licence from Westhaven Crown Court, until {until}" in text  # the chronology


def test_a_variation_supersedes_and_the_earlier_terms_stay_to_be_read(
    town: Town, case: Case, caseworker: Client
) -> None:
    order = ordered(town.caseworker, case)
    fewer = replace(terms(reason="At the review of the licence"), conditions=("Not to enter Larkspur Rise",))
    after = varied(town.caseworker, case, order, fewer)
    text = page(caseworker, case)
    assert text.index("Earlier terms") < text.index("To be home from seven to seven")
    summary = page(caseworker, case, "").split("Orders and conditions")[1].split("On no cohort")[0]
    assert "Not to enter Larkspur Rise" in summary
    assert "To be home" not in summary
    assert after.order == order.order
    with pytest.raises(ChangedMeanwhile):
        varied(town.caseworker, case, order, terms(reason="Again"))
    with pytest.raises(ValueError, match="same sort"):
        varied(town.caseworker, case, after, terms(Kind.RESTRAINING, reason="Another"))


def test_an_order_that_is_over_leaves_the_page_of_the_case_and_an_open_one_does_not(
    town: Town, case: Case, caseworker: Client
) -> None:
    ordered(town.caseworker, case, terms(Kind.COMMUNITY, ends_in=-1))
    ordered(town.caseworker, case, terms(Kind.RESTRAINING, ends_in=None))
    summary = page(caseworker, case, "").split("Orders and conditions</dt>")[1].split("</dd>")[0]
    assert "Restraining order" in summary
    assert "until further notice" in summary
    assert "Community order" not in summary
    assert ">Over<" in page(caseworker, case)


def test_a_breach_is_reported_until_it_is_admitted_or_proved(town: Town, case: Case, caseworker: Client) -> None:
    order = ordered(town.caseworker, case)
    breach = breached(town.caseworker, case, order)
    with acting(actor(town.caseworker)):
        assert ChronologyEvent.objects.get(source_id=breach.breach).statement == "REPORTED"
    after = followed(town.caseworker, case, breach, new_breach(Outcome.PROVED, outcome_words="Eight weeks in custody"))
    with acting(actor(town.caseworker)):
        (line,) = ChronologyEvent.objects.filter(source_id=breach.breach, withdrawn_at=None)
        assert line.statement == "FACT"
    text = page(caseworker, case)
    assert "Eight weeks in custody" in text
    assert "Before: not decided yet" in text
    assert after.breach == breach.breach
    with pytest.raises(ChangedMeanwhile):
        followed(town.caseworker, case, breach, new_breach(Outcome.NO_ACTION))


def test_a_file_of_the_case_may_show_it_and_no_other(town: Town, case: Case, caseworker: Client) -> None:
    who, order = actor(town.caseworker), ordered(town.caseworker, case)
    with acting(who):
        file = add_file(actor=who, case=case, new=NewFile("picture.pdf", pdf(), Category.ORDERS_CONDITIONS))
    breached(town.caseworker, case, order, replace(new_breach(), file=file))
    assert "A file of this case shows it" in page(caseworker, case)
    other = opened_case(town.caseworker)
    with pytest.raises(ValueError, match="another case"):
        breached(town.caseworker, other, ordered(town.caseworker, other), replace(new_breach(), file=file))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"authority": ""}, "court"),
        ({"until": Until.NOT_KNOWN}, "day"),
        ({"ends_on": None}, "day"),
        ({"ends_on": timezone.localdate() - timedelta(days=30)}, "after it starts"),
    ],
)
def test_what_is_no_order_is_refused(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        replace(terms(), **wrong)


def test_only_an_offenders_case_has_orders_written_by_those_who_work_it(town: Town, case: Case) -> None:
    with pytest.raises(NotPermitted):
        ordered(town.coordinator, case)
    with pytest.raises(ValueError, match="offender"):
        ordered(town.caseworker, opened_case(town.caseworker, role=Role.VICTIM))
    future = replace(new_breach(), happened_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(ValueError, match="has happened"):
        breached(town.caseworker, case, ordered(town.caseworker, case), future)


@pytest.mark.parametrize(("days", "words"), [(-8, "began on"), (-7, ""), (-2, ""), (-1, "ended on")])
def test_a_breach_lies_within_the_order_by_all_the_terms_that_it_ever_had(
    town: Town, case: Case, days: int, words: str
) -> None:
    order = ordered(town.caseworker, case, terms(ends_in=-3))
    now = varied(
        town.caseworker, case, order, replace(terms(ends_in=-2), starts_on=timezone.localdate() - timedelta(days=5))
    )
    new = replace(new_breach(), happened_on=timezone.localdate() + timedelta(days=days))
    if words:
        with pytest.raises(ValidationError, match=words):
            breached(town.caseworker, case, now, new)
    else:
        assert breached(town.caseworker, case, now, new).happened_on == new.happened_on


def test_the_form_of_a_breach_says_that_the_order_had_not_begun(town: Town, case: Case, caseworker: Client) -> None:
    order = ordered(town.caseworker, case)
    day = timezone.localdate() - timedelta(days=30)
    typed = {**BREACH, "id": str(uuid7()), "happened_on": f"{day:%d/%m/%Y}"}
    page = caseworker.post(f"/cases/{case.reference}/orders/{order.pk}/breach/", typed).content.decode()
    assert "The order began on" in page
    assert "Seen on Larkspur Rise" in page


def test_nothing_of_it_is_edited(town: Town, case: Case) -> None:
    breached(town.caseworker, case, ordered(town.caseworker, case))
    with acting(actor(town.caseworker)):
        assert "permission denied" in refused("UPDATE casework_order SET ends_on = NULL")
        assert "permission denied" in refused("UPDATE casework_breach SET happened_on = '2020-01-01'")


def test_another_agency_sees_orders_of_the_sort_that_is_shared(town: Town, case: Case) -> None:
    ordered(town.caseworker, case)
    ordered(town.caseworker, case, terms(Kind.RESTRAINING))
    shared(town.caseworker, case, town.probation, Category.SENTENCE_LICENCE)
    text = page(signed_in(town.partner), case)
    assert "Licence" in text
    assert "Restraining order" not in text


def test_it_is_written_through_its_pages_and_sent_twice_it_is_saved_once(case: Case, caseworker: Client) -> None:
    address = f"/cases/{case.reference}/orders/"
    form = {**ORDER, "id": str(uuid7())}
    for _ in range(2):
        text = caseworker.post(f"{address}add/", form, follow=True).content.decode()
    assert text.count("HMP Westhaven") == 1
    order = text.split("/vary/")[0].split(address)[-1]
    changed = {**ORDER, "id": str(uuid7()), "until": "NOT_KNOWN", "reason": "Recalled"}
    for _ in range(2):
        text = caseworker.post(f"{address}{order}/vary/", changed, follow=True).content.decode()
        assert "The order is varied" in text
    assert "not known" in text
    order = text.split("/vary/")[0].split(address)[-1]
    breach = {**BREACH, "id": str(uuid7()), "condition": "Not to enter Larkspur Rise"}
    text = caseworker.post(f"{address}{order}/breach/", breach, follow=True).content.decode()
    assert "Seen on Larkspur Rise" in text
    follow = text.split("breaches/")[1].split("/")[0]
    assert "Not to enter Larkspur Rise" in page(caseworker, case, f"orders/breaches/{follow}/")
    proved = {**BREACH, "id": str(uuid7()), "outcome": "PROVED"}
    for _ in range(2):
        text = caseworker.post(f"{address}breaches/{follow}/", proved, follow=True).content.decode()
        assert "What came of the breach is saved" in text


def test_mistakes_keep_what_was_typed(case: Case, caseworker: Client) -> None:
    address = f"/cases/{case.reference}/orders/add/"
    text = caseworker.post(address, {**ORDER, "id": str(uuid7()), "until": "DAY"}).content.decode()
    assert "Enter the last day, or say that it is not known" in text
    assert "To be home from seven to seven" in text


@pytest.mark.parametrize("number", [2, 25])
def test_the_page_costs_the_same_for_few_and_many(
    town: Town, case: Case, caseworker: Client, number: int, django_assert_num_queries: Counting
) -> None:
    for _ in range(number):
        breached(town.caseworker, case, ordered(town.caseworker, case))
    page(caseworker, case)
    with django_assert_num_queries(ORDERS_PAGE):
        page(caseworker, case)


def test_a_victims_case_has_none(town: Town, caseworker: Client) -> None:
    victim = opened_case(town.caseworker, role=Role.VICTIM)
    for rest in ("orders/", "orders/add/"):
        assert caseworker.get(f"/cases/{victim.reference}/{rest}").status_code == 404
