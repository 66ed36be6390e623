"""Whoever answers for an agreement is told 90, 30 and 7 days before its review, once each, and of nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actor import system_actor
from accounts.context import acting
from accounts.outbox.models import Message
from casework.categories import Category
from multiagency.agreements.reviews import remind, remind_every_night
from multiagency.agreements.services.stopping import withdraw
from tests.cast import actor, founder_of
from tests.multiagency.agreements.agreeing import Desk, clauses, desk, fresh, offered, signed
from tests.town import Town


@pytest.fixture
def police(town: Town) -> Desk:
    return desk(town.partnership, town.police)


def told(town: Town, days: int) -> int:
    """How many are told on a day that is so far ahead."""
    keeper = system_actor("agreements", town.partnership.pk, town.police.pk)
    with acting(keeper):
        return remind(actor=keeper, at=timezone.now() + timedelta(days=days))


def test_isa_05_each_stage_is_told_once_and_the_first_not_a_day_too_soon(town: Town, police: Desk) -> None:
    probation = desk(town.partnership, town.probation)
    said = [clauses(town.police, town.probation, Category.IDENTITY)]
    signed(offered(police, [probation], said, term=(0, 100, 365)), police, probation)
    days = (9, 10, 11, 69, 70, 71, 92, 93, 94, 100, 130)
    assert [told(town, day) for day in days] == [0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0]
    with acting(actor(police.officer)):
        assert set(Message.objects.values_list("user_id", "notice")) == {
            (police.officer.pk, "multiagency.agreement_to_review")
        }


def test_what_is_not_in_force_needs_no_review(town: Town, police: Desk) -> None:
    probation = desk(town.partnership, town.probation)
    said = [clauses(town.police, town.probation, Category.IDENTITY)]
    offered(police, [probation], said, term=(0, 5, 365))
    version = signed(offered(police, [probation], said, term=(0, 5, 365)), police, probation)
    who = fresh(police.officer)
    with acting(who):
        withdraw(actor=who, version=version, words="Replaced")
    assert told(town, 1) == 0


def test_the_nights_work_tells_at_every_agency(town: Town, police: Desk) -> None:
    probation = desk(town.partnership, town.probation)
    said = [clauses(town.police, town.probation, Category.IDENTITY)]
    for owner, other in ((police, probation), (probation, police)):
        signed(offered(owner, [other], said, term=(0, 5, 365)), owner, other)
    founder = founder_of(town.partnership)
    with acting(founder):
        remind_every_night(founder)
    for one in (police, probation):
        with acting(actor(one.officer)):
            assert Message.objects.count() == 1
