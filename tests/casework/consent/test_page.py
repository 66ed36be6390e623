"""The page of consent and wishes: what counts first, in which words; the same number of queries for few and many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.context import acting
from casework.cases.models import Case, Role
from casework.consent.capacity import record_finding
from casework.wishes.models import Participation
from casework.wishes.services import NewAnswer, NewWishes, record_agreement, write_wishes
from tests.casework.consent.answers import answered, finding, shared_by, yes
from tests.cast import actor, signed_in
from tests.town import Town, opened_case

PAGE = 37


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM)


def one_more_of_each(town: Town, case: Case) -> None:
    who, today = actor(town.caseworker), timezone.localdate()
    kept = answered(town.caseworker, case, yes(town.charity, town.probation))
    shared_by(town.caseworker, case, kept, town.charity)
    with acting(who):
        record_finding(actor=who, case=case, new=finding())
        write_wishes(actor=who, case=case, new=NewWishes("A new lock", today))
        record_agreement(actor=who, case=case, new=NewAnswer(Participation.AGREED, "Weekly calls", today))


def test_it_costs_the_same_however_much_there_is(town: Town, case: Case) -> None:
    browser, asked = signed_in(town.caseworker), []
    for _ in range(2):
        for _ in range(3):
            one_more_of_each(town, case)
        for page in ("consent/", ""):
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(f"/cases/{case.reference}/{page}").status_code == 200
            asked.append(len(queries))
    assert asked[:2] == asked[2:]
    assert asked[0] <= PAGE


def test_it_says_to_what_in_which_words_and_until_when(town: Town, case: Case) -> None:
    kept = answered(town.caseworker, case, yes(town.charity))
    page = " ".join(signed_in(town.caseworker).get(f"/cases/{case.reference}/consent/").content.decode().split())
    for words in (
        "Contact details", "Night Shelter Outreach", "Supporting somebody who was harmed", "Casey Worker",
        "Yes, tell the shelter my number", f"{kept.expires_on.day} {kept.expires_on:%B %Y}", "May we share some",
    ):  # fmt: skip
        assert words in page


def test_asking_again_fills_in_what_was_asked_and_never_the_answer(town: Town, case: Case) -> None:
    kept = answered(town.caseworker, case, yes(town.charity))
    page = signed_in(town.caseworker).get(f"/cases/{case.reference}/consent/{kept.pk}/again/")
    form = page.context["form"]
    assert form["categories"].value() == ["CONTACT"]
    assert form["recipients"].value() == [town.charity.pk]
    assert form["state"].value() is None
    assert form["evidence"].value() is None


def test_a_mistake_keeps_what_was_typed(town: Town, case: Case) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    form = {"evidence": "She nodded and said yes", "answered_on": f"{tomorrow:%d/%m/%Y}"}
    page = signed_in(town.caseworker).post(f"/cases/{case.reference}/consent/ask/", form).content.decode()
    assert "She nodded and said yes" in page
    assert "There is a problem" in page


def test_an_id_of_another_case_is_not_known(town: Town, case: Case) -> None:
    other = opened_case(town.caseworker, role=Role.OFFENDER)
    kept = answered(town.caseworker, other, yes(town.charity))
    browser = signed_in(town.caseworker)
    assert browser.post(f"/cases/{case.reference}/consent/{kept.pk}/withdraw/").status_code == 404
    assert browser.get(f"/cases/{case.reference}/consent/{kept.pk}/again/").status_code == 404
