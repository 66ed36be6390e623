"""What every page of a case costs in queries: the same for few and for many rows in all of its rooms."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.cases.models import Role
from tests.access.visits import ROUTES, takes
from tests.casework.full_cases import fill, full_case, named_in_addresses
from tests.cast import signed_in
from tests.town import Town

OF_EITHER = MappingProxyType({
    "casework:agreement-record": 23, "casework:basis": 26, "casework:case-access": 27, "casework:case-change": 23,
    "casework:case-start": 28, "casework:chronology": 33, "casework:conflict-declare": 22, "casework:consent": 37,
    "casework:consent-again": 32, "casework:consent-ask": 27, "casework:consent-capacity": 23, "casework:files": 23,
    "casework:handling": 20,
    "casework:handling-add": 28, "casework:intelligence": 26, "casework:intelligence-record": 23,
    "casework:intervention": 29,
    "casework:intervention-correct": 27, "casework:intervention-file": 24, "casework:person": 25,
    "casework:person-history": 15, "casework:person-identifier-remove": 23, "casework:person-identifiers": 22,
    "casework:person-links": 20, "casework:person-others": 36, "casework:person-part": 23, "casework:plan": 30,
    "casework:plan-action": 25, "casework:plan-action-end": 24, "casework:plan-measure": 24, "casework:plan-need": 23,
    "casework:power-add": 23, "casework:power-check": 23, "casework:powers": 27, "casework:relationship-add": 23,
    "casework:relationship-change": 26, "casework:relationship-withdraw": 26, "casework:wishes-write": 23,
})  # fmt: skip
OF_ROLE: Mapping[Role, Mapping[str, int]] = MappingProxyType({
    Role.OFFENDER: {
        "casework:assessments": 24, "casework:case": 51, "casework:case-close": 27, "casework:contact": 29,
        "casework:contact-add": 23, "casework:intervention-log": 27, "casework:listing-add": 24,
        "casework:listing-end": 26, "casework:listing-review": 27, "casework:listings": 24, "casework:order-add": 23,
        "casework:order-breach": 27, "casework:order-breach-follow": 27, "casework:order-vary": 26,
        "casework:orders": 27, "casework:relationships": 25, "casework:standing": 24, "casework:standing-judge": 23,
    },
    Role.VICTIM: {
        "casework:assessment": 25, "casework:assessment-new": 30, "casework:assessments": 26, "casework:case": 63,
        "casework:case-close": 24, "casework:case-review": 22, "casework:case-review-apply": 23,
        "casework:case-review-step": 24, "casework:contact": 23, "casework:incident-add": 33,
        "casework:incident-correct": 36, "casework:incident-referral": 33, "casework:incidents": 34,
        "casework:intervention-log": 29, "casework:material-request-add": 23, "casework:material-requests": 24,
        "casework:relationships": 24, "casework:safe-contact": 33, "casework:victim": 34,
        "casework:victim-business": 29, "casework:victim-children": 25, "casework:victim-person": 29,
        "casework:victim-right": 23, "casework:victim-rights": 24, "casework:victim-safety-plan": 29,
        "casework:victim-status": 23,
    },
})  # fmt: skip


def costs(browser: Client, known: Mapping[str, object]) -> dict[str, int]:
    """The queries of every page of what is known that opens to the browser, each seen for the second time."""
    found = {}
    for route in ROUTES:
        if not (route.startswith("casework:") and takes(route) and set(takes(route)) <= set(known)):
            continue
        address = reverse(route, kwargs={name: known[name] for name in takes(route)})
        if browser.get(address).status_code == 200:
            with CaptureQueriesContext(connection) as asked:
                browser.get(address)
            found[route] = len(asked)
    return found


def grown(town: Town, role: Role, few: int, many: int) -> None:
    """A case costs what is written above with few rows, and the same when it has many."""
    case, browser = full_case(town, role, few), signed_in(town.caseworker)
    known = named_in_addresses(town, case)  # once: a place that is added later has ended, and has no page
    assert costs(browser, known) == {**OF_EITHER, **OF_ROLE[role]}
    fill(town, case, range(few, many))
    assert costs(browser, known) == {**OF_EITHER, **OF_ROLE[role]}


@pytest.mark.parametrize("role", Role)
def test_every_page_of_a_case_costs_the_same_with_few_and_more_rows(town: Town, role: Role) -> None:
    grown(town, role, 2, 5)


@pytest.mark.slow
@pytest.mark.parametrize("role", Role)
def test_every_page_of_a_case_costs_the_same_at_25_and_250_rows(town: Town, role: Role) -> None:
    grown(town, role, 25, 250)
