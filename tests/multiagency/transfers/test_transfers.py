"""A transfer pack goes as the sharing decision lets it, is acknowledged by name, and holds the case open until then."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts.actor import system_actor
from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from audit.ledger.events import event
from casework.acts import CASE_CLOSED
from casework.cases.models import Case
from casework.cases.models import State as CaseState
from casework.closing.kept_open import KeptOpen
from casework.consent.models import Consent
from casework.refusals import AlreadySent
from casework.working_days import add_working_days
from multiagency.packages.opening import tries_left
from multiagency.sharing.claims import Audience
from multiagency.sharing.models import DisclosedItem, Disclosure, SharingDecision
from multiagency.sharing.sending import FactsChanged
from multiagency.transfers.checklist import BadChecklist, How, Paper, Why, checklist, fill, read
from multiagency.transfers.models import Term, TransferMove, TransferPack, TransferPaper
from multiagency.transfers.moves import MOVES, Move, Side, State, moves_of
from multiagency.transfers.policies import CannotTransfer
from multiagency.transfers.selectors import came, find_pack, open_pack, went
from multiagency.transfers.services.reminding import remind
from tests.casework.closing.turns import closed
from tests.casework.consent.answers import answered, yes
from tests.cast import actor, make_user
from tests.multiagency.packages.handing_over import handed_over, outside, without_agreement
from tests.multiagency.transfers.moving import Handover, handover, moved, new_pack, now, sent, waiting
from tests.town import Town
from vault.ids import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(town: Town) -> Handover:
    return handover(town)


# ---- what goes
def test_what_may_go_goes_and_every_paper_is_answered_for(world: Handover) -> None:
    pack = waiting(world)
    with acting(actor(world.taker)):
        papers = {row.paper: (row.how, row.why) for row in TransferPaper.objects.filter(pack=pack)}
        copies = DisclosedItem.objects.filter(disclosure_id=pack.disclosure_id)
        assert [one.item_kind for one in copies] == ["intervention"]
        page = open_pack(actor(world.taker), find_pack(actor(world.taker), pack.pk))
    assert papers["contacts"] == (How.INCLUDED, "")
    assert papers["who"] == (How.WITHHELD, Why.NOT_ALLOWED)  # no agreement covers identity
    assert papers["risk"] == (How.NOT_HELD, "")
    assert len(page.papers) == len(checklist().papers_for(world.case.role))
    assert dict(page.answers)[checklist().questions[0].title] == "No"


def test_sent_twice_it_is_one_pack_and_with_another_body_it_is_refused(world: Handover) -> None:
    new = new_pack(world)
    first, second = sent(world, new), sent(world, new)
    assert first
    assert first == second
    other = replace(new.picked, why=replace(new.picked.why, necessity="They asked for it"))
    for changed in ({"term": Term.FOR_A_TIME, "until": timezone.localdate()}, {"picked": other}):
        with pytest.raises(AlreadySent):
            sent(world, replace(new, **changed))


def test_p3_where_nothing_may_go_there_is_no_pack_and_the_refusals_are_kept(world: Handover) -> None:
    new = new_pack(world)
    alone = replace(new.picked, items=frozenset({("name", world.case.person_id)}))
    assert sent(world, replace(new, picked=alone, absent={**new.absent, "contacts": "NOT_HELD"})) is None
    with acting(actor(world.sender)):
        assert not TransferPack.objects.exists()
        assert SharingDecision.objects.filter(case=world.case, disclosure=None).count() == 1


def test_an_agreement_that_stops_between_page_and_sending_sends_nothing(world: Handover) -> None:
    with pytest.raises(FactsChanged):
        sent(world, seen="0" * 64)


def test_a_case_goes_to_one_area_at_a_time(world: Handover) -> None:
    waiting(world)
    with pytest.raises(CannotTransfer, match="handed over already"):
        sent(world)


def test_papers_are_filled_by_what_goes_and_not_by_what_was_said() -> None:
    paper, (one, other) = Paper("risk", "Risk", ("assessment",)), (("assessment", uuid7()), ("assessment", uuid7()))
    found = [
        fill([paper], {}, {one, other}, {one, other}), fill([paper], {}, {one, other}, {one}),
        fill([paper], {"risk": "NOT_HELD"}, {one}, set()), fill([paper], {"risk": "NOT_HELD"}, set(), set()),
        fill([paper], {"risk": "UNSAFE"}, set(), set()),
    ]  # fmt: skip
    assert [(each.how, each.why) for (each,) in found] == [
        (How.INCLUDED, None), (How.IN_PART, None), (How.WITHHELD, Why.NOT_ALLOWED), (How.NOT_HELD, None),
        (How.WITHHELD, Why.UNSAFE),
    ]  # fmt: skip


def test_a_checklist_of_what_no_case_has_is_refused() -> None:
    with pytest.raises(BadChecklist, match="horoscope"):
        Paper("stars", "The stars", ("horoscope",))
    with pytest.raises(BadChecklist):
        read({"paper": []})


# ---- acknowledged
def test_somebody_acknowledges_by_name_and_the_sender_closes_after_both_conversations(world: Handover) -> None:
    pack = waiting(world)
    moved(world, pack, Move.ASK)
    moved(world, pack, Move.SUPPLY)
    moved(world, pack, Move.ACKNOWLEDGE)
    with pytest.raises(CannotTransfer, match="conversation"):
        moved(world, pack, Move.CLOSE)
    for number, code in enumerate(("WORKERS", "LEADS")):
        moved(world, pack, Move.TALK, by=(world.sender, world.taker)[number], conversation=code)
    moved(world, pack, Move.CLOSE)
    assert now(world, pack).state == State.CLOSED
    with acting(actor(world.sender)):
        by = TransferMove.objects.get(pack=pack, move=Move.ACKNOWLEDGE).moved_by
        page = open_pack(actor(world.sender), find_pack(actor(world.sender), pack.pk))
    assert by == world.taker
    assert [shown.words.text for shown in page.moves if shown.conversation] == ["As we said on the telephone"] * 2


def test_without_a_conversation_it_closes_with_why_there_was_none(world: Handover) -> None:
    pack = waiting(world, Move.ACKNOWLEDGE)
    moved(world, pack, Move.CLOSE, words="The worker there is ill; we wrote to each other")
    assert now(world, pack).state == State.CLOSED


def test_a_move_of_the_other_side_or_of_another_time_is_refused(world: Handover) -> None:
    pack = waiting(world)
    for move in (Move.ACKNOWLEDGE, Move.SUPPLY, Move.CLOSE):
        with pytest.raises(CannotTransfer):
            moved(world, pack, move, by=world.sender)
    with pytest.raises(CannotTransfer, match="is on this system"):
        moved(world, pack, Move.HEARD_BACK)
    assert now(world, pack).version == 0


def test_the_same_move_sent_again_is_made_once(world: Handover) -> None:
    pack, once = waiting(world), uuid7()
    first, second = (moved(world, pack, Move.ACKNOWLEDGE, id=once) for _ in range(2))
    assert first == second
    with pytest.raises(AlreadySent):
        moved(world, pack, Move.ASK, id=once)


def test_every_state_is_reached_and_each_side_has_its_own_moves() -> None:
    assert {rule.into for rule in MOVES.values() if rule.into} == set(State)
    assert Move.ACKNOWLEDGE not in moves_of(Side.SENDER, State.SENT)
    assert Move.REMIND not in moves_of(Side.SENDER, State.SENT)
    assert moves_of(Side.SENDER, State.WITHDRAWN) == moves_of(Side.RECIPIENT, State.CLOSED) == ()


def sent_outside(town: Town, world: Handover) -> TransferPack:
    """A pack for an agency with nobody on the system."""
    new = new_pack(world)
    claims = replace(new.picked.claims, override=without_agreement(town))
    picked = replace(new.picked, audience=Audience(outside(town), outside=True), claims=claims)
    pack = sent(world, replace(new, picked=picked))
    assert pack
    return pack


def test_a_link_to_a_pack_that_was_withdrawn_opens_nothing(town: Town, world: Handover) -> None:
    pack = sent_outside(town, world)
    with acting(actor(world.sender)):
        disclosure = Disclosure.objects.get(pk=pack.disclosure_id)
    made = handed_over(town, disclosure)
    moved(world, pack, Move.WITHDRAW)
    assert tries_left(made.link) == 0


def test_an_agency_outside_acknowledges_by_word_which_is_written_down(town: Town, world: Handover) -> None:
    pack = sent_outside(town, world)
    moved(world, pack, Move.HEARD_BACK)
    assert now(world, pack).state == State.ACKNOWLEDGED


# ---- the case, and consent
def test_the_case_stays_open_until_the_pack_is_acknowledged(world: Handover) -> None:
    pack = waiting(world)
    with pytest.raises(KeptOpen, match="has not acknowledged"):
        closed(world.sender, world.case)
    who, past = actor(world.sender), {"state": CaseState.CLOSED, "closed_on": timezone.localdate()}
    refusal = pytest.raises(IntegrityError, match="before its transfer")
    with acting(who), event(CASE_CLOSED, by=who), refusal, transaction.atomic():
        Case.objects.filter(pk=world.case.pk).update(**past)
    moved(world, pack, Move.ACKNOWLEDGE)
    closed(world.sender, world.case)


@pytest.mark.parametrize("term", Term)
def test_p18_consent_waits_to_be_asked_again_once_another_area_answers_for_good(world: Handover, term: Term) -> None:
    consent = answered(world.sender, world.case, yes(world.town.probation))
    pack = waiting(world, term=term, until=None if term is Term.FOR_GOOD else timezone.localdate())

    def asked_again() -> bool:
        with acting(actor(world.sender)):
            return Consent.objects.get(pk=consent.pk).review_due_at is not None

    assert not asked_again()
    moved(world, pack, Move.ACKNOWLEDGE)
    assert asked_again() is (term is Term.FOR_GOOD)


# ---- reminders
def test_it_is_reminded_of_by_working_days_once_each_time_and_chased_later(world: Handover) -> None:
    pack = waiting(world)
    day = timezone.localdate(pack.created_at)
    keeper = system_actor("transfers", world.town.partnership.pk, world.town.police.pk)

    def reminded(after: int) -> int:
        with acting(keeper):
            return sum(remind(actor=keeper, today=add_working_days(day, after)) for _ in range(3))

    assert [reminded(after) for after in (0, 1, 2, 3, 4)] == [0, 0, 1, 0, 1]
    moved(world, pack, Move.ACKNOWLEDGE)
    assert reminded(30) == 0


# ---- who may
def test_only_who_works_the_case_hands_over_and_only_who_may_know_of_it_sees_it(town: Town, world: Handover) -> None:
    pack = waiting(world)
    stranger = make_user(town.partnership, town.charity)
    for user in (town.colleague, stranger):
        who = actor(user)
        with acting(who), pytest.raises(NotKnown):
            find_pack(who, pack.pk)
    with pytest.raises(NotPermitted):
        moved(world, pack, Move.WITHDRAW, by=town.coordinator)
    for user, listed in ((world.taker, came), (world.sender, went)):
        who = actor(user)
        with acting(who):
            assert [line.row for line in listed(who)] == [pack]


def test_what_was_sent_stays(world: Handover) -> None:
    pack = waiting(world)
    who = actor(world.sender)
    for change in ({"term": Term.FOR_A_TIME, "until": timezone.localdate()}, {"state": State.CLOSED}):
        with acting(who), event(CASE_CLOSED, by=who), pytest.raises(DatabaseError), transaction.atomic():
            TransferPack.objects.filter(pk=pack.pk).update(**change)
    assert (now(world, pack).state, now(world, pack).term) == (State.SENT, Term.FOR_GOOD)
