"""Disputes between agencies: on what ground they are raised, whose each step is, who knows of them and who is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, transaction

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from accounts.models import User
from accounts.roles import Role
from audit.ledger.events import event
from casework.cases.models import CaseShare
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.refusals import AlreadySent
from multiagency.acts import ESCALATION_ANSWERED
from multiagency.escalations.ladder import Step
from multiagency.escalations.models import Escalation, EscalationStep, Ground, State
from multiagency.escalations.policies import CannotStep, known_escalations, sharing_agencies
from multiagency.escalations.selectors import escalations, find_escalation, open_escalation
from multiagency.escalations.services import Said, raise_about
from multiagency.referrals.moves import Move
from tests.cast import actor, make_user
from tests.multiagency.escalations.disputing import WHY, disagreed, disputing, raised, stepped, worked_by_both
from tests.multiagency.referrals.referring import referring, sent
from tests.town import Town, broken, opened_case
from tests.work import carry_out

UP = Step.MOVED_UP


def knows(user: User) -> bool:
    who = actor(user)
    with acting(who):
        return known_escalations(who).exists()


def may(row: Escalation, user: User) -> set[Step]:
    who = actor(user)
    with acting(who):
        return set(open_escalation(who, find_escalation(who, row.pk)).may)


def told_of(town: Town) -> set[str]:
    """To whom e-mails about disputes went since the last call; none of them says anything of it or of the person."""
    carry_out(town.partnership)
    found = [one for one in mail.outbox if "disagreement between agencies" in f"{one.subject} {one.body}"]
    assert not any(WHY in str(one.body) or "Featherstonehaugh" in str(one.body) for one in mail.outbox)
    mail.outbox.clear()
    return {address for one in found for address in one.to}


def test_a_referral_that_was_declined_is_raised_and_goes_up_to_a_chair_who_lets_the_decision_stand(town: Town) -> None:
    told = disputing(town)
    row = raised(told, UP, UP, UP)
    stepped(row, Step.UPHELD, told.probation[Role.PANEL_CHAIR])
    who = actor(told.world.sender)
    with acting(who):
        page = open_escalation(who, find_escalation(who, row.pk))
    assert (page.row.state, page.row.stage, page.row.ground) == (State.UPHELD, 4, Ground.DECLINED)
    assert [one.words.text for one in page.steps][:2] == [WHY, "As we said"]
    assert page.may == ()


def test_the_other_agency_reads_what_was_said_and_answers(town: Town) -> None:
    told = disputing(town)
    row = raised(told)
    stepped(row, Step.ANSWERED, told.world.taker, Said(words="We shall look again"))
    for user in (told.world.sender, told.world.taker):
        who = actor(user)
        with acting(who):
            page = open_escalation(who, find_escalation(who, row.pk))
        assert [one.words.text for one in page.steps] == [WHY, "We shall look again"]


def test_one_that_waits_is_raised_once_its_time_is_over_and_not_before(town: Town) -> None:
    world = referring(town)
    referral, who = sent(world, Move.OPEN), actor(world.sender)
    with acting(who), pytest.raises(CannotStep, match="neither past its time nor declined"):
        raise_about(actor=who, referral=referral, said=Said(words=WHY))
    with time_machine.travel(datetime.now(UTC) + timedelta(days=60), tick=True), acting(who):
        assert raise_about(actor=who, referral=referral, said=Said(words=WHY)).ground == Ground.WAITS


def test_only_who_works_the_case_raises_it(town: Town) -> None:
    told = disputing(town)
    for user in (town.coordinator, told.world.taker):
        who = actor(user)
        with acting(who), pytest.raises(NotPermitted):
            raise_about(actor=who, referral=told.referral, said=Said(words=WHY))


def test_each_stage_is_spoken_for_by_its_role_or_a_later_one_and_ended_by_who_raised_it(town: Town) -> None:
    told = disputing(town)
    row = raised(told, UP)
    first, second = told.police[Role.CASEWORKER], told.police[Role.TEAM_MANAGER]
    assert may(row, first) == {Step.RESOLVED, Step.WITHDRAWN}
    assert may(row, second) == {Step.ANSWERED, UP, Step.RESOLVED, Step.WITHDRAWN}
    assert may(row, told.probation[Role.CASEWORKER]) == set()
    assert may(row, told.probation[Role.TEAM_MANAGER]) == {Step.ANSWERED, UP}
    assert may(row, told.probation[Role.PANEL_COORDINATOR]) == {Step.ANSWERED, UP}
    with pytest.raises(NotPermitted) as refusal:
        stepped(row, Step.ANSWERED, told.probation[Role.CASEWORKER])
    assert "others speak for your agency" in refusal.value.words
    with pytest.raises(NotPermitted) as refusal:
        stepped(row, Step.WITHDRAWN, told.probation[Role.TEAM_MANAGER])
    assert "Only the agency that raised" in refusal.value.words


def test_a_look_by_break_glass_speaks_for_nobody(town: Town) -> None:
    told = disputing(town)
    row = raised(told)
    broken(town.colleague, told.world.case)
    assert (knows(town.colleague), may(row, town.colleague)) == (True, set())


def test_it_is_known_to_the_two_agencies_and_there_to_whoever_the_stages_have_reached(town: Town) -> None:
    told = disputing(town)
    row = raised(told)
    assert [knows(told.police[role]) for role in Role if role in told.police] == [True, False, True, False]
    assert [knows(told.probation[role]) for role in Role if role in told.probation] == [True, True, True, False]
    stepped(row, UP, told.world.sender)
    assert knows(told.police[Role.TEAM_MANAGER])
    assert not knows(told.police[Role.PANEL_CHAIR])
    outsider = make_user(town.partnership, town.charity, Role.TEAM_MANAGER)
    assert not any(knows(user) for user in (town.stranger, outsider, town.colleague))
    who = actor(outsider)
    with acting(who), pytest.raises(NotKnown):
        find_escalation(who, row.pk)


def test_those_of_each_stage_are_told_at_both_agencies_and_nobody_else(town: Town) -> None:
    told = disputing(town)
    told_of(town)
    row = raised(told)
    assert told_of(town) == {told.world.taker.email}
    stepped(row, UP, told.world.sender)
    assert told_of(town) == {told.police[Role.TEAM_MANAGER].email, told.world.manager.email}
    stepped(row, Step.ANSWERED, told.world.manager)
    assert told_of(town) <= {told.police[Role.TEAM_MANAGER].email}


def test_a_restricted_record_brings_nobody_in_by_their_role(town: Town) -> None:
    told = disputing(town, opened_case(town.caseworker, restricted=True), to_one=True)
    told_of(town)
    row = raised(told, UP, UP, by=told.world.sender)
    assert told_of(town) == {told.world.taker.email}
    brought_in = {role: [knows(side[role]) for side in (told.police, told.probation)] for role in told.police}
    assert brought_in == {role: [role == Role.CASEWORKER] * 2 for role in told.police}
    assert may(row, told.world.taker) == {Step.ANSWERED, UP}


def test_a_conflict_with_the_person_hides_it_and_nobody_in_one_is_told(town: Town) -> None:
    told = disputing(town)
    manager = told.police[Role.TEAM_MANAGER]
    who = actor(manager)
    with acting(who):
        declare_conflict(actor=who, person=told.world.case.person, user=manager, kind=Kind.FAMILY)
    told_of(town)
    raised(told, UP)
    assert not knows(manager)
    assert manager.email not in told_of(town)


def test_of_two_disputes_about_one_referral_the_second_is_refused_while_the_first_is_open(town: Town) -> None:
    told = disputing(town)
    row = raised(told)
    with pytest.raises(CannotStep, match="open dispute about this already"):
        raised(told)
    stepped(row, Step.WITHDRAWN, told.world.sender)
    assert raised(told).pk != row.pk


def test_the_same_sent_again_is_the_same_and_the_id_of_another_is_refused(town: Town) -> None:
    told = disputing(town)
    who, said = actor(told.world.sender), Said(words=WHY)
    with acting(who):
        first = raise_about(actor=who, referral=told.referral, said=said)
        assert raise_about(actor=who, referral=told.referral, said=said).pk == first.pk
    answer = Said(words="Once")
    for _ in range(2):
        stepped(first, Step.ANSWERED, told.world.taker, answer)
    with acting(who):
        assert EscalationStep.objects.filter(escalation=first).count() == 2
    with pytest.raises(AlreadySent):
        stepped(first, UP, told.world.taker, answer)


def test_a_step_after_the_end_says_that_it_moved(town: Town) -> None:
    told = disputing(town)
    row = raised(told, Step.RESOLVED)
    with pytest.raises(CannotStep, match="no longer where it was"):
        stepped(row, Step.ANSWERED, told.world.taker)


@pytest.mark.parametrize("raiser", ["caseworker", "partner"])
def test_a_disagreement_about_a_case_is_raised_by_either_agency_while_both_work_it(town: Town, raiser: str) -> None:
    case = worked_by_both(town)
    by = town.caseworker if raiser == "caseworker" else make_user(
        town.partnership, town.probation, Role.CASEWORKER, Role.PANEL_COORDINATOR
    )  # fmt: skip
    row = disagreed(town, case, by)
    assert (row.ground, row.owner_id) == (Ground.DISAGREEMENT, by.agency_id)
    assert all(knows(user) for user in (town.caseworker, town.partner))
    other = town.partner if raiser == "caseworker" else town.caseworker
    with pytest.raises((CannotStep, NotPermitted)):
        disagreed(town, case, other)
    assert not knows(town.stranger)


def test_when_the_share_stops_the_other_agency_knows_of_it_no_more(town: Town) -> None:
    case = worked_by_both(town)
    disagreed(town, case, town.caseworker)
    who = actor(town.caseworker)
    with acting(who), event(ESCALATION_ANSWERED, by=who):
        CaseShare.objects.filter(case=case).update(ends_at=datetime.now(UTC) - timedelta(minutes=1))
    assert (knows(town.caseworker), knows(town.partner)) == (True, False)
    with acting(who):
        assert sharing_agencies(who, case) == []


def test_the_list_begins_with_what_is_due_first_and_names_nobody(town: Town) -> None:
    told, case = disputing(town), worked_by_both(town)
    later, first = raised(told, UP), disagreed(town, case, town.caseworker)
    who = actor(town.coordinator)
    with acting(who):
        still, ended = escalations(who)
    assert ([line.row.pk for line in still], ended) == ([first.pk, later.pk], [])


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises(DatabaseError), transaction.atomic():
        yield


def test_the_database_refuses_a_dispute_that_moves_without_a_step_and_a_step_out_of_turn(town: Town) -> None:
    told = disputing(town)
    row = raised(told)
    mine, theirs = actor(told.world.sender), actor(told.world.taker)
    with acting(mine), event(ESCALATION_ANSWERED, by=mine):
        with refused():
            Escalation.objects.filter(pk=row.pk).update(stage=4)
        with refused():
            Escalation.objects.filter(pk=row.pk).update(ground=Ground.WAITS)
        with refused():
            EscalationStep.objects.filter(escalation=row).update(stage=2)
        with refused():
            EscalationStep.objects.filter(escalation=row).delete()
    for who, step, stage, number in ((mine, UP, 3, 2), (mine, UP, 2, 3), (theirs, Step.RESOLVED, 1, 2)):
        with acting(who), event(ESCALATION_ANSWERED, by=who), refused():
            EscalationStep.objects.create(
                partnership=town.partnership, owner_id=who.agency_id, escalation=row, number=number, step=step,
                stage=stage, taken_by_id=who.principal,
            )  # fmt: skip
