"""What is sent is decided anew and sealed, once; what may not go stays, and both are kept on record."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.context import acting
from accounts.models import User
from audit.ledger.events import event
from casework.refusals import AlreadySent
from multiagency.acts import REFERRAL_LOOKED_AT
from multiagency.referrals.models import Referral
from multiagency.referrals.moves import Move, State
from multiagency.referrals.policies import CannotMove
from multiagency.referrals.services.drafting import keep_draft
from multiagency.referrals.services.submitting import submit_referral
from multiagency.sharing.models import DisclosedItem, Disclosure, SharingDecision
from multiagency.sharing.sending import FactsChanged
from tests.casework.closing.turns import closed
from tests.cast import actor, founder_of
from tests.multiagency.referrals.referring import Referring, draft_of, drafted, moved, referring
from tests.multiagency.referrals.sending import (
    agreeing,
    form_of,
    looked,
    opened_by,
    ready,
    submitted,
    suspended,
    titles,
)
from tests.multiagency.sharing.sending import agreed
from tests.town import Town
from tests.work import carry_out


def kept(world: Referring) -> tuple[str, int, int, int]:
    """The state of the one referral, and how many decisions, disclosures and copies there are."""
    with acting(actor(world.sender)):
        state = Referral.objects.get().state
        return state, SharingDecision.objects.count(), Disclosure.objects.count(), DisclosedItem.objects.count()


def test_p3_what_the_agreement_covers_goes_and_the_rest_stays_both_with_a_decision(town: Town) -> None:
    world = agreeing(town)
    referral = ready(world)
    bundle, checked = looked(world, referral)
    assert titles(bundle, going=False) == ["What would help"]
    assert len(titles(bundle, going=True)) == 4
    went, sent = submitted(world, referral, checked)
    assert (went.state, went.disclosure_id) == (State.SUBMITTED, sent.disclosure.pk)  # type: ignore[union-attr]
    assert kept(world) == ("SUBMITTED", 5, 1, 4)
    with acting(actor(world.taker)):
        assert Referral.objects.get().pk == referral.pk
        assert DisclosedItem.objects.count() == 4


def test_a_draft_that_nothing_may_go_of_stays_a_draft_and_its_refusals_are_kept(town: Town) -> None:
    world = referring(town)
    went, sent = submitted(world, ready(world))
    assert (went.state, sent and sent.disclosure) == (State.DRAFT, None)
    assert kept(world) == ("DRAFT", 5, 0, 0)


def test_sent_again_it_is_the_referral_that_went(town: Town) -> None:
    world = agreeing(town)
    referral = ready(world)
    _, checked = looked(world, referral)
    first, _ = submitted(world, referral, checked)
    again, sent = submitted(world, referral, checked)
    assert (again.pk, again.version, sent) == (first.pk, 1, None)
    assert kept(world) == ("SUBMITTED", 5, 1, 4)


def test_under_the_same_id_another_body_is_refused(town: Town) -> None:
    world = agreeing(town)
    draft, who = draft_of(world, form=form_of(), addressee=world.taker), actor(world.sender)
    referral = drafted(world, id=draft.id, form=draft.form, addressee=world.taker)
    submitted(world, referral)
    with acting(who):
        assert keep_draft(actor=who, case=world.case, draft=draft).state == State.SUBMITTED
        other = draft_of(world, form=form_of(answers={}), addressee=world.taker, id=draft.id)
        with pytest.raises(AlreadySent):
            keep_draft(actor=who, case=world.case, draft=other)


def test_a_draft_changed_in_another_window_is_looked_at_again(town: Town) -> None:
    world = agreeing(town)
    referral = ready(world)
    _, checked = looked(world, referral)
    drafted(world, id=referral.pk, form=form_of(), addressee=world.taker)
    with pytest.raises(CannotMove, match="changed since you looked"):
        submitted(world, referral, checked)
    assert kept(world)[0] == "DRAFT"


def test_an_agreement_that_stops_between_page_and_sending_sends_nothing(town: Town) -> None:
    version = agreed(town)
    world = referring(town)
    referral = ready(world)
    _, checked = looked(world, referral)
    suspended(town, version)
    with pytest.raises(FactsChanged):
        submitted(world, referral, checked)
    assert kept(world) == ("DRAFT", 0, 0, 0)


def case_closes(world: Referring) -> None:
    closed(world.sender, world.case)


def account_closes(world: Referring) -> None:
    founder = founder_of(world.town.partnership)
    with acting(founder), event(REFERRAL_LOOKED_AT, by=founder):
        User.objects.filter(pk=world.taker.pk).update(is_active=False)


@pytest.mark.parametrize(
    ("meanwhile", "words"), [(case_closes, "This case is closed"), (account_closes, "account is closed")]
)
def test_what_happened_meanwhile_is_said_and_nothing_is_sent(
    town: Town, meanwhile: Callable[[Referring], Any], words: str
) -> None:
    world = agreeing(town)
    referral = ready(world)
    _, checked = looked(world, referral)
    meanwhile(world)
    with pytest.raises(CannotMove, match=words):
        submitted(world, referral, checked)
    assert kept(world)[0] == "DRAFT"


def test_ten_items_cost_as_many_statements_as_two(town: Town) -> None:
    world = agreeing(town)
    submitted(world, ready(world))  # whoever is told has a message waiting from then on
    few, many = ready(world, 1), ready(world, 10)
    costs = []
    for referral in (few, many):
        checked = looked(world, referral)[1]
        who = actor(world.sender)
        with acting(who), CaptureQueriesContext(connection) as queries:
            submit_referral(actor=who, opened=opened_by(world), referral=referral, checked=checked)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_other_agency_is_told_by_an_e_mail_without_content_and_the_sender_of_each_move(town: Town) -> None:
    world = agreeing(town)
    referral = ready(world)
    submitted(world, referral)
    carry_out(town.partnership)
    assert [message.to for message in mail.outbox] == [[world.taker.email]]
    assert "A referral needs somebody at your agency" in mail.outbox[0].subject
    assert "Quillon" not in mail.outbox[0].body
    moved(world, referral, Move.OPEN, Move.ASK)
    carry_out(town.partnership)
    assert [message.to for message in mail.outbox[1:]] == [[world.sender.email]]
