"""What a case lacks is asked in one query, for one case or for many."""

import pytest

from accounts.context import acting
from casework.cases.models import Case
from casework.prompts.selectors import prompts_of
from tests.casework.closing.turns import closed
from tests.casework.my_day.dates import due
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
