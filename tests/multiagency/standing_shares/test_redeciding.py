"""Every night shares are decided anew: what is no longer allowed stops, what changed rests on the new decision."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actor import system_actor
from accounts.context import acting
from accounts.jobs.declaring import JOBS
from accounts.models import User
from audit.ledger.events import event
from casework.acts import CASE_CHANGED
from casework.cases.models import Case, CaseShare
from casework.categories import Category
from casework.handling.models import Kind
from casework.handling.services import NewMark, place
from multiagency.sharing.models import SharingDecision
from tests.cast import actor, founder_of
from tests.multiagency.sharing.sending import agreed
from tests.multiagency.standing_shares.sharing import keys_of, shared_standing, standing, wanted
from tests.town import Town, opened_case, shared
from vault.ids import uuid7

pytestmark = pytest.mark.django_db
SEEN = Category.INTERVENTION_RECORD


@pytest.fixture
def case(town: Town) -> Case:
    """A case whose interventions probation is shared by an agreement."""
    agreed(town, SEEN)
    case = opened_case(town.caseworker)
    shared_standing(town.caseworker, case, wanted(town.probation, SEEN))
    return case


def night(town: Town) -> None:
    """What the product does every night."""
    JOBS["multiagency.shares_decided_anew"](system_actor("jobs", town.partnership.pk))


def decisions(town: Town) -> list[str]:
    with acting(actor(town.caseworker)):
        return list(SharingDecision.objects.order_by("pk").values_list("outcome", flat=True))


def test_where_nothing_changed_nothing_is_decided_or_stopped(town: Town, case: Case) -> None:
    night(town)
    assert standing(town.caseworker, case) == {SEEN: ""}
    assert decisions(town) == ["ALLOW"]


def test_where_nobody_is_left_to_receive_it_it_stops_with_its_keys(town: Town, case: Case) -> None:
    founder = founder_of(town.partnership)
    with acting(founder), event(CASE_CHANGED, by=founder):
        User.objects.filter(agency=town.probation).update(is_active=False)
    night(town)
    assert standing(town.caseworker, case) == {SEEN: "DECISION"}
    assert keys_of(town.caseworker, case, town.probation) == set()
    assert decisions(town) == ["ALLOW", "BLOCK"]
    night(town)
    assert decisions(town) == ["ALLOW", "BLOCK"]


def test_what_is_still_allowed_on_other_facts_rests_on_the_new_decision_and_ends_as_before(
    town: Town, case: Case
) -> None:
    who, today = actor(town.caseworker), timezone.localdate()
    with acting(who):
        before = CaseShare.objects.get(case=case)
        words = "Names a colleague of theirs"
        new = NewMark(Kind.OFFICIAL_SENSITIVE, words, today, review_on=today + timedelta(days=30))
        place(actor=who, case=case, new=new)
    night(town)
    with acting(who):
        now, decision = CaseShare.objects.get(case=case), SharingDecision.objects.latest("pk")
    assert (decision.outcome, decision.rules, decision.requested_by_id) == ("ALLOW_CONDITIONS", ["R64"], None)
    assert (now.decision_id, now.ends_at, now.ends_with) == (decision.pk, before.ends_at, before.ends_with)


def test_what_rests_on_no_decision_stops(town: Town, case: Case) -> None:
    (share,) = shared(town.caseworker, case, town.charity, Category.IDENTITY)
    who = actor(town.caseworker)
    with acting(who), event(CASE_CHANGED, by=who):
        CaseShare.objects.filter(pk=share.pk).update(decision_id=uuid7())
    night(town)
    assert standing(town.stranger, case) == {"IDENTITY": "DECISION"}
    assert standing(town.partner, case) == {SEEN: ""}
