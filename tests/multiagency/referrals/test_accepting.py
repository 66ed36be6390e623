"""What is accepted becomes a case of the accepting agency's own, once, and opens nothing of the sender's record."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.events import event
from casework.cases.models import Case, CaseShare, Role
from casework.people.details import PersonDetails
from casework.people.models import Person
from multiagency.acts import REFERRAL_ACCEPTED
from multiagency.referrals.models import Acceptance, Referral
from multiagency.referrals.moves import Move, State
from multiagency.referrals.policies import CannotMove
from multiagency.referrals.services.accepting import Taking, accept_referral
from multiagency.referrals.services.moving import Said
from tests.casework.closing.turns import closed
from tests.cast import actor
from tests.multiagency.referrals.referring import Referring, accepted, referring, sent
from tests.town import Town, known_person, opened_case

NEW: dict[str, Any] = {"details": PersonDetails(given="Quillon", family="Featherstone"), "reason": "Referred"}


def seen(world: Referring) -> tuple[list[Case], list[Person]]:
    """What the accepting agency has."""
    with acting(actor(world.taker)):
        return list(Case.objects.all()), list(Person.objects.all())


def test_somebody_new_becomes_a_person_and_a_case_of_the_accepting_agencys_own(town: Town) -> None:
    world = referring(town)
    took = accepted(world)
    (case,), (person,) = seen(world)
    assert (took.case_id, case.owner_id, case.role) == (case.pk, town.probation.pk, Role.OFFENDER)
    assert person.owner_id == town.probation.pk
    with acting(actor(world.taker)):
        assert Referral.objects.get().state == State.ACCEPTED
        assert not CaseShare.objects.exists()


def test_the_sender_does_not_see_what_became_of_it(town: Town) -> None:
    accepted(referring(town))
    with acting(actor(town.caseworker)):
        assert not Acceptance.objects.exists()
        assert not Case.objects.filter(owner=town.probation).exists()


def test_a_case_that_the_agency_has_or_a_person_whom_it_knows_is_linked(town: Town) -> None:
    world = referring(town)
    own = opened_case(world.taker, known_person(world.taker))
    known = known_person(world.taker, "Quill", "Feather")
    assert accepted(world, case=own).case_id == own.pk
    took = accepted(world, person=known, reason="Referred")
    with acting(actor(world.taker)):
        assert Case.objects.get(pk=took.case_id).person_id == known.pk


def test_accepted_twice_takes_nobody_on_twice(town: Town) -> None:
    world = referring(town)
    referral, said, who = sent(world, Move.OPEN), Said(), actor(world.taker)
    with acting(who):
        first = accept_referral(actor=who, referral=referral, taking=Taking(**NEW), said=said)
        again = accept_referral(actor=who, referral=referral, taking=Taking(**NEW), said=said)
    assert first.pk == again.pk
    cases, people = seen(world)
    assert (len(cases), len(people)) == (1, 1)


def test_a_case_of_the_other_role_is_refused_by_the_service_and_by_the_database(town: Town) -> None:
    world = referring(town)
    victim = opened_case(world.taker, known_person(world.taker), role=Role.VICTIM)
    with pytest.raises(CannotMove, match="other role"):
        accepted(world, case=victim)
    referral, who = sent(world, Move.OPEN), actor(world.taker)
    took = accepted(world, referral)
    for change in ({"case_id": victim.pk}, {"case_id": victim.pk, "role": Role.VICTIM}):
        values = {"partnership_id": took.partnership_id, "owner_id": took.owner_id, "accepted_by_id": who.principal}
        row = Acceptance(**{**values, "referral_id": referral.pk, "role": Role.OFFENDER, **change})
        with acting(who), event(REFERRAL_ACCEPTED, by=who), pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)


def test_no_case_comes_of_what_is_not_accepted(town: Town) -> None:
    world = referring(town)
    referral, own, who = sent(world, Move.OPEN), opened_case(world.taker, known_person(world.taker)), actor(world.taker)
    row = Acceptance(
        partnership_id=own.partnership_id, owner_id=own.owner_id, referral=referral, case=own, role=own.role,
        accepted_by_id=who.principal,
    )  # fmt: skip
    with acting(who), event(REFERRAL_ACCEPTED, by=who), pytest.raises(DatabaseError, match="not accepted"):  # noqa: SIM117
        with transaction.atomic():
            row.save(force_insert=True)


def test_a_colleagues_case_is_not_taken_for_it(town: Town) -> None:
    world = referring(town)
    theirs = opened_case(world.manager, known_person(world.manager))
    with pytest.raises(NotPermitted):
        accepted(world, case=theirs)
    assert len(seen(world)[0]) == 1


def test_a_case_closed_behind_it_is_said_before_anybody_is_taken_on(town: Town) -> None:
    world = referring(town)
    referral = sent(world, Move.OPEN)
    closed(world.sender, world.case)
    with pytest.raises(CannotMove, match="closed its own case"):
        accepted(world, referral)
    assert seen(world) == ([], [])
    assert accepted(world, referral, though_closed=True, **NEW).referral_id == referral.pk


def test_whoever_decides_as_what_somebody_is_taken_on_says_one_thing() -> None:
    with pytest.raises(ValueError, match="becomes part of"):
        Taking()
