"""Two people save one form, an entry is sent twice, a caseworker makes up an address."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.context import acting
from audit.ledger.models import Event
from casework.cases.forms import ChangeCaseForm
from casework.cases.front_list import CaseFilters
from casework.cases.merging import differences, fingerprint, merged
from casework.cases.models import Case, Priority, State
from casework.cases.selectors import list_cases, open_case
from casework.cases.services import CaseChanges, change_case
from casework.interventions.models import Intervention, Mode, Result
from casework.interventions.selectors import timeline
from casework.interventions.services import Entry, log_intervention
from casework.refusals import ChangedMeanwhile
from tests.cast import actor
from tests.town import Town, logged, opened_case

CHANGES = CaseChanges(State.ACTIVE, Priority.IMMEDIATE, None, "Twelve burglaries", None)


def test_the_second_save_of_one_form_is_refused(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    with acting(who):
        change_case(actor=who, case=case, version=1, changes=CHANGES)
    with pytest.raises(ChangedMeanwhile), acting(who):
        change_case(actor=who, case=case, version=1, changes=CHANGES)
    with acting(who):
        opened = open_case(who, case.reference)
    assert (opened.case.version, opened.reason.text, opened.warning.text) == (2, "Twelve burglaries", "Carries a blade")


def test_a_save_that_is_refused_is_not_written_down_as_a_change(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    with acting(who):
        change_case(actor=who, case=case, version=1, changes=CHANGES)
        with pytest.raises(ChangedMeanwhile):
            change_case(actor=who, case=case, version=1, changes=CHANGES)
        logged(town.caseworker, case, "After it")
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act="case.change").count() == 1


def test_changing_a_case_does_not_close_it(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    with acting(who), pytest.raises(ValueError, match="with its outcome"):
        change_case(actor=who, case=case, version=1, changes=CaseChanges(State.CLOSED, Priority.HIGH, None, None, None))


def test_a_field_that_only_the_other_touched_is_suggested_as_theirs() -> None:
    sent = {
        "version": "1", "state": "ACTIVE", "priority": "3", "next_due": "", "reason": "I added this", "warning": "",
        "seen_priority": fingerprint(3), "seen_reason": fingerprint("As it was"),
    }  # fmt: skip
    form = ChangeCaseForm(sent)
    assert form.is_valid(), form.errors
    now = {"state": "ACTIVE", "priority": 4, "next_due": None, "reason": "They added that", "warning": ""}
    rows = {row.name: row for row in differences(form, now, sent)}
    assert {name: row.keep for name, row in rows.items()} == {"priority": "theirs", "reason": "yours"}
    assert (rows["priority"].yours, rows["priority"].theirs) == ("High", "Immediate")


def test_choosing_theirs_takes_what_is_there_now() -> None:
    now = {"priority": 4, "reason": "They added that"}
    sent = {"priority": "3", "reason": "I added this", "keep_priority": "theirs", "keep_reason": "yours"}
    chosen = merged(sent, now)
    assert (chosen["priority"], chosen["reason"]) == ("4", "I added this")


def test_an_entry_sent_twice_is_logged_once(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    entry = Entry(Mode.PHONE, Result.NO_ANSWER, "Rang twice", timezone.now())
    with acting(who):
        first = log_intervention(actor=who, case=case, entry=entry)
        second = log_intervention(actor=who, case=case, entry=entry)
        assert first.pk == second.pk
        assert Intervention.objects.filter(case=case).count() == 1


def test_the_next_date_of_the_latest_contact_becomes_the_cases(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    soon = timezone.localdate() + timedelta(days=3)
    with acting(who):
        log_intervention(actor=who, case=case, entry=Entry(Mode.PHONE, Result.SPOKE, "Friday", timezone.now(), soon))
        assert Case.objects.get(pk=case.pk).next_due == soon


def test_an_entry_that_is_written_down_late_does_not_move_the_next_date_into_the_past(town: Town) -> None:
    case = opened_case(town.caseworker)
    who, now, today = actor(town.caseworker), timezone.now(), timezone.localdate()
    soon, then = today + timedelta(days=3), today - timedelta(days=27)
    month_ago = Entry(Mode.VISIT, Result.SPOKE, "From the diary", now - timedelta(days=30), then)
    with acting(who):
        log_intervention(actor=who, case=case, entry=Entry(Mode.PHONE, Result.SPOKE, "Friday", now, soon))
        log_intervention(actor=who, case=case, entry=month_ago)
        assert Case.objects.get(pk=case.pk).next_due == soon


def test_the_timeline_runs_from_page_to_page_without_gap_or_repeat(town: Town) -> None:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, *[f"Note {number}" for number in range(60)])
    who = actor(town.caseworker)
    told, after = [], ""
    with acting(who):
        opened = open_case(who, case.reference)
        for _ in range(3):
            page = timeline(who, opened, after)
            told += [entry.note.text for entry in page.entries]
            after = page.older
    assert told == [f"Note {number}" for number in reversed(range(60))]
    assert after == ""


def test_the_list_runs_most_urgent_first_from_page_to_page(town: Town) -> None:
    cases = [opened_case(town.caseworker, priority=priority) for priority in list(Priority) * 3]
    who = actor(town.caseworker)
    told, after = [], ""
    with acting(who):
        for _ in range(3):
            page = list_cases(who, CaseFilters(), after, size=5)
            told += [(row.case.priority, row.case.pk) for row in page.rows]
            after = page.older
    assert told == sorted(((case.priority, case.pk) for case in cases), reverse=True)
    assert after == ""


@pytest.mark.parametrize("cursor", ["", "nonsense", "3.", "9.zz", "' OR 1=1 --"])
def test_a_cursor_somebody_made_up_starts_at_the_beginning(town: Town, cursor: str) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    with acting(who):
        assert [row.case for row in list_cases(who, CaseFilters(), cursor).rows] == [case]
        assert timeline(who, open_case(who, case.reference), cursor).entries == ()


@pytest.mark.parametrize("size", [25, 250])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    town: Town, size: int, django_assert_num_queries: object
) -> None:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, *["A note"] * size)
    who = actor(town.caseworker)
    with acting(who):
        opened = open_case(who, case.reference)
        with django_assert_num_queries(4):  # type: ignore[operator]  # rows, keys, what was shown, which attempts
            assert len(timeline(who, opened, size=size).entries) == size
