"""What is a contact and what only an attempt, how they are counted, and what follows from it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotPermitted
from casework.cases.models import Case, Priority
from casework.cases.models import Role as CaseRole
from casework.cases.services import NewCase, start_case
from casework.dates import PartialDate
from casework.interventions.clock import stays_due
from casework.interventions.models import Attendance, Kind, Mode, Reach, Result
from casework.interventions.reaching import contradiction, day_number, ordinal, reach_of
from casework.interventions.services import Contradicts
from tests.casework.interventions.writing import contact, entries, said, write
from tests.cast import actor, signed_in
from tests.town import Town, known_person, opened_case
from vault.ids import uuid7

DAY = timedelta(days=1)


@pytest.fixture
def case(town: Town) -> Case:
    """An offender case opened ten days ago."""
    return older(town, CaseRole.OFFENDER)


def older(town: Town, role: CaseRole) -> Case:
    who, person = actor(town.caseworker), known_person(town.caseworker)
    new = NewCase(role, "Reason", "", Priority.HIGH, opened_on=timezone.localdate() - 10 * DAY)
    with acting(who):
        return start_case(actor=who, person=person, case=new, lead=town.caseworker, team=town.team)


@pytest.mark.parametrize("mode", [Mode.TEXT, Mode.EMAIL, Mode.LETTER])
@pytest.mark.parametrize("result", Result)
def test_p15_a_text_an_e_mail_or_a_letter_is_never_a_contact(mode: Mode, result: Result) -> None:
    assert reach_of(mode, result) != Reach.CONTACT


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("result", [each for each in Result if each not in {Result.SPOKE, Result.WORK_DONE}])
def test_p15_a_voicemail_and_whatever_reached_nobody_is_an_attempt(mode: Mode, result: Result) -> None:
    assert reach_of(mode, result) == Reach.ATTEMPT


def test_p15_whoever_answers_is_in_contact() -> None:
    assert reach_of(Mode.TEXT, Result.SPOKE, incoming=True) == Reach.CAME
    assert reach_of(Mode.PHONE, Result.SPOKE) == Reach.CONTACT


def test_p15_what_is_not_known_counts_as_neither() -> None:
    assert reach_of(Mode.PHONE, None) == Reach.UNKNOWN
    assert reach_of(None, None, kind=Kind.NOTE) == Reach.NONE


def test_p15_the_last_contact_is_not_moved_by_a_message_left(town: Town, case: Case) -> None:
    spoke = write(town.caseworker, case, said(ago=5 * DAY))
    write(town.caseworker, case, said(Result.LEFT_MESSAGE, Mode.PHONE, ago=2 * DAY))
    write(town.caseworker, case, said(Result.LEFT_MESSAGE, Mode.TEXT, ago=DAY))
    clock = contact(town.caseworker, case).clock
    assert clock.last_contact == spoke.occurred_at
    assert clock.in_a_row == 2
    assert clock.attempts == 3


def test_p15_an_attempt_does_not_put_off_a_contact_that_is_due(town: Town, case: Case) -> None:
    today = timezone.localdate()
    write(town.caseworker, case, said(ago=2 * DAY, next_on=today))
    write(town.caseworker, case, said(Result.NO_ANSWER, Mode.PHONE, ago=DAY, next_on=today + 7 * DAY))
    assert due(town, case) == today
    write(town.caseworker, case, said(next_on=today + 14 * DAY))
    assert due(town, case) == today + 14 * DAY


def due(town: Town, case: Case) -> object:
    with acting(actor(town.caseworker)):
        case.refresh_from_db()
    return case.next_due


def test_p15_a_text_that_is_said_to_be_a_talk_is_refused(town: Town, case: Case) -> None:
    with pytest.raises(Contradicts, match="attempt until they answer"):
        write(town.caseworker, case, said(Result.SPOKE, Mode.TEXT))


def test_attempts_are_counted_from_the_opening_and_shown_with_the_day(town: Town, case: Case) -> None:
    write(town.caseworker, case, said(Result.NO_ANSWER, Mode.PHONE, ago=8 * DAY))
    write(town.caseworker, case, said(Result.SPOKE, incoming=True, ago=7 * DAY))
    write(town.caseworker, case, said(Result.WORK_DONE, ago=6 * DAY))
    write(town.caseworker, case, said(ago=5 * DAY))
    assert [entry.attempt for entry in entries(town.caseworker, case)] == [
        "2nd attempt, day 5", "", "", "1st attempt, day 2",
    ]  # fmt: skip
    clock = contact(town.caseworker, case).clock
    assert (clock.first_day, clock.next_attempt) == ("day 2", "3rd attempt, day 10")


@pytest.mark.parametrize(
    ("result", "mode", "ago", "why"),
    [
        (Result.NO_ANSWER, Mode.PHONE, 0 * DAY, "an attempt does not put it off"),
        (Result.SPOKE, Mode.OFFICE, 3 * DAY, "a later entry set it"),
        (Result.SPOKE, Mode.OFFICE, 0 * DAY, ""),
    ],
)
def test_the_page_says_when_what_was_asked_for_did_not_become_the_next_date(
    town: Town, case: Case, result: Result, mode: Mode, ago: timedelta, why: str
) -> None:
    today = timezone.localdate()
    write(town.caseworker, case, said(ago=DAY, next_on=today + DAY))
    row = write(town.caseworker, case, said(result, mode, ago=ago, next_on=today + 7 * DAY))
    with acting(actor(town.caseworker)):
        words = stays_due(case, row)
    assert words == (f"The next contact stays due on {PartialDate(today + DAY)}: {why}." if why else "")


def test_who_logs_an_attempt_is_told_that_the_contact_stays_due(town: Town, case: Case) -> None:
    write(town.caseworker, case, said(ago=DAY, next_on=timezone.localdate()))
    now = timezone.localtime()
    form = {
        "id": str(uuid7()), "mode": "PHONE", "result": "NO_ANSWER", "note": "Rang out", "following": "WEEK",
        "occurred_at": f"{now:%d/%m/%Y}", "occurred_at_time": f"{now:%H:%M}",
    }  # fmt: skip
    page = signed_in(town.caseworker).post(f"/cases/{case.reference}/interventions/log/", form, follow=True)
    assert "an attempt does not put it off" in page.content.decode()


def test_the_log_says_how_often_nobody_was_reached_since_the_last_contact(town: Town, case: Case) -> None:
    browser, address = signed_in(town.caseworker), f"/cases/{case.reference}/interventions/log/"
    assert "Next is the <strong>1st attempt, day 10</strong>." in browser.get(address).content.decode()
    write(town.caseworker, case, said(ago=5 * DAY))
    page = browser.get(address).content.decode()
    assert "Last contact" in page
    assert "without reaching them" not in page
    for since in ("1 attempt since", "2 attempts since"):
        write(town.caseworker, case, said(Result.NO_ANSWER, Mode.PHONE, ago=DAY))
        assert f"<strong>{since}, without reaching them</strong>" in browser.get(address).content.decode()


def test_a_victim_whom_nobody_reaches_is_looked_in_on(town: Town) -> None:
    case = older(town, CaseRole.VICTIM)
    for days in (3, 2, 1):
        assert not contact(town.caseworker, case).welfare
        write(town.caseworker, case, said(Result.DID_NOT_ATTEND, ago=days * DAY))
    assert contact(town.caseworker, case).welfare
    write(town.caseworker, case, said())
    assert not contact(town.caseworker, case).welfare


def test_an_offender_who_does_not_come_is_no_welfare_check(town: Town, case: Case) -> None:
    for days in (4, 3, 2, 1):
        write(town.caseworker, case, said(Result.DID_NOT_ATTEND, ago=days * DAY))
    assert not contact(town.caseworker, case).welfare


def test_vic_04_a_contact_whose_rule_nobody_read_is_not_logged(town: Town) -> None:
    case = opened_case(town.caseworker, role=CaseRole.VICTIM)
    with pytest.raises(NotPermitted):
        write(town.caseworker, case, said(Result.SPOKE, Mode.PHONE))
    assert entries(town.caseworker, case) == ()
    write(town.caseworker, case, said(Result.SPOKE, Mode.PHONE, incoming=True))
    write(town.caseworker, case, said(Result.WORK_DONE, Mode.PHONE))
    assert len(entries(town.caseworker, case)) == 2


def test_p24_an_entry_of_a_day_or_more_ago_is_shown_as_late(town: Town, case: Case) -> None:
    write(town.caseworker, case, said(ago=timedelta(hours=23, minutes=59)))
    write(town.caseworker, case, said(ago=timedelta(hours=24, minutes=1)))
    write(town.caseworker, case, said(ago=timedelta(hours=73)))
    assert [(entry.is_late, entry.days_late) for entry in entries(town.caseworker, case)] == [
        (False, 0), (True, 1), (True, 3),
    ]  # fmt: skip


def test_what_cannot_be_true_together_is_said() -> None:
    came = contradiction(Mode.OFFICE, Result.DID_NOT_ATTEND, Attendance.LATE, incoming=False)
    assert "both that they came" in came
    assert not contradiction(Mode.PHONE, Result.SPOKE, Attendance.NO, incoming=False)
    assert contradiction(Mode.OFFICE, Result.SPOKE, Attendance.NO, incoming=False)


def test_numbers_in_words() -> None:
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th",
    ]  # fmt: skip
    assert day_number(timezone.localdate(), timezone.localdate() - DAY) == 0
