"""What a case lacks is asked in one query, for one case or for many."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.context import acting
from casework.cases.models import Case, Role
from casework.contact_details.services import Entry, keep
from casework.prompts.selectors import prompts_of
from casework.standing.models import Risk
from tests.access.protection import named, protected
from tests.casework.assessments.making import assessed
from tests.casework.closing.turns import closed
from tests.casework.incidents.telling import days_ago, found, happened, linked, referred
from tests.casework.listings.listed import decided, listed
from tests.casework.my_day.dates import due
from tests.casework.safe_contact.contacting import MOBILE, address, checked
from tests.casework.standing.judged import harm, rated
from tests.cast import actor, signed_in
from tests.town import Town, opened_case


def lacks(town: Town, case: Case) -> list[str]:
    with acting(actor(town.caseworker)):
        return [prompt.code for prompt in prompts_of([case.pk]).get(case.pk, ())]


def test_without_a_date_and_when_it_has_passed(town: Town) -> None:
    case = opened_case(town.caseworker)
    assert "no_date" in lacks(town, case)
    assert "overdue" in lacks(town, due(case, town.caseworker, -1))
    assert not {"overdue", "no_date"} & set(lacks(town, due(case, town.caseworker, 0)))


def test_a_closed_case_lacks_nothing(town: Town) -> None:
    assert lacks(town, closed(town.caseworker, opened_case(town.caseworker))) == []


def test_a_victims_case_lacks_a_confirmed_way_to_reach_them_and_an_assessment_until_it_has_them(town: Town) -> None:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    assert {"no_safe_contact", "no_assessment"} <= set(lacks(town, case))
    protected(town.caseworker, town.caseworker, case)
    who = actor(town.caseworker)
    with acting(who):
        keep(actor=who, case=case, entry=Entry(MOBILE, timezone.localdate(), None))
    assessed(town.caseworker, case)
    assert not {"no_safe_contact", "no_assessment", "assessment_due"} & set(lacks(town, case))


def test_an_assessment_that_is_due_again_is_asked_for_until_there_is_a_newer_one(town: Town) -> None:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    assessed(town.caseworker, case, days_ago=100)
    assert "assessment_due" in lacks(town, case)
    assessed(town.caseworker, case)
    assert "assessment_due" not in lacks(town, case)


def test_an_offenders_case_lacks_a_rating_until_it_has_one_and_a_victims_never(town: Town) -> None:
    case = opened_case(town.caseworker)
    assert "no_rating" in lacks(town, case)
    rated(town.caseworker, case)
    assert "no_rating" not in lacks(town, case)
    assert "no_rating" not in lacks(town, opened_case(town.caseworker, role=Role.VICTIM))


def test_what_may_be_a_repeat_is_asked_for_until_it_is_referred(town: Town) -> None:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    pair = linked(town.caseworker, case, opened_case(town.caseworker))
    happened(town.caseworker, case, 50, [pair])
    assert "repeat" not in lacks(town, case)
    referred(town.caseworker, case, pair, 40)
    happened(town.caseworker, case, 40, [pair])
    happened(town.caseworker, case, 10)
    assert "repeat" not in lacks(town, case)
    happened(town.caseworker, case, 39, [pair])
    assert "repeat" in lacks(town, case)
    assert "What may be a repeat has not been referred." in (
        signed_in(town.caseworker).get(f"/cases/{case.reference}/").content.decode()
    )
    referred(town.caseworker, case, pair, 0)
    assert "repeat" not in lacks(town, case)
    assert not any(one.needs_referral for one in found(town.caseworker, case))


def test_the_prompt_of_a_repeat_says_what_the_rule_says(town: Town) -> None:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    pair = linked(town.caseworker, case, opened_case(town.caseworker))
    referred(town.caseworker, case, pair, 100)
    for first, last in ((120, 110), (100, 100), (110, 100), (95, 90)):
        row = happened(town.caseworker, case, 0, [pair], happened_from=days_ago(first), happened_until=days_ago(last))
        (one,) = found(town.caseworker, case)
        assert ("repeat" in lacks(town, case)) == one.needs_referral, (first, last)
        happened(town.caseworker, case, 300, [pair], corrects=row)


def test_an_address_that_nobody_else_has_checked_is_asked_for(town: Town) -> None:
    case = opened_case(town.caseworker, role=Role.VICTIM, team=town.team)
    for user in (town.caseworker, town.teammate):
        named(town.caseworker, user, case)
    row = address(town.caseworker, case)
    assert "address_waits" in lacks(town, case)
    checked(town.teammate, case, row)
    assert "address_waits" not in lacks(town, case)


def test_an_offenders_case_lacks_a_rating_of_harm_until_it_has_one(town: Town) -> None:
    case = opened_case(town.caseworker)
    assert "no_harm" in lacks(town, case)
    harm(town.caseworker, case, KNOWN_ADULT=Risk.HIGH)
    assert "no_harm" not in lacks(town, case)


def test_the_overdue_review_of_a_place_is_asked_for_until_it_is_reviewed_or_the_place_ends(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened_case(town.caseworker)
    listed(town.caseworker, case, decided(town.caseworker, days=90, review_in=30))
    today = timezone.localdate()
    for days, asked in ((30, False), (31, True), (90, True), (91, False)):
        monkeypatch.setattr(timezone, "localdate", lambda *_, days=days: today + timedelta(days=days))
        assert ("place_due" in lacks(town, case)) == asked


@pytest.mark.parametrize("size", [1, 25])
def test_one_query_for_few_and_many(town: Town, size: int, django_assert_num_queries: object) -> None:
    cases = [opened_case(town.caseworker).pk for _ in range(size)]
    with acting(actor(town.caseworker)), django_assert_num_queries(1):  # type: ignore[operator]
        assert len(prompts_of(cases)) == size


def test_they_stand_on_the_page_of_the_case_for_whoever_works_it(town: Town) -> None:
    case = opened_case(town.caseworker)
    assert "What this case lacks" in signed_in(town.caseworker).get(f"/cases/{case.reference}/").content.decode()
    assert "What this case lacks" not in signed_in(town.coordinator).get(f"/cases/{case.reference}/").content.decode()


def test_they_are_shown_before_a_case_is_closed(town: Town) -> None:
    case = opened_case(town.caseworker)
    assert (
        "Still open on this case" in signed_in(town.caseworker).get(f"/cases/{case.reference}/close/").content.decode()
    )
