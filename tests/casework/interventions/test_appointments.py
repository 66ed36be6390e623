"""Which appointments somebody kept and missed, counted without opening what was said of them."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from accounts.context import acting
from audit.ledger.events import event
from casework.acts import INTERVENTION_LOGGED
from casework.cases.models import Case, Role
from casework.interventions.appointments import Appointments
from casework.interventions.following import correct_intervention
from casework.interventions.models import Appointment, Attendance, Intervention, Kind, Mode, NoSession, Result
from casework.interventions.reaching import appointment_of
from casework.interventions.services import entry_words, new_row, store
from casework.prompts.selectors import prompts_of
from tests.casework.interventions.writing import contact, said, write
from tests.casework.standing.judged import complies
from tests.cast import actor, signed_in
from tests.town import Town, opened_case
from vault.opening import seal

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker)


def missed(town: Town, case: Case, ago: timedelta, no_session: NoSession | None = None) -> None:
    write(
        town.caseworker, case,
        said(Result.DID_NOT_ATTEND, ago=ago, attendance=Attendance.NO, no_session=no_session),
    )  # fmt: skip


def came(town: Town, case: Case, ago: timedelta, attendance: Attendance = Attendance.YES) -> None:
    write(town.caseworker, case, said(ago=ago, attendance=attendance))


def kept(town: Town, case: Case) -> Appointments:
    return contact(town.caseworker, case).appointments


def lacks(town: Town, case: Case) -> set[str]:
    with acting(actor(town.caseworker)):
        return {prompt.code for prompt in prompts_of([case.pk]).get(case.pk, ())}


@pytest.mark.parametrize(
    ("result", "attendance", "no_session", "became"),
    [
        (Result.SPOKE, Attendance.YES, None, Appointment.CAME),
        (Result.SPOKE, Attendance.LATE, NoSession.LOGISTICS, Appointment.LATE),
        (Result.DID_NOT_ATTEND, None, None, Appointment.MISSED),
        (Result.NO_ANSWER, Attendance.NO, None, Appointment.MISSED),
        (Result.DID_NOT_ATTEND, Attendance.NO, NoSession.PERSON_ACCEPTABLE, Appointment.EXCUSED),
        (Result.DID_NOT_ATTEND, None, NoSession.PERSON_UNACCEPTABLE, Appointment.UNEXCUSED),
        (Result.CALL_BACK, None, NoSession.LOGISTICS, Appointment.OURS),
        (Result.SPOKE, None, None, Appointment.NONE),
        (None, None, None, Appointment.UNKNOWN),
    ],
)
def test_what_became_of_it(
    result: Result | None, attendance: Attendance | None, no_session: NoSession | None, became: Appointment
) -> None:
    assert appointment_of(result, attendance, no_session) == became


def test_a_note_from_elsewhere_is_no_appointment() -> None:
    assert appointment_of(Result.DID_NOT_ATTEND, None, None, kind=Kind.NOTE) == Appointment.NONE


def test_kept_and_missed_are_counted_with_the_reasons_and_what_was_ours_is_neither(town: Town, case: Case) -> None:
    came(town, case, 5 * DAY)
    came(town, case, 4 * DAY, Attendance.LATE)
    missed(town, case, 3 * DAY, NoSession.PERSON_ACCEPTABLE)
    missed(town, case, 2 * DAY)
    write(town.caseworker, case, said(Result.CALL_BACK, ago=DAY, no_session=NoSession.LOGISTICS))
    write(town.caseworker, case, said(Result.NO_ANSWER, Mode.PHONE))
    found = kept(town, case)
    assert (found.kept, found.late, found.missed, found.ours, len(found.theirs)) == (2, 1, 2, 1, 4)
    assert found.reasons == ("1 for an acceptable reason", "1 with no reason recorded")
    assert found.in_a_row == 2
    assert found.newest[0] == "Did not happen, on our side"


def test_one_missed_is_no_pattern_and_what_is_long_ago_is_not_counted(town: Town, case: Case) -> None:
    missed(town, case, 13 * WEEK)
    missed(town, case, DAY)
    assert (kept(town, case).missed, kept(town, case).in_a_row) == (1, 0)


def test_an_entry_that_does_not_say_counts_as_neither_and_is_told(town: Town, case: Case) -> None:
    who, entry = actor(town.caseworker), said()
    with acting(who), event(INTERVENTION_LOGGED, by=who, subject=case.subject):
        row = new_row(who, case, entry)
        row.appointment = Appointment.UNKNOWN
        seal(who.agency_id, [(row, {"entry": entry_words(entry)})])
        store(case, [row])
    found = kept(town, case)
    assert (found.became, found.unknown) == ((), 1)


def test_a_correction_counts_in_the_place_of_what_it_corrects_and_none_is_rewritten(town: Town, case: Case) -> None:
    wrong = said(Result.DID_NOT_ATTEND, ago=DAY)
    row, who = write(town.caseworker, case, wrong), actor(town.caseworker)
    right = said(ago=DAY, attendance=Attendance.LATE)
    with acting(who):
        correct_intervention(actor=who, case=case, earlier=row, entry=right, why="He was at the side door")
    assert (kept(town, case).missed, kept(town, case).late) == (0, 1)
    with pytest.raises(DatabaseError, match="bound to"), acting(who), event(INTERVENTION_LOGGED, by=who):
        Intervention.objects.filter(pk=row.pk).update(appointment=Appointment.CAME)


def test_two_missed_in_a_row_are_asked_about_until_somebody_says_what_it_means(town: Town, case: Case) -> None:
    missed(town, case, 3 * DAY)
    assert "missed" not in lacks(town, case)
    missed(town, case, 2 * DAY)
    assert "missed" in lacks(town, case)
    complies(town.caseworker, case)
    assert "missed" not in lacks(town, case)
    missed(town, case, DAY)
    assert "missed" in lacks(town, case)
    came(town, case, timedelta(hours=1))
    assert "missed" not in lacks(town, case)


def test_the_case_says_how_many_were_kept_and_which_were_missed_last(town: Town, case: Case) -> None:
    came(town, case, 3 * DAY)
    for days in (2, 1):
        missed(town, case, days * DAY, NoSession.PERSON_UNACCEPTABLE)
    page = signed_in(town.caseworker).get(f"/cases/{case.reference}/").content.decode()
    assert "Came to 1 of 3 appointments" in page
    assert "Missed 2 for no acceptable reason." in page
    assert "Missed the last 2" in page


def test_a_victims_case_says_it_as_well(town: Town) -> None:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    came(town, case, DAY)
    page = signed_in(town.caseworker).get(f"/cases/{case.reference}/").content.decode()
    assert "Came to 1 of 1 appointment<" in page


def test_a_case_of_somebody_who_offends_without_appointments_says_so(town: Town, case: Case) -> None:
    page = signed_in(town.caseworker).get(f"/cases/{case.reference}/").content.decode()
    assert "None recorded in the last 12 weeks" in page
