"""An entry corrected, signed off, and read by whom it mentions."""

from dataclasses import replace

import pytest
from django.db import DatabaseError

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import User
from accounts.roles import Role
from audit.ledger.events import event
from casework.acts import INTERVENTION_SIGNED
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.interventions.following import (
    correct_intervention,
    mention,
    see_mentions,
    sign_off,
)
from casework.interventions.mentions import named_in
from casework.interventions.models import Intervention, Mode, Result, SignOff
from casework.interventions.selectors import find_entry, mentions_of, versions
from casework.interventions.services import Entry
from casework.refusals import ChangedMeanwhile
from tests.casework.interventions.writing import contact, entries, said, write
from tests.cast import PASSWORD, actor, make_user
from tests.town import Town, opened_case


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, team=town.team)


@pytest.fixture
def manager(town: Town) -> User:
    return make_user(
        town.partnership, town.police, Role.TEAM_MANAGER, name="Mona Ger", teams=(town.team,), password=PASSWORD
    )


def correct(user: User, case: Case, earlier: Intervention, entry: Entry) -> Intervention:
    who = actor(user)
    with acting(who):
        return correct_intervention(actor=who, case=case, earlier=earlier, entry=entry, why="The wrong day")


def test_a_correction_takes_the_place_and_the_earlier_version_stays_readable(town: Town, case: Case) -> None:
    old = write(town.caseworker, case, said(Result.NO_ANSWER, Mode.PHONE))
    new = correct(town.caseworker, case, old, said(note="It was her sister"))
    (only,) = entries(town.caseworker, case)
    assert only.intervention.pk == new.pk
    who = actor(town.caseworker)
    with acting(who):
        opened = open_case(who, case.reference)
        latest, earlier = versions(who, opened, find_entry(opened, new.pk))
    assert (latest.note.text, earlier.note.text) == ("It was her sister", "At the counter")
    assert ("Correction", "The wrong day") in latest.details
    clock = contact(town.caseworker, case).clock
    assert (clock.attempts, clock.in_a_row) == (1, 0), "what was superseded is not counted"


def test_a_correction_sent_twice_is_one_and_two_of_the_same_entry_are_refused(town: Town, case: Case) -> None:
    old, entry = write(town.caseworker, case, said()), said(note="Better")
    assert correct(town.caseworker, case, old, entry).pk == correct(town.caseworker, case, old, entry).pk
    with pytest.raises(ChangedMeanwhile):
        correct(town.teammate, case, old, said(note="Better still"))
    with pytest.raises(ChangedMeanwhile):  # the same form, gone back to and changed: nothing of it vanishes unsaid
        correct(town.caseworker, case, old, replace(entry, note="Better, and she was afraid"))
    assert len(entries(town.caseworker, case)) == 1


def test_nobody_changes_an_entry_in_place(town: Town, case: Case) -> None:
    row = write(town.caseworker, case, said())
    who = actor(town.caseworker)
    with pytest.raises(DatabaseError, match="bound to"), acting(who), event(INTERVENTION_SIGNED, by=who):
        Intervention.objects.filter(pk=row.pk).update(occurred_at="2026-01-01T00:00Z")


def test_an_entry_supersedes_one_of_its_own_case_alone(town: Town, case: Case) -> None:
    other = write(town.caseworker, opened_case(town.caseworker), said())
    with pytest.raises(DatabaseError, match="intervention_supersedes_in_case"):
        correct(town.caseworker, case, other, said())


def test_a_manager_signs_off_but_never_their_own(town: Town, case: Case, manager: User) -> None:
    row = write(town.caseworker, case, said())
    who = actor(manager)
    with acting(who):
        assert sign_off(actor=who, case=case, row=row).pk == sign_off(actor=who, case=case, row=row).pk
    (entry,) = entries(town.caseworker, case)
    assert entry.signed_by == "Mona Ger"
    own = write(manager, case, said())
    for user, theirs in ((manager, own), (town.caseworker, own), (town.caseworker, row), (town.teammate, own)):
        who = actor(user)
        with pytest.raises(NotPermitted), acting(who):
            sign_off(actor=who, case=case, row=theirs)


def test_the_database_too_refuses_ones_own_signature(town: Town, case: Case) -> None:
    row, who = write(town.caseworker, case, said()), actor(town.caseworker)
    forged = SignOff(
        partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, intervention=row,
        signed_by=town.caseworker,
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="somebody else"), acting(who), event(INTERVENTION_SIGNED, by=who):
        forged.save(force_insert=True)


def test_a_corrected_entry_is_signed_off_anew(town: Town, case: Case, manager: User) -> None:
    row, who = write(town.caseworker, case, said()), actor(manager)
    with acting(who):
        sign_off(actor=who, case=case, row=row)
    correct(town.caseworker, case, row, said(note="Better"))
    (entry,) = entries(town.caseworker, case)
    assert entry.signed_by == ""


def test_whoever_is_mentioned_finds_it_until_they_have_read_it(town: Town, case: Case) -> None:
    row, who = write(town.caseworker, case, said()), actor(town.caseworker)
    for _ in range(2):
        with acting(who):
            mention(actor=who, case=case, row=row, users=[town.teammate, town.caseworker])
    reader = actor(town.teammate)
    with acting(reader):
        (found,) = mentions_of(reader)
        assert found.seen_at is None
        see_mentions(actor=reader, case=case)
        (found,) = mentions_of(reader)
        assert found.seen_at
    with acting(who):
        assert mentions_of(who) == ()


def test_nobody_is_mentioned_who_does_not_see_the_case(town: Town, case: Case) -> None:
    row, who = write(town.caseworker, case, said()), actor(town.caseworker)
    friend = actor(town.teammate)
    with acting(friend):
        declare_conflict(actor=friend, person=case.person, user=town.teammate, kind=Kind.FRIEND)
    for other in (town.colleague, town.partner, town.teammate):
        with pytest.raises(NotPermitted), acting(who):
            mention(actor=who, case=case, row=row, users=[other])


def test_names_are_found_in_a_text(town: Town) -> None:
    people = [town.caseworker, town.teammate, town.colleague]
    named = named_in("@Terry Mate and @cole, see a@b.example; @Nobody @ 3pm", people)
    assert set(named.users) == {town.teammate, town.colleague}
    assert named.unclear == ("Nobody",)
    assert named_in("@Terry", [town.teammate, User(name="Terry Other")]).unclear == ("Terry",)
