"""What only an override lets be shared is put to a second authoriser, in their own session, and ends with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.context import acting
from audit.ledger.events import event
from casework.acts import CASE_CHANGED
from casework.cases.models import Case, CaseShare, EndsWith
from casework.categories import Category
from multiagency.asked_decisions.models import Ask, Decider
from multiagency.sharing.models import SharingDecision
from tests.cast import actor, signed_in
from tests.multiagency.asked_decisions.asking import REASONS, granted
from tests.multiagency.disclosures.sending import texts
from tests.multiagency.standing_shares.sharing import foreseen, keys_of, shared_standing, standing, wanted
from tests.multiagency.standing_shares.test_redeciding import night
from tests.town import Town, opened_case

SEEN, BESIDE = Category.INTERVENTION_RECORD, Category.IDENTITY
WHY = {
    "why": REASONS.why, "because": REASONS.necessity, "proportionality": REASONS.proportionality,
    "less_intrusive": REASONS.less_intrusive,
}  # fmt: skip


@pytest.fixture
def case(town: Town) -> Case:
    """A case whose sharing no agreement covers."""
    return opened_case(town.caseworker)


def form(town: Town) -> dict[str, object]:
    return {
        "id": "0198f2d4-7e00-7000-8000-000000000001", "agency": town.probation.pk, "categories": [SEEN.value],
        "purpose": "OFFENDER_MANAGEMENT", "gateway": "CDA_115",
        "last_day": f"{timezone.localdate() + timedelta(days=60):%d/%m/%Y}",
    }  # fmt: skip


def asked(town: Town, case: Case) -> Ask:
    """The question, put from the page that says what is not allowed."""
    browser, address = signed_in(town.caseworker), f"/cases/{case.reference}/sharing/new/"
    assert "Ask a second authoriser" in texts(browser.post(address, form(town)))
    first = texts(browser.post(address, form(town) | {"decider": "SECOND"}))
    assert "There is a problem" not in first
    short = browser.post(address, form(town) | WHY | {"decider": "SECOND", "put": "yes", "because": "Need it"})
    assert short.status_code == 200
    assert browser.post(address, form(town) | WHY | {"decider": "SECOND", "put": "yes"}).status_code == 302
    with acting(actor(town.caseworker)):
        return Ask.objects.get()


def test_it_is_shared_once_somebody_else_allowed_it_and_ends_with_the_override(town: Town, case: Case) -> None:
    one = asked(town, case)
    assert (one.item_id, one.category, one.decider, one.rules) == (None, SEEN, Decider.SECOND, ["R30"])
    what = wanted(town.probation, SEEN, last_day=timezone.localdate() + timedelta(days=60))
    assert shared_standing(town.caseworker, case, what).shares == ()
    page = texts(signed_in(town.auditor).get(f"/decisions/{one.pk}/"))
    assert REASONS.necessity in page
    answer = granted(town, one)
    (share,) = shared_standing(town.caseworker, case, wanted(town.probation, SEEN, last_day=what.last_day)).shares
    assert share.ends_with == EndsWith.OVERRIDE
    assert share.ends_at <= timezone.now() + timedelta(days=7)
    assert answer.ends_on == timezone.localdate() + timedelta(days=7)
    with acting(actor(town.caseworker)):
        last = SharingDecision.objects.latest("pk")
    assert (last.outcome, last.facts["override"]["authoriser"]) == ("ALLOW_OVERRIDE", str(town.auditor.pk))
    night(town)
    assert standing(town.partner, case) == {SEEN: ""}
    who = actor(town.caseworker)
    with acting(who), event(CASE_CHANGED, by=who):
        CaseShare.objects.filter(pk=share.pk).update(ends_at=timezone.now() - timedelta(minutes=1))
    assert signed_in(town.partner).get(f"/cases/{case.reference}/").status_code == 404


def test_it_holds_for_that_category_and_that_agency_alone(town: Town, case: Case) -> None:
    granted(town, asked(town, case))
    for what in (wanted(town.probation, BESIDE), wanted(town.charity, SEEN)):
        (held,) = foreseen(town.caseworker, case, what)
        assert not held.decided.allowed
    both = {one.thing.category: one.decided.allowed for one in foreseen(
        town.caseworker, case, wanted(town.probation, SEEN, BESIDE)
    )}  # fmt: skip
    assert both == {SEEN: True, BESIDE: False}
    shared_standing(town.caseworker, case, wanted(town.probation, SEEN, BESIDE))
    assert keys_of(town.caseworker, case, town.probation) == {SEEN}
