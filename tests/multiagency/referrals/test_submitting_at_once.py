"""One referral sent a hundred times at once, over connections of their own, is one referral."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from accounts.context import acting
from multiagency.referrals.drafts import Draft
from multiagency.referrals.models import Referral, ReferralMove
from multiagency.referrals.services.drafting import keep_draft
from multiagency.referrals.services.submitting import Checked
from multiagency.sharing.models import DisclosedItem, Disclosure
from tests.cast import actor
from tests.multiagency.referrals.referring import Referring, draft_of
from tests.multiagency.referrals.sending import agreeing, form_of, looked, ready, submitted
from tests.town import Town, make_town

HANDS, SENDINGS = 20, 100


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town that other connections see too."""
    return make_town()


def send(world: Referring, referral: Referral, checked: Checked, begin: Barrier) -> UUID:
    try:
        begin.wait(30)
        return submitted(world, referral, checked)[0].pk
    finally:
        connection.close()


def keep(world: Referring, draft: Draft, begin: Barrier) -> UUID:
    try:
        begin.wait(30)
        who = actor(world.sender)
        with acting(who):
            return keep_draft(actor=who, case=world.case, draft=draft).pk
    finally:
        connection.close()


def test_a_hundred_sendings_of_one_referral_are_one(town: Town) -> None:
    world = agreeing(town)
    referral, begin = ready(world), Barrier(HANDS)
    checked = looked(world, referral)[1]
    with ThreadPoolExecutor(HANDS) as hands:
        went = list(hands.map(lambda _: send(world, referral, checked, begin), range(SENDINGS)))
    assert went == [referral.pk] * SENDINGS
    with acting(actor(world.sender)):
        counted = [model.objects.count() for model in (Referral, ReferralMove, Disclosure, DisclosedItem)]
    assert counted == [1, 1, 1, 4]


def test_a_hundred_drafts_of_one_id_are_one(town: Town) -> None:
    world, begin = agreeing(town), Barrier(HANDS)
    draft = draft_of(world, form=form_of(), addressee=world.taker)
    with ThreadPoolExecutor(HANDS) as hands:
        kept = list(hands.map(lambda _: keep(world, draft, begin), range(SENDINGS)))
    assert kept == [draft.id] * SENDINGS
    with acting(actor(world.sender)):
        assert Referral.objects.count() == 1
