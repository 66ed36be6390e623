"""Every address that names a case and a row of it: the row is not reached through another case, not even one's own."""

from itertools import product

import pytest
from django.urls import reverse
from django.urls.converters import UUIDConverter

from accounts.models import User
from accounts.roles import Role
from casework.cases.models import Case
from casework.cases.models import Role as CaseRole
from tests.access.visits import ROUTES, form, objects, takes
from tests.access.world import World, make_world, undone
from tests.town import opened_case

WHOSE = {"reference", "person_id"}
STANDING = (Role.CASEWORKER, "lead")


def rows_of_cases() -> list[str]:
    """The routes that name a case by its reference, or a person by their id, and something of theirs by its id."""
    return sorted(route for route in ROUTES if WHOSE & set(takes(route)) and _ids(route) - WHOSE)


def _ids(route: str) -> set[str]:
    parts = ROUTES[route].pattern.converters
    return {name for name, converter in parts.items() if isinstance(converter, UUIDConverter)}


def _whose(route: str, case: Case) -> dict[str, object]:
    """The case, or the person of it, in place of the one whose row it is."""
    other = {"reference": case.reference, "person_id": case.person_id}
    return {name: other[name] for name in WHOSE & set(takes(route))}


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_t24_a_row_of_one_case_is_not_reached_through_another(world: World) -> None:
    browser = world.browser(STANDING)
    theirs = objects(world, STANDING)
    lead = User.objects.get(pk=browser.session["_auth_user_id"])
    others = [opened_case(world.worker, team=world.team, lead=lead, role=role) for role in CaseRole]
    reached = []
    for route in rows_of_cases():
        told = {name: theirs[name] for name in takes(route)}
        for other, method in product(others, ("GET", "POST")):
            address = reverse(route, kwargs=told | _whose(route, other))
            with undone(browser):
                asked = browser.get(address) if method == "GET" else browser.post(address, form(route, world))
            if asked.status_code not in {403, 404, 405}:
                reached.append(f"{method} {route} by a case of the {other.role.lower()}: {asked.status_code}")
    assert len(rows_of_cases()) > 20
    assert reached == []
