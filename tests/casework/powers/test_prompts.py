"""A case asks for what was not thought of yet: powers, support, and needs that nobody looked at again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.context import acting
from casework.cases.models import Case, Role
from casework.plans.models import Level
from casework.powers.models import Decision, Done, Power
from casework.powers.services import NewCheck, check_response
from casework.prompts.selectors import prompts_of
from tests.casework.plans.making import measured, needed
from tests.casework.powers.test_powers import decided
from tests.cast import actor
from tests.town import Town, opened_case


def lacks(town: Town, case: Case) -> set[str]:
    with acting(actor(town.caseworker)):
        return {prompt.code for prompt in prompts_of([case.pk]).get(case.pk, ())}


def test_an_offenders_case_asks_which_powers_were_considered_until_one_is_even_if_not_used(town: Town) -> None:
    case = opened_case(town.caseworker)
    assert "no_power" in lacks(town, case)
    decided(town.caseworker, case, Power.CPW, Decision.NOT_USED)
    assert "no_power" not in lacks(town, case)


def test_a_victims_case_asks_whether_support_was_offered_until_somebody_checked(town: Town) -> None:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    assert "no_support" in lacks(town, case)
    who = actor(town.caseworker)
    with acting(who):
        check_response(actor=who, case=case, new=NewCheck(Done.NO, Done.NOT_KNOWN, "Nobody rang them yet"))
    assert "no_support" not in lacks(town, case)


def test_a_need_is_asked_for_once_its_review_has_passed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    case = opened_case(town.caseworker)
    need = needed(town.caseworker, case)
    assert "plan_due" not in lacks(town, case)
    later = need.review_on + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: later)
    assert "plan_due" in lacks(town, case)
    measured(town.caseworker, case, need, Level.HELP)
    assert "plan_due" not in lacks(town, case)
