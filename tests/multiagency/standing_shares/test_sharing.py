"""Each category is decided when it is shared; what is allowed is seen with its keys, and a refusal is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotPermitted
from casework.cases.models import CaseShare, EndsWith
from casework.cases.policies import visible_cases
from casework.categories import Category
from casework.interventions.models import Intervention
from multiagency.sharing.models import SharingDecision
from multiagency.sharing.sending import FactsChanged
from tests.cast import actor
from tests.multiagency.sharing.sending import CLAIMS, agreed
from tests.multiagency.standing_shares.sharing import foreseen, keys_of, shared_standing, standing, wanted
from tests.town import Town, logged, opened_case

pytestmark = pytest.mark.django_db
SEEN, BESIDE = Category.INTERVENTION_RECORD, Category.OFFENDING_HISTORY


def test_what_the_agreement_covers_is_shared_and_the_rest_is_refused_with_its_rule(town: Town) -> None:
    agreed(town, SEEN)
    case = opened_case(town.caseworker)
    came = shared_standing(town.caseworker, case, wanted(town.probation, SEEN, BESIDE))
    assert {row.category: (row.outcome, row.rules) for row in came.decisions} == {
        SEEN: ("ALLOW", []), BESIDE: ("BLOCK_OVERRIDABLE", ["R34"]),
    }  # fmt: skip
    assert standing(town.caseworker, case) == {SEEN: ""}
    assert keys_of(town.caseworker, case, town.probation) == {SEEN}


def test_sharing_a_category_opens_no_sibling_at_any_gate(town: Town) -> None:
    agreed(town, BESIDE)
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Went to the shop")
    shared_standing(town.caseworker, case, wanted(town.probation, BESIDE))
    who = actor(town.partner)
    with acting(who):
        assert visible_cases(who).filter(pk=case.pk).exists()
        assert not Intervention.objects.exists()
    assert keys_of(town.caseworker, case, town.probation) == {BESIDE}


def test_a_share_names_its_decision_its_agreement_and_what_ends_it(town: Town) -> None:
    version = agreed(town, SEEN)
    case = opened_case(town.caseworker)
    far = timezone.localdate() + timedelta(days=366)
    came = shared_standing(town.caseworker, case, wanted(town.probation, SEEN, last_day=far))
    (share,), (decision,) = came.shares, came.decisions
    assert (share.decision_id, share.terms_id, share.ends_with) == (decision.pk, version.pk, EndsWith.AGREEMENT)
    assert timezone.localdate(share.ends_at) == version.ends_on


def test_nothing_is_shared_on_facts_that_changed_since_the_page(town: Town) -> None:
    case, what = opened_case(town.caseworker), wanted(town.probation, SEEN)
    foreseen(town.caseworker, case, what)
    with pytest.raises(FactsChanged):
        shared_standing(town.caseworker, case, what, seen="of another page")
    assert standing(town.caseworker, case) == {}


def test_the_same_form_sent_twice_is_decided_once(town: Town) -> None:
    agreed(town, SEEN)
    case, what = opened_case(town.caseworker), wanted(town.probation, SEEN, BESIDE)
    first = shared_standing(town.caseworker, case, what)
    again = shared_standing(town.caseworker, case, what)
    assert {row.pk for row in again.decisions} == {row.pk for row in first.decisions}
    assert [share.pk for share in again.shares] == [share.pk for share in first.shares]
    with acting(actor(town.caseworker)):
        assert SharingDecision.objects.count() == 2
    later = shared_standing(town.caseworker, case, wanted(town.probation, SEEN, BESIDE))
    assert {row.pk for row in later.decisions}.isdisjoint({row.pk for row in first.decisions})


def test_without_a_power_nothing_is_shared_and_the_refusal_is_kept(town: Town) -> None:
    agreed(town, SEEN)
    case = opened_case(town.caseworker)
    came = shared_standing(town.caseworker, case, wanted(town.probation, SEEN, claims=replace(CLAIMS, gateway="")))
    assert [(row.outcome, row.rules) for row in came.decisions] == [("BLOCK", ["R40"])]
    assert came.shares == ()
    with acting(actor(town.partner)):
        assert not CaseShare.objects.exists()
        assert not SharingDecision.objects.exists()


def test_who_does_not_work_the_case_shares_nothing_of_it(town: Town) -> None:
    case = opened_case(town.caseworker)
    with pytest.raises(NotPermitted):
        shared_standing(town.coordinator, case, wanted(town.probation, SEEN), seen="")


@pytest.mark.parametrize("category", [Category.VICTIM_LOCATION, Category.SAFE_CONTACT])
def test_where_a_victim_is_is_never_shared_standing(town: Town, category: Category) -> None:
    with pytest.raises(ValueError, match="named people"):
        wanted(town.probation, category)


def test_a_preview_writes_no_decision(town: Town) -> None:
    agreed(town, SEEN)
    case = opened_case(town.caseworker)
    assert [one.decided.allowed for one in foreseen(town.caseworker, case, wanted(town.probation, SEEN))] == [True]
    with acting(actor(town.caseworker)):
        assert not SharingDecision.objects.exists()
