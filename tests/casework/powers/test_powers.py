"""Which powers were considered, and whether support and witnesses were thought of."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import User
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.powers.models import Decision, Power, PowerDecision
from casework.powers.selectors import NO_POWER_CONSIDERED, NO_RESPONSE_CHECKED, powers
from casework.powers.services import NewDecision, record_power
from tests.cast import actor, signed_in
from tests.security.raw import refused
from tests.town import Town, opened_case
from vault.ids import uuid7

POWERS_PAGE = 25


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, team=town.team)


def decided(user: User, case: Case, power: Power, decision: Decision, on: date | None = None) -> PowerDecision:
    who = actor(user)
    with acting(who):
        new = NewDecision(power, decision, "Noise at night", on or timezone.localdate())
        return record_power(actor=who, case=case, new=new)


def test_the_last_decision_about_a_power_counts_and_every_one_is_kept(town: Town, case: Case) -> None:
    decided(town.caseworker, case, Power.CPW, Decision.CONSIDERED, timezone.localdate() - timedelta(days=9))
    decided(town.caseworker, case, Power.CPW, Decision.USED)
    decided(town.caseworker, case, Power.CLOSURE, Decision.NOT_USED, timezone.localdate() - timedelta(days=1))
    who = actor(town.teammate)
    with acting(who):
        found = powers(who, open_case(who, case.reference)).decided
        assert [(one.power, one.decision, one.current) for one in found] == [
            (Power.CPW, Decision.USED, True), (Power.CLOSURE, Decision.NOT_USED, True),
            (Power.CPW, Decision.CONSIDERED, False),
        ]  # fmt: skip
        assert "permission denied" in refused("UPDATE casework_powerdecision SET decided_on = current_date")


def test_a_power_not_used_says_why(town: Town, case: Case) -> None:
    who = actor(town.caseworker)
    with acting(who), pytest.raises(ValueError, match="says why"):
        record_power(actor=who, case=case, new=NewDecision(Power.CPN, Decision.NOT_USED, " ", timezone.localdate()))


def test_whoever_only_reads_the_case_records_no_power(town: Town, case: Case) -> None:
    with pytest.raises(NotPermitted):
        decided(town.coordinator, case, Power.CPW, Decision.USED)


def test_a_case_says_in_one_condition_whether_anything_was_considered(town: Town, case: Case) -> None:
    with acting(actor(town.caseworker)):
        assert Case.objects.filter(NO_POWER_CONSIDERED, NO_RESPONSE_CHECKED, pk=case.pk).exists()
    decided(town.caseworker, case, Power.CPW, Decision.NOT_USED)
    with acting(actor(town.caseworker)):
        assert not Case.objects.filter(NO_POWER_CONSIDERED, pk=case.pk).exists()
        assert Case.objects.filter(NO_RESPONSE_CHECKED, pk=case.pk).exists()


def test_powers_and_checks_are_recorded_through_their_pages(town: Town, case: Case) -> None:
    browser: Client = signed_in(town.caseworker)
    base, today = f"/cases/{case.reference}/powers/", f"{timezone.localdate():%d/%m/%Y}"
    assert "No power considered yet" in browser.get(base).content.decode()
    said = {"id": str(uuid7()), "power": "CLOSURE", "decision": "USED", "reason": "Dealing", "decided_on": today,
            "court": "Westhaven magistrates", "starts_on": today, "ends_on": "01/01/2001"}  # fmt: skip
    page = browser.post(f"{base}add/", said).content.decode()
    assert "This is before the day from which it is in force." in page
    page = browser.post(f"{base}add/", {**said, "ends_on": ""}, follow=True).content.decode()
    assert "Westhaven magistrates" in page
    page = browser.post(f"{base}check/", {"id": str(uuid7()), "words": "Rang them"}).content.decode()
    assert "There is a problem" in page  # nothing is taken for a yes or a no
    check = {"id": str(uuid7()), "support": "YES", "witnesses": "NOT_KNOWN", "words": "Rang the ward office"}
    page = browser.post(f"{base}check/", check, follow=True).content.decode()
    assert "Not known" in page
    assert "Rang the ward office" in page


def test_the_list_costs_the_same_with_few_and_many(
    town: Town, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = signed_in(town.caseworker)
    browser.get("/")
    for power in (list(Power)[:2], list(Power)[2:9]):
        for one in power:
            decided(town.caseworker, case, one, Decision.CONSIDERED)
        with django_assert_num_queries(POWERS_PAGE):
            assert browser.get(f"/cases/{case.reference}/powers/").status_code == 200
