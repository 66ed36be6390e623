"""What the pages of entries cost, for little and for much."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.context import acting
from casework.cases.models import Case
from casework.categories import Category
from casework.files.models import CaseFile
from casework.files.services import NewFile, add_file
from casework.interventions.following import mention
from casework.interventions.models import Intervention
from tests.casework.files.samples import pdf
from tests.casework.interventions.writing import said, write
from tests.cast import actor, signed_in
from tests.town import Town, opened_case

ENTRY, CORRECTION, MENTIONS, ATTACHING = 29, 27, 15, 24


def busy(town: Town, many: int) -> tuple[Case, Intervention]:
    """A case with many entries, each mentioning a teammate, the last with many files."""
    case, who = opened_case(town.caseworker, team=town.team), actor(town.caseworker)
    rows = [write(town.caseworker, case, said()) for _ in range(many)]
    with acting(who):
        for row in rows:
            mention(actor=who, case=case, row=row, users=[town.teammate])
        new = NewFile("letter.pdf", pdf(), Category.INTERVENTION_RECORD, intervention_id=rows[-1].pk)
        first = add_file(actor=who, case=case, new=new)
        assert CaseFile.objects.get(pk=first.pk).intervention_id == rows[-1].pk
    return case, rows[-1]


def entry(case: Case, row: Intervention) -> str:
    return f"/cases/{case.reference}/interventions/{row.pk}/"


def correction(case: Case, row: Intervention) -> str:
    return f"{entry(case, row)}correct/"


def attaching(case: Case, row: Intervention) -> str:
    return f"{entry(case, row)}file/"


def mentions(_case: Case, _row: Intervention) -> str:
    return "/mentions/"


@pytest.mark.parametrize("many", [1, 12])
@pytest.mark.parametrize(
    ("page", "cost"), [(entry, ENTRY), (correction, CORRECTION), (attaching, ATTACHING), (mentions, MENTIONS)]
)
def test_a_page_costs_the_same_for_little_and_for_much(
    town: Town, page: Callable[[Case, Intervention], str], cost: int, many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    address, browser = page(*busy(town, many)), signed_in(town.teammate)
    browser.get("/cases/")
    browser.get(address)
    with django_assert_num_queries(cost):
        assert browser.get(address).status_code == 200
