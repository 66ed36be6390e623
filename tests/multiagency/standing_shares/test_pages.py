"""The pages of sharing: what both sides read of it, deciding before sharing, and ending it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.context import acting
from casework.cases.models import Case
from casework.categories import Category
from casework.shares.stopping import end_share
from multiagency.sharing.models import SharingDecision
from tests.cast import actor, signed_in
from tests.multiagency.sharing.sending import agreed
from tests.multiagency.standing_shares.sharing import keys_of, shared_standing, standing, wanted
from tests.town import Town, opened_case
from vault.ids import uuid7

pytestmark = pytest.mark.django_db
SEEN, BESIDE = Category.INTERVENTION_RECORD, Category.OFFENDING_HISTORY


@pytest.fixture
def case(town: Town) -> Case:
    agreed(town, SEEN)
    return opened_case(town.caseworker)


def sent(town: Town, *categories: Category) -> dict[str, object]:
    """The form as somebody fills it in."""
    month = timezone.localdate() + timedelta(days=30)
    return {
        "id": uuid7(), "agency": town.probation.pk, "categories": [one.value for one in categories],
        "purpose": "OFFENDER_MANAGEMENT", "gateway": "CDA_115", "last_day": f"{month:%d/%m/%Y}",
    }  # fmt: skip


def test_what_would_be_decided_is_shown_and_then_shared(town: Town, case: Case) -> None:
    browser, address = signed_in(town.caseworker), f"/cases/{case.reference}/sharing/new/"
    form = sent(town, SEEN, BESIDE)
    page = browser.post(address, form).content.decode()
    assert "Would be shared" in page
    assert "does not let Westhaven Police send offending history to Westhaven Probation" in page
    assert standing(town.caseworker, case) == {}
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert browser.post(address, {**form, "seen": seen, "share": "yes"}).status_code == 302
    assert standing(town.caseworker, case) == {SEEN: ""}


def test_facts_that_changed_between_the_page_and_the_button_share_nothing(town: Town, case: Case) -> None:
    address = f"/cases/{case.reference}/sharing/new/"
    answer = signed_in(town.caseworker).post(address, {**sent(town, SEEN), "seen": "of before", "share": "yes"})
    assert "Something has changed since you saw this" in answer.content.decode()
    assert standing(town.caseworker, case) == {}


def test_the_owner_reads_what_stands_and_why_and_ends_it(town: Town, case: Case) -> None:
    shared_standing(town.caseworker, case, wanted(town.probation, SEEN, BESIDE))
    browser, address = signed_in(town.caseworker), f"/cases/{case.reference}/sharing/"
    page = browser.get(address).content.decode()
    for words in ("Westhaven Probation", "Shared", "Not allowed", "Who can resolve it", "Crime and Disorder Act 1998"):
        assert words in page
    browser.post(f"{address}end/", {"agency": town.probation.pk, "category": SEEN.value})
    assert standing(town.caseworker, case) == {SEEN: "ENDED"}
    assert keys_of(town.caseworker, case, town.probation) == set()
    assert "The agency that holds it ended the sharing" in browser.get(address).content.decode()


def test_the_other_agency_reads_its_own_part_and_no_decision(town: Town, case: Case) -> None:
    shared_standing(town.caseworker, case, wanted(town.probation, SEEN, BESIDE))
    page = signed_in(town.partner).get(f"/cases/{case.reference}/sharing/").content.decode()
    assert "What Westhaven Police shares with your agency" in page
    assert "Interventions" in page
    assert "Offending history" not in page
    assert "Add a standing share" not in page
    with acting(actor(town.partner)):
        assert not SharingDecision.objects.exists()


def test_what_has_stopped_is_listed_with_its_reference_and_reason(town: Town, case: Case) -> None:
    shared_standing(town.caseworker, case, wanted(town.probation, SEEN))
    who = actor(town.caseworker)
    with acting(who):
        end_share(actor=who, case=case, agency=town.probation)
    theirs, link = signed_in(town.partner), 'href="/shared-no-more/"'
    assert link in theirs.get("/received/").content.decode()
    assert link not in signed_in(town.caseworker).get("/received/").content.decode()
    page = theirs.get("/shared-no-more/").content.decode()
    assert case.reference in page
    assert "The agency that holds it ended the sharing" in page
    assert case.reference not in signed_in(town.stranger).get("/shared-no-more/").content.decode()


def test_the_matrix_costs_the_same_for_one_category_and_for_nine(
    town: Town, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser, address = signed_in(town.caseworker), f"/cases/{case.reference}/sharing/"
    shared_standing(town.caseworker, case, wanted(town.probation, SEEN))
    browser.get(address)
    with django_assert_num_queries(QUERIES):
        browser.get(address)
    shared_standing(town.caseworker, case, wanted(town.probation, *sorted(Category)[10:18], SEEN))
    with django_assert_num_queries(QUERIES):
        browser.get(address)


QUERIES = 25
