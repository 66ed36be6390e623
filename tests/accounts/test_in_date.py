"""Training and vetting: what is not in date takes the roles that need it, from the next request on."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.actor import actor_for
from accounts.context import acting
from accounts.in_date.warning import RUNNING_OUT, warn
from accounts.models import Message, User
from accounts.people.standing import lapsed, run_out, running_out
from accounts.roles import NEEDS, Need, Role
from audit.ledger.events import event
from audit.ledger.models import Event
from casework.cases.policies import visible_cases
from tests import cast
from tests.accounts.conftest import CHANGED
from tests.town import Town, make_town, opened_case

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


def until(user: User, *, trained: date | None, vetted: date | None) -> None:
    """Write the last days into the user's row, as whoever may."""
    by = cast.founder_of(user.partnership)
    with acting(by), event(CHANGED, by=by):
        User.objects.filter(pk=user.pk).update(trained_until=trained, vetted_until=vetted)


@pytest.mark.parametrize(
    ("trained", "vetted", "missing"),
    [
        (TODAY, TODAY, set()),
        (TODAY - DAY, TODAY, {Need.TRAINING}),
        (TODAY, TODAY - DAY, {Need.VETTING}),
        (None, None, {Need.TRAINING, Need.VETTING}),
    ],
)
def test_a_date_counts_to_its_end_and_what_was_never_recorded_does_not_count(
    trained: date | None, vetted: date | None, missing: set[Need]
) -> None:
    assert run_out(User(trained_until=trained, vetted_until=vetted), TODAY) == missing


def test_thirty_days_before_its_end_a_date_is_running_out_and_not_a_day_sooner() -> None:
    user = User(trained_until=TODAY + 30 * DAY, vetted_until=TODAY + 31 * DAY)
    assert running_out(user, TODAY) == {Need.TRAINING: TODAY + 30 * DAY}
    assert running_out(user, TODAY + 31 * DAY) == {Need.VETTING: TODAY + 31 * DAY}


def test_roles_that_open_no_content_need_nothing() -> None:
    assert lapsed(Role, frozenset(Need)) == set(NEEDS)
    assert not {Role.IG_OFFICER, Role.DPO, Role.AGENCY_ADMINISTRATOR, Role.PARTNERSHIP_ADMINISTRATOR} & set(NEEDS)


def test_whoever_has_let_it_run_out_loses_the_role_on_the_next_request_and_is_told_who_can_resolve_it(
    town: Town,
) -> None:
    case = opened_case(town.caseworker)
    desk = cast.signed_in(town.caseworker)
    yesterday = timezone.localdate() - DAY
    assert desk.get(f"/cases/{case.reference}/").status_code == 200
    until(town.caseworker, trained=yesterday, vetted=timezone.localdate())
    for address in ("/", f"/cases/{case.reference}/", "/people/find/"):
        page = desk.get(address)
        assert page.status_code == 403
        words = page.content.decode()
        assert f"Your training ran out on {yesterday.day} {yesterday:%B %Y}." in words
        assert "administrator, who records the new date" in words
        assert case.reference not in words
    assert desk.get("/your-sign-in/").status_code == 200
    with acting(cast.actor(town.lead_auditor)):
        reasons = Event.objects.filter(act="accounts.refused").values_list("facts__reason", flat=True)
        assert list(reasons) == ["OUT_OF_DATE"] * 3
    until(town.caseworker, trained=timezone.localdate(), vetted=timezone.localdate())
    assert desk.get(f"/cases/{case.reference}/").status_code == 200


def test_a_job_in_their_name_sees_no_case_either(town: Town) -> None:
    opened_case(town.caseworker)
    until(town.caseworker, trained=None, vetted=None)
    actor = actor_for(User.objects.get(pk=town.caseworker.pk))
    assert not actor.roles
    assert not actor.principals
    assert actor.lapsed == {Role.CASEWORKER}
    with acting(actor):
        assert not visible_cases(actor).exists()


def test_an_officers_other_duties_go_on(town: Town) -> None:
    until(town.auditor, trained=None, vetted=None)
    assert cast.signed_in(town.auditor).get("/audit/").status_code == 200


def test_administrators_are_told_once_of_what_runs_out_and_the_partnerships_where_an_agency_has_none(
    town: Town,
) -> None:
    head = cast.make_user(
        town.partnership, town.charity, Role.PARTNERSHIP_ADMINISTRATOR, password=cast.PASSWORD, name="Hedda"
    )
    ada = cast.make_user(town.partnership, town.police, Role.AGENCY_ADMINISTRATOR, password=cast.PASSWORD)
    system = cast.founder_of(town.partnership)
    soon = timezone.localdate() + 10 * DAY
    told: list[set[User]] = []
    for user in (None, town.caseworker, town.partner):
        if user is not None:
            until(user, trained=soon, vetted=soon)
        with acting(system):
            warn(system)
            warn(system)
            told.append({message.user for message in Message.objects.filter(notice=RUNNING_OUT.code)})
    assert told == [set(), {ada}, {ada, head}]
    with acting(system):
        assert Message.objects.filter(notice=RUNNING_OUT.code).count() == 2
