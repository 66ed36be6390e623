"""Days and times as people type them."""

from datetime import date, datetime

import pytest
from django import forms
from django.utils import timezone

from accounts.day_fields import NO_DAY, DayField
from casework.moment_fields import NO_MOMENT, MomentField


class Visit(forms.Form):
    """A day and a moment."""

    at = MomentField(error_messages={"required": "Enter the day and the time."})
    next_on = DayField(required=False)


def visit(day: str = "25/11/2026", time: str = "14:05", next_on: str = "") -> Visit:
    return Visit({"at": day, "at_time": time, "next_on": next_on})


@pytest.mark.parametrize("typed", ["3/12/2026", "03/12/26", "3 December 2026", "3 Dec 2026", "3.12.2026", "2026-12-03"])
def test_a_day_may_be_written_in_any_usual_way(typed: str) -> None:
    form = visit(next_on=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["next_on"] == date(2026, 12, 3)


@pytest.mark.parametrize("typed", ["29/2/2026", "12/25/2026", "soon", "01/01/0001", "31/12/9999"])
def test_a_day_that_does_not_exist_is_refused_in_words(typed: str) -> None:
    assert visit(next_on=typed).errors["next_on"] == [NO_DAY]


@pytest.mark.parametrize("typed", ["14:05", "14.05", "1405"])
def test_a_moment_is_a_day_and_a_time_of_the_clock_here(typed: str) -> None:
    form = visit(time=typed)
    assert form.is_valid(), form.errors
    assert timezone.localtime(form.cleaned_data["at"]).replace(tzinfo=None) == datetime(2026, 11, 25, 14, 5)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "time"),
    [("29/2/2026", "14:05"), ("25/11/2026", "25:00"), ("25/11/2026", "noon"), ("25/11/2026", ""), ("", "14:05")],
)
def test_a_moment_that_does_not_exist_is_refused_in_one_sentence(day: str, time: str) -> None:
    assert visit(day, time).errors["at"] == [NO_MOMENT]


def test_a_moment_that_was_left_out_is_asked_for() -> None:
    assert visit("", "").errors["at"] == ["Enter the day and the time."]


def test_a_moment_is_shown_as_it_is_written_here() -> None:
    page = str(Visit(initial={"at": timezone.make_aware(datetime(2026, 7, 5, 9, 7))}))  # noqa: DTZ001
    assert 'value="05/07/2026"' in page
    assert 'value="09:07"' in page
