"""Fields that no page asks for are added to every form, and change nothing."""

import pytest
from django.test import Client

from accounts.context import acting
from accounts.models import User
from accounts.roles import Role
from audit.ledger.models import Event
from audit.office.access.table import Answer, access_table
from casework.cases.models import Case
from tests.access.visits import form, objects, visit
from tests.access.world import Standing, World, make_world, undone, written
from tests.cast import actor
from vault.ids import uuid7

LEAD: Standing = (Role.CASEWORKER, "lead")
TABLE = access_table()
POSTS = [
    row for row in TABLE.rows
    if row.method == "POST" and row.route.startswith("casework:") and TABLE.answer(row.needs, *LEAD) == Answer.YES
]  # fmt: skip
KEPT = ("owner_id", "partnership_id", "person_id", "restricted", "lead_id", "role", "opened_on", "reference")


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def added(world: World) -> dict[str, object]:
    """What somebody would add who knows the columns."""
    elsewhere = world.agencies["untold"].pk
    return {
        "owner": elsewhere, "owner_id": elsewhere, "agency": elsewhere, "agency_id": elsewhere,
        "partnership": world.elsewhere.pk, "partnership_id": world.elsewhere.pk, "person_id": uuid7(),
        "restricted": "on", "lead": world.nameable.pk, "lead_id": world.nameable.pk, "reference_": "RT-2222-2222",
        "opened_on": "2001-01-01", "created_at": "2001-01-01", "ends_at": "2999-01-01", "logged_by": world.nameable.pk,
        "opened_by": world.nameable.pk, "is_staff": "on", "is_superuser": "on", "location": "1 Elsewhere Way",
        "purpose": "RESEARCH_EVALUATION", "purposes": "RESEARCH_EVALUATION", "category_": "AGGREGATE",
    }  # fmt: skip


def done(world: World, browser: Client, route: str, more: dict[str, object]) -> tuple[object, ...]:
    """What came of a form: who did what for which purpose, and what the case then was."""
    lead = User.objects.get(pk=browser.session["_auth_user_id"])
    known = objects(world, LEAD)
    with undone(browser):
        before = written(world)
        visit(browser, route, "POST", known, {**more, **form(route, world)})
        new = [pk for pk in written(world) if pk not in before]
        with acting(actor(lead)):
            events = Event.objects.filter(pk__in=new).order_by("pk")
            told = list(events.values_list("act", "purpose", "actor_id", "agency_id", "partnership_id"))
            case = Case.objects.filter(pk=world.case_of(LEAD).pk).values(*KEPT).get()
            others = Case.objects.exclude(pk=world.case_of(LEAD).pk).values_list("owner_id", "restricted", "lead_id")
            return told, case, sorted(others)


def test_t25_fields_added_to_a_form_change_nothing_of_what_it_does(world: World) -> None:
    browser = world.browser(LEAD)
    assert len(POSTS) > 10
    for row in POSTS:
        assert done(world, browser, row.route, added(world)) == done(world, browser, row.route, {}), row.route


def test_t28_a_purpose_sent_with_a_form_is_not_the_purpose_that_is_written_down(world: World) -> None:
    browser = world.browser(LEAD)
    purposes = set()
    for row in POSTS:
        told = done(world, browser, row.route, {"purpose": "RESEARCH_EVALUATION"})[0]
        assert isinstance(told, list)
        purposes |= {purpose for _, purpose, *_ in told}
    assert purposes <= {"", "VICTIM_SUPPORT", "OFFENDER_MANAGEMENT"}
    assert "VICTIM_SUPPORT" in purposes
