"""A whole system's sheets come in with their dates, authors, leads and next dates; and never twice."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from accounts.context import acting
from audit.ledger.models import Event
from casework.case_import.knowing import CHANGED
from casework.case_import.lines import reconciled
from casework.case_import.models import CaseImport, ImportedRow, State
from casework.case_import.options import Options
from casework.cases.models import Case, Priority, Role
from casework.cases.models import State as CaseState
from casework.cases.selectors import open_case
from casework.interventions.selectors import timeline
from casework.people.models import Person
from tests.casework.case_import.old_system import (
    ACTIONS,
    CASES,
    EVERYTHING,
    NOTES,
    PEOPLE,
    brought_in,
    changed,
    csv_files,
    planned,
    whys,
    with_rows,
    workbook,
)
from tests.cast import actor
from tests.town import Town, make_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def cases_of(town: Town) -> dict[str, Case]:
    """By the family name that is in their reason: reasons are of the cases, in the order of the file."""
    with acting(actor(town.coordinator)):
        found = {}
        for case in Case.objects.select_related("lead").order_by("pk"):
            found[open_case(actor(town.coordinator), case.reference).reason.text] = case
        return found


def entries_of(town: Town, case: Case) -> list[tuple[str, str, str, str]]:
    with acting(actor(town.coordinator)):
        opened = open_case(actor(town.coordinator), case.reference)
        page = timeline(actor(town.coordinator), opened)
        return [
            (
                each.mode,
                each.note.text.splitlines()[0],
                each.author,
                each.intervention.logged_by.name if each.intervention.logged_by else "",
            )
            for each in page.entries
        ]


@pytest.mark.parametrize("sent", [workbook(EVERYTHING), csv_files(EVERYTHING)], ids=["workbook", "csv"])
def test_a_whole_system_comes_in(town: Town, sent: list[tuple[str, bytes]]) -> None:
    batch, plan = brought_in(town, sent)
    assert reconciled(plan.lines) == {"read": 14, "added": 14, "unchanged": 0, "rejected": 0, "left_out": 0}
    assert (batch.state, batch.rows_read, batch.added) == (State.DONE, 14, 14)
    cases = cases_of(town)
    burglaries, followed, threats = cases["Eleven burglaries"], cases["Followed home twice"], cases["Threats"]
    assert (burglaries.role, followed.role, threats.role) == (Role.OFFENDER, Role.VICTIM, Role.OFFENDER)
    assert (burglaries.priority, threats.state) == (Priority.HIGH, CaseState.DORMANT)
    assert burglaries.opened_on == date(2025, 2, 3)
    assert [case.lead and case.lead.name for case in (burglaries, followed, threats)] == [
        "Casey Worker", "Cole League", "Terry Mate",
    ]  # fmt: skip
    assert (burglaries.next_due, followed.next_due, threats.next_due) == (date(2027, 12, 1), date(2027, 11, 15), None)
    assert {case.brought_in_id for case in cases.values()} == {batch.pk}


def test_dates_and_authors_are_kept_and_imported_is_shown(town: Town) -> None:
    batch, _ = brought_in(town, workbook(EVERYTHING))
    case = cases_of(town)["Eleven burglaries"]
    assert entries_of(town, case)[1:] == [
        ("Phone call", "Rang twice.", "J. Smith", ""),
        ("Home visit", "Went to see him.", "", "Casey Worker"),
    ]
    assert entries_of(town, case)[0] == ("Open action", "Ask housing for a place", "", "Casey Worker")
    with acting(actor(town.coordinator)):
        opened = open_case(actor(town.coordinator), case.reference)
        first = timeline(actor(town.coordinator), opened).entries[-1]
    zone = timezone.get_current_timezone()
    assert first.intervention.occurred_at == datetime(2025, 2, 4, 14, 30, tzinfo=zone)
    assert first.intervention.recorded_at == datetime(2025, 2, 5, tzinfo=zone)
    assert first.imported == batch.reference
    assert first.is_late is False


def test_words_that_mean_nothing_here_stay_with_the_note(town: Town) -> None:
    brought_in(town, workbook(EVERYTHING))
    with acting(actor(town.coordinator)):
        who = actor(town.coordinator)
        texts = [
            entry.note.text
            for case in Case.objects.all()
            for entry in timeline(who, open_case(who, case.reference)).entries
        ]
    assert "Wrote to her.\nLetter" in texts
    assert "Seen in the market.\nDate as written: June 2025" in texts
    assert "Fit a new lock\nDue 15 November 2027. Nobody was named to do it." in texts


def test_a_second_run_adds_nothing(town: Town) -> None:
    brought_in(town, workbook(EVERYTHING))
    _, plan = brought_in(town, csv_files(EVERYTHING))
    assert reconciled(plan.lines) == {"read": 14, "added": 0, "unchanged": 14, "rejected": 0, "left_out": 0}
    with acting(actor(town.coordinator)):
        assert (Person.objects.count(), Case.objects.count(), ImportedRow.objects.count()) == (3, 3, 14)


def test_a_later_export_adds_what_is_new_and_leaves_what_changed(town: Town) -> None:
    brought_in(town, workbook(EVERYTHING))
    later = EVERYTHING | {
        "Cases": changed(CASES, 2, "Reason", "Twelve burglaries"),
        "Notes": with_rows(NOTES, ["N9", "C1", "20/02/2025", "", "Casey Worker", "Phone", "", "He rang back."]),
        "Actions": with_rows(ACTIONS, ["A9", "C1", "Look at his flat", "", "01/10/2027", "open"]),
    }
    _, plan = brought_in(town, workbook(later))
    assert reconciled(plan.lines) == {"read": 16, "added": 2, "unchanged": 13, "rejected": 0, "left_out": 1}
    assert whys(plan) == [f"CASES 2: {CHANGED}"]
    case = cases_of(town)["Eleven burglaries"]
    assert case.next_due == date(2027, 10, 1)
    assert len(entries_of(town, case)) == 5


def test_what_hangs_on_a_row_that_does_not_come_in_stays_out_with_words(town: Town) -> None:
    sheets = EVERYTHING | {
        "People": changed(changed(PEOPLE, 2, "First name", ""), 2, "Surname", ""),
        "Notes": with_rows(NOTES, ["N5", "C77", "02/03/2025", "", "", "", "", "Of nobody's case."]),
    }
    _, plan = brought_in(town, workbook(sheets))
    assert whys(plan) == [
        "PEOPLE 2: Name: Neither a given name nor a family name is filled in. Fill in at least one.",
        "CASES 2: Its person, on row 2 of the people, does not come in.",
        "NOTES 2: Its case, on row 2 of the cases, does not come in.",
        "NOTES 3: Its case, on row 2 of the cases, does not come in.",
        "NOTES 6: The case with this reference is on no row of the cases, and was not brought in before.",
        "ACTIONS 2: Its case, on row 2 of the cases, does not come in.",
    ]
    assert reconciled(plan.lines) == {"read": 15, "added": 9, "unchanged": 0, "rejected": 6, "left_out": 0}


def test_a_case_that_nobody_would_have_goes_to_the_team_or_stays_out(town: Town) -> None:
    sheets = {name: rows for name, rows in EVERYTHING.items() if name != "Leads"}
    plan = planned(town, workbook(sheets))
    assert (
        "CASES 3: Nobody would have this case. Name its lead or its team, or choose a team for the whole import."
        in whys(plan)
    )
    brought_in(town, workbook(sheets), Options("earlier system", team=town.team))
    with acting(actor(town.teammate)):
        assert open_case(actor(town.teammate), cases_of(town)["Followed home twice"].reference).may_work


def test_every_case_has_its_own_event_and_every_batch_one(town: Town) -> None:
    batch, _ = brought_in(town, workbook(EVERYTHING))
    with acting(actor(town.auditor)):
        acts = list(Event.objects.filter(act__startswith="case").values_list("act", flat=True))
        assert acts.count("case.start") == 3
        assert acts.count("case_import.batch") == 1
        assert acts.count("case_import.done") == 1
    assert batch.finished_at


def test_the_same_people_in_a_file_of_people_and_here_are_not_added_again(town: Town) -> None:
    brought_in(town, csv_files({"People": PEOPLE}), Options("spreadsheet"))
    _, plan = brought_in(town, workbook(EVERYTHING))
    people = [line.outcome.value for line in plan.lines if line.kind == "PEOPLE"]
    assert people == ["UNCHANGED"] * 3
    with acting(actor(town.coordinator)):
        assert Person.objects.count() == 3
        assert CaseImport.objects.count() == 2
