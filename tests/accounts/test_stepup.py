"""What reaches far asks for a second factor that was given within five minutes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actor import Actor, system_actor
from accounts.acts import CONFIRMED
from accounts.denials import StepUpNeeded
from accounts.stepup import is_fresh, require_step_up
from vault.ids import uuid7


def user_confirmed(ago: timedelta | None) -> Actor:
    now = timezone.now()
    return Actor("user", uuid7(), uuid7(), uuid7(), authenticated_at=None if ago is None else now - ago)


@pytest.mark.parametrize("ago", [None, timedelta(minutes=5, seconds=1), timedelta(hours=7), -timedelta(minutes=1)])
def test_t41_a_second_factor_that_is_old_missing_or_in_the_future_is_not_fresh(ago: timedelta | None) -> None:
    with pytest.raises(StepUpNeeded):
        require_step_up(user_confirmed(ago), CONFIRMED)


def test_one_of_the_last_five_minutes_is() -> None:
    require_step_up(user_confirmed(timedelta(minutes=4, seconds=58)), CONFIRMED)


def test_the_product_itself_has_none_to_give() -> None:
    product = system_actor("tests", uuid7())
    require_step_up(replace(product, authenticated_at=None), CONFIRMED)
    assert not is_fresh(product)
