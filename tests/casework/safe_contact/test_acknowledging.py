"""The rule is read before the number, by people who are named, and unknown is not safe."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.models import Event
from casework.cases.models import Case
from casework.cases.services import add_to_case
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.refusals import ChangedMeanwhile
from casework.safe_contact.models import Approach, Part
from casework.safe_contact.policies import require_acknowledged
from casework.safe_contact.services import NotSafe, write_protected
from casework.whereabouts.models import Channel, Safe, Said
from tests.casework.safe_contact.contacting import (
    NUMBER,
    acknowledged,
    address,
    checked,
    point,
    refusal,
    the_card,
)
from tests.cast import actor, signed_in
from tests.security.raw import refused
from tests.town import Town, opened_case


def test_vic_04_the_rule_is_shown_first_and_a_contact_without_it_is_refused(town: Town, theirs: Case) -> None:
    point(town.caseworker, theirs)
    before = the_card(town.caseworker, theirs)
    assert (before.ways[0].detail.times, before.ways[0].reach) == ("Weekdays before 3 pm", "")
    assert NUMBER not in repr(before)
    assert [offer.approach for offer in before.offers] == [Approach.CALL]
    with acting(who := actor(town.caseworker)), pytest.raises(NotPermitted, match="NOT_PERMITTED"):
        require_acknowledged(who, theirs, Approach.CALL)
    acknowledged(town.caseworker, theirs)
    after = the_card(town.caseworker, theirs)
    assert (after.ways[0].reach, after.ways[0].code_word) == (NUMBER, "Library card")
    assert not refusal(town.caseworker, theirs)
    assert "Read how" in refusal(town.teammate, theirs)  # each reads it for themselves


def test_vic_04_it_is_written_down_who_read_which_version_before_what(town: Town, theirs: Case) -> None:
    point(town.caseworker, theirs)
    row = acknowledged(town.caseworker, theirs)
    assert (row.user, row.approach, row.rule_at.isoformat()) == (
        town.caseworker, "CALL", the_card(town.caseworker, theirs).version,
    )  # fmt: skip
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act="safe_contact.acknowledge").get().facts == {"approach": "CALL"}
    with acting(actor(town.caseworker)):
        assert "permission denied" in refused("UPDATE casework_acknowledgement SET ends_at = now()")


def test_vic_04_it_ends_after_the_setting_and_when_the_rule_changes(town: Town, theirs: Case, settings: Any) -> None:
    first = point(town.caseworker, theirs)
    until = acknowledged(town.caseworker, theirs).ends_at
    assert timedelta(minutes=29) < until - timezone.now() <= timedelta(minutes=30)
    point(town.teammate, theirs, channel=Channel.LANDLINE, safe=Safe.UNSAFE)
    assert "Read how" in refusal(town.caseworker, theirs)
    with pytest.raises(ChangedMeanwhile):
        acknowledged(town.caseworker, theirs, version=first.written_at.isoformat())
    settings.SAFE_CONTACT_MINUTES = 0
    acknowledged(town.caseworker, theirs)
    assert "Read how" in refusal(town.caseworker, theirs)


@pytest.mark.parametrize("safe", [Safe.UNKNOWN, Safe.UNSAFE])
def test_p13_a_channel_that_is_not_known_to_be_safe_is_not_offered(town: Town, theirs: Case, safe: Safe) -> None:
    point(town.caseworker, theirs, safe=safe, text=Said.YES)
    assert the_card(town.caseworker, theirs).offers == ()
    for approach in (Approach.CALL, Approach.TEXT):
        with pytest.raises(NotSafe):
            acknowledged(town.caseworker, theirs, approach)


@pytest.mark.parametrize("said", [Said.NOT_KNOWN, Said.NO])
def test_p13_no_text_and_no_voicemail_unless_it_is_known_to_be_all_right(town: Town, theirs: Case, said: Said) -> None:
    point(town.caseworker, theirs, text=said, voicemail=said)
    shown = the_card(town.caseworker, theirs)
    assert [offer.approach for offer in shown.offers] == [Approach.CALL]
    for approach in (Approach.TEXT, Approach.VOICE):
        with pytest.raises(NotSafe):
            acknowledged(town.caseworker, theirs, approach)
    point(town.caseworker, theirs, text=Said.YES, voicemail=Said.YES)
    shown = the_card(town.caseworker, theirs)
    assert [offer.approach for offer in shown.offers] == [Approach.CALL, Approach.VOICE, Approach.TEXT]


def test_p13_nothing_recorded_is_nothing_safe(town: Town, theirs: Case) -> None:
    shown = the_card(town.caseworker, theirs)
    assert (shown.for_reader, shown.offers) == (True, ())
    with pytest.raises(ChangedMeanwhile):
        acknowledged(town.caseworker, theirs)


def test_somebody_who_is_not_named_is_told_through_whom_and_may_not_contact(town: Town, theirs: Case) -> None:
    point(town.caseworker, theirs)
    with acting(who := actor(town.caseworker)):
        add_to_case(actor=who, case=theirs, user=town.colleague)
    shown = the_card(town.colleague, theirs)
    assert (shown.for_reader, shown.ways, shown.offers, shown.version) == (False, (), (), "")
    assert shown.through == ("Casey Worker", "Terry Mate")
    assert "goes through the people named" in refusal(town.colleague, theirs)
    with pytest.raises(NotPermitted):
        acknowledged(town.colleague, theirs, version="2026-01-01")


def test_a_conflict_ends_what_was_acknowledged(town: Town, theirs: Case) -> None:
    point(town.caseworker, theirs)
    acknowledged(town.teammate, theirs)
    assert not refusal(town.teammate, theirs)
    with acting(who := actor(town.teammate)):
        declare_conflict(actor=who, person=theirs.person, user=town.teammate, kind=Kind.FRIEND)
    assert refusal(town.teammate, theirs)


def test_p14_a_changed_address_stops_letters_until_a_second_person_checks_it(town: Town, theirs: Case) -> None:
    first = address(town.caseworker, theirs)
    checked(town.teammate, theirs, first)
    acknowledged(town.caseworker, theirs, Approach.LETTER)
    assert not refusal(town.caseworker, theirs, Approach.LETTER)
    second = address(town.caseworker, theirs, first, lines="9 Newfound Court")
    with acting(actor(town.caseworker)):
        first.refresh_from_db()
    assert first.ended_at is not None
    assert "No letter goes out" in refusal(town.caseworker, theirs, Approach.LETTER)
    assert the_card(town.caseworker, theirs).letters_wait
    with pytest.raises(NotPermitted):  # whoever changed it is no second person
        checked(town.caseworker, theirs, second)
    checked(town.teammate, theirs, second)
    assert "Read how" in refusal(town.caseworker, theirs, Approach.LETTER)
    acknowledged(town.caseworker, theirs, Approach.LETTER)
    assert not refusal(town.caseworker, theirs, Approach.LETTER)


def test_p14_the_database_too_wants_a_second_person(town: Town, theirs: Case) -> None:
    row = address(town.caseworker, theirs)
    statement = "UPDATE casework_address SET checked_at = now(), checked_by_id = written_by_id WHERE id = %s"
    with acting(actor(town.caseworker)):
        assert "address_checked_by_a_second_person" in refused(statement, row.pk)


def test_p13_no_letter_to_an_address_that_is_not_known_to_be_safe_for_post(town: Town, theirs: Case) -> None:
    checked(town.teammate, theirs, address(town.caseworker, theirs, safe_for_post=Said.NOT_KNOWN))
    with pytest.raises(NotSafe):
        acknowledged(town.caseworker, theirs, Approach.LETTER)
    checked(town.teammate, theirs, address(town.caseworker, theirs))
    acknowledged(town.caseworker, theirs, Approach.LETTER)
    point(town.caseworker, theirs, channel=Channel.POST, value="", safe=Safe.UNSAFE)
    assert Approach.LETTER not in [offer.approach for offer in the_card(town.caseworker, theirs).offers]
    with pytest.raises(NotSafe):
        acknowledged(town.caseworker, theirs, Approach.LETTER)


def test_an_offenders_case_has_no_rule_to_read(town: Town) -> None:
    case = opened_case(town.caseworker)
    assert not refusal(town.caseworker, case)


def test_p14_where_they_are_said_anew_in_words_makes_letters_wait_until_somebody_else_has_checked_again(
    town: Town, theirs: Case
) -> None:
    point(town.caseworker, theirs)
    row = address(town.caseworker, theirs)
    checked(town.teammate, theirs, row)
    assert not the_card(town.caseworker, theirs).letters_wait
    page = signed_in(town.caseworker).post(
        f"/cases/{theirs.reference}/safe-contact/location/", {"words": "With her cousin since Friday"}, follow=True
    )
    assert "No letter goes out until somebody else has checked the address again." in page.content.decode()
    assert the_card(town.caseworker, theirs).letters_wait
    with pytest.raises(NotPermitted):
        acknowledged(town.caseworker, theirs, Approach.LETTER)
    with pytest.raises(NotPermitted):
        checked(town.caseworker, theirs, row)
    page = signed_in(town.teammate).get(f"/cases/{theirs.reference}/contact/check/{row.pk}/")
    assert "somebody wrote down anew where they are" in page.content.decode()
    checked(town.teammate, theirs, row)
    assert not the_card(town.caseworker, theirs).letters_wait


def test_p14_who_said_anew_where_they_are_does_not_check_the_address_themselves(town: Town, theirs: Case) -> None:
    row = address(town.caseworker, theirs)
    checked(town.teammate, theirs, row)
    who = actor(town.teammate)
    with acting(who):
        write_protected(actor=who, case=theirs, part=Part.LOCATION, words="With her cousin since Friday")
    with pytest.raises(NotPermitted):
        checked(town.teammate, theirs, row)
    checked(town.teammate, theirs, address(town.caseworker, theirs, row))
    assert not the_card(town.caseworker, theirs).letters_wait
