"""What stands on real records reaches the decision as facts, each by its own rule."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from accounts.roles import Role
from casework.bank_holidays import LAST_YEAR
from casework.bases.models import Basis
from casework.cases.models import Case
from casework.categories import Category
from casework.handling.models import Kind
from casework.purposes import Purpose
from multiagency.sharing.claims import Audience, emergency_review_due
from multiagency.sharing.facts import Override
from multiagency.sharing.sending import Picked
from tests.casework.handling.marking import an_item, decided, placed
from tests.cast import PASSWORD, make_user
from tests.multiagency.conditions.relying import relied
from tests.multiagency.referrals.sending import suspended
from tests.multiagency.sharing.sending import CLAIMS, agreed, picked, weighed
from tests.town import Town, logged, opened_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town: Town) -> Case:
    """A case of the police, with an agreement that lets them tell probation of interventions."""
    agreed(town)
    return opened_case(town.caseworker)


@pytest.fixture
def what(town: Town, case: Case) -> Picked:
    """One intervention, picked for somebody at probation."""
    (note,) = logged(town.caseworker, case, "Went to the shop")
    return picked(town, note.pk)


def fired(town: Town, case: Case, what: Picked) -> set[str]:
    (one,) = weighed(town.caseworker, case, what)
    assert all("{" not in said.words for said in one.explanations)
    return set(one.decided.fired)


def test_with_an_agreement_and_a_power_nothing_stands_in_the_way(town: Town, case: Case, what: Picked) -> None:
    assert fired(town, case, what) == set()


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (Kind.RESTRICTED_PROCESSING, "R56"), (Kind.OBJECTION, "R57"), (Kind.STATUTORY_BAR, "R03"),
        (Kind.COURT_ORDER_BAR, "R03"), (Kind.LPP, "R04"), (Kind.OFFICIAL_SENSITIVE, "R64"),
        (Kind.DO_NOT_INFORM, "R65"),
    ],
)  # fmt: skip
def test_rig_07_a_mark_on_the_case_reaches_the_decision(
    town: Town, case: Case, what: Picked, kind: Kind, rule: str
) -> None:
    officer = make_user(town.partnership, town.police, Role.DPO, Role.IG_OFFICER, Role.TEAM_MANAGER, password=PASSWORD)
    placed(officer, case, kind)
    assert fired(town, case, what) == {rule}


def test_an_objection_that_is_upheld_is_graver(town: Town, case: Case, what: Picked) -> None:
    officer = make_user(town.partnership, town.police, Role.DPO, password=PASSWORD)
    decided(officer, case, placed(officer, case, Kind.OBJECTION), upheld=True)
    assert fired(town, case, what) == {"R57A"}


def test_a_restricted_record_is_referred(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker, restricted=True)
    (note,) = logged(town.caseworker, case, "Went to the shop")
    assert fired(town, case, picked(town, note.pk)) == {"R66"}


def test_without_a_power_nothing_goes(town: Town, case: Case, what: Picked) -> None:
    assert fired(town, case, replace(what, claims=replace(CLAIMS, gateway=""))) == {"R40"}


def test_a_power_that_does_not_fit_says_which_may(town: Town, case: Case, what: Picked) -> None:
    claims = replace(CLAIMS, gateway="CJA_325")
    (one,) = weighed(town.caseworker, case, replace(what, claims=claims))
    assert one.decided.fired == ("R41",)
    assert "Crime and Disorder Act 1998, section 115" in one.explanations[0].words


def test_consent_that_nobody_asked_for_is_no_basis(town: Town, case: Case, what: Picked) -> None:
    claims = replace(CLAIMS, basis=Basis.CONSENT.value)
    assert fired(town, case, replace(what, claims=claims)) == {"R50"}


def test_an_agency_with_nobody_to_receive_is_told_so(town: Town, case: Case, what: Picked) -> None:
    """Where no person is named, whoever would take it in counts."""
    to_agency = Audience(town.probation)
    assert fired(town, case, replace(what, audience=to_agency)) == set()
    agreed(town, to=town.charity)
    assert "R01" not in fired(town, case, replace(what, audience=Audience(town.charity)))


def test_criminal_data_outside_law_enforcement_rests_on_a_condition_that_is_on_the_register(
    town: Town, case: Case
) -> None:
    reason = an_item(town.caseworker, case, "reason")
    claims = replace(CLAIMS, purpose=Purpose.ADULT_SAFEGUARDING)
    what = Picked(frozenset({("reason", reason.id)}), Audience(town.probation, town.partner), claims)
    assert "R46" in fired(town, case, what)
    officer = make_user(town.partnership, town.police, Role.DPO, password=PASSWORD)
    relied(officer, "ART10_AUTHORITY", categories={Category.OFFENDING_HISTORY})
    assert "R46" not in fired(town, case, what)


@pytest.mark.parametrize(
    ("kind", "changes", "words"),
    [
        (Kind.RESTRICTED_PROCESSING, {}, "is restricted since 1 March 2026"),
        (Kind.OBJECTION, {}, "objected on 1 March 2026"),
        (Kind.DO_NOT_INFORM, {"until": date(2099, 12, 24)}, "Notices are held until 24 December 2099"),
    ],
)
def test_a_rule_names_the_day_of_the_mark_that_made_it_fire(
    town: Town, case: Case, what: Picked, kind: Kind, changes: dict[str, Any], words: str
) -> None:
    officer = make_user(town.partnership, town.police, Role.DPO, Role.IG_OFFICER, Role.TEAM_MANAGER, password=PASSWORD)
    placed(officer, case, kind, since=date(2026, 3, 1), **changes)
    (one,) = weighed(town.caseworker, case, what)
    assert words in one.explanations[0].words


def test_an_emergency_names_who_shares_and_by_when_it_is_reviewed(town: Town, case: Case, what: Picked) -> None:
    reasons = ("He is on his way to her flat now",) * 3
    alone = Override(str(town.caseworker.pk), str(town.caseworker.pk), *reasons)
    claims = replace(CLAIMS, purpose=Purpose.ADULT_SAFEGUARDING, emergency=True, override=alone)
    (one,) = weighed(town.caseworker, case, replace(what, claims=claims))
    due = emergency_review_due(timezone.localdate())
    words = f"Shared as an emergency by Casey Worker. Review due {due:%-d %B %Y}."
    assert words in [said.words for said in one.explanations]


def test_an_agreement_that_is_suspended_says_since_when(town: Town) -> None:
    version, case = agreed(town), opened_case(town.caseworker)
    what = picked(town, logged(town.caseworker, case, "Went to the shop")[0].pk)
    suspended(town, version)
    (one,) = weighed(town.caseworker, case, what)
    assert one.decided.fired == ("R31",)
    assert f"is suspended ({timezone.localdate():%-d %B %Y})." in one.explanations[0].words


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 12, 24), date(2026, 12, 29)), (date(2026, 11, 26), date(2026, 11, 27)),
        (date(LAST_YEAR + 1, 6, 1), date(LAST_YEAR + 1, 6, 2)),
    ],
)  # fmt: skip
def test_an_emergency_is_reviewed_the_next_working_day_and_never_waits_for_a_calendar(day: date, due: date) -> None:
    assert emergency_review_due(day) == due
