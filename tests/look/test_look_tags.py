"""Dates say how far away they are; controls carry the right classes; links of the error summary find their field."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django import forms

from config.templatetags import look

NOW = dt.datetime(2026, 11, 22, 14, 30, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 11, 22), "today"),
        (dt.date(2026, 11, 21), "yesterday"),
        (dt.date(2026, 11, 23), "tomorrow"),
        (dt.date(2026, 11, 20), "2 days ago"),
        (dt.date(2026, 12, 5), "in 13 days"),
        (dt.date(2026, 12, 6), "in 2 weeks"),
        (dt.date(2026, 9, 24), "8 weeks ago"),
        (dt.date(2026, 9, 22), "2 months ago"),
        (dt.date(2024, 11, 23), "23 months ago"),
        (dt.date(2024, 11, 22), "2 years ago"),
        (dt.date(1992, 2, 29), "34 years ago"),
        (dt.date(2029, 11, 21), "in 2 years"),
    ],
)
def test_a_day_says_how_far_it_is(day: dt.date, words: str) -> None:
    assert look.distance(day, NOW) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW - dt.timedelta(seconds=30), "just now"),
        (NOW + dt.timedelta(seconds=30), "now"),
        (NOW - dt.timedelta(minutes=1), "1 minute ago"),
        (NOW - dt.timedelta(minutes=59), "59 minutes ago"),
        (NOW - dt.timedelta(hours=3), "3 hours ago"),
        (NOW + dt.timedelta(hours=1), "in 1 hour"),
        (NOW - dt.timedelta(hours=15), "yesterday"),
    ],
)
def test_a_moment_of_today_says_minutes_and_hours(moment: dt.datetime, words: str) -> None:
    assert look.distance(moment, NOW) == words


def test_a_moment_is_told_in_local_time_across_midnight() -> None:
    summer_night = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    assert look.long_date(summer_night) == "1 July 2026 at 00:30"
    assert look.distance(summer_night, dt.datetime(2026, 7, 1, 11, 0, tzinfo=dt.UTC)) == "11 hours ago"


def test_a_day_is_written_without_a_leading_zero_and_nothing_is_nothing() -> None:
    assert look.long_date(dt.date(2026, 11, 1)) == "1 November 2026"
    assert [look.long_date(None), look.how_long(None), look.machine_date(None)] == ["", "", ""]


def test_only_days_before_today_are_past() -> None:
    assert look.is_past(dt.date(2000, 1, 1))
    assert not look.is_past(dt.date(2999, 1, 1))
    assert not look.is_past(None)
    assert look.is_past(dt.datetime(2000, 1, 1, tzinfo=dt.UTC))


def test_a_control_takes_the_class_of_its_component_its_error_and_its_own() -> None:
    assert look.css({}, "govuk-input") == "govuk-input"
    assert look.css({"class": "wide", "aria-invalid": "true"}, "govuk-input") == "govuk-input govuk-input--error wide"


class Contact(forms.Form):
    """One field of each kind that has its own way to be found."""

    name = forms.CharField(label="Name")
    mode = forms.ChoiceField(label="How?", choices=[("v", "Visit")], widget=forms.RadioSelect)
    who = forms.MultipleChoiceField(label="People", choices=[("p", "Person")], widget=forms.CheckboxSelectMultiple)
    at = forms.SplitDateTimeField(label="Time")
    told = forms.BooleanField(label="I told the person")
    nhs = forms.CharField(label="NHS number", error_messages={"required": "Enter the NHS number without spaces"})


def test_links_of_the_error_summary_lead_to_the_first_control_of_a_field() -> None:
    form = Contact()
    assert [look.anchor(form[name]) for name in ("name", "mode", "who", "at", "told")] == [
        "id_name",
        "id_mode_0",
        "id_who_0",
        "id_at_0",
        "id_told",
    ]


def test_a_missing_answer_says_what_to_do_and_a_form_s_own_words_win() -> None:
    form = Contact({})
    assert [look.problems(form[name])[0] for name in form.fields] == [
        "Enter name",
        "Answer the question: How?",
        "Choose people",
        "Enter time",
        "Confirm: I told the person",
        "Enter the NHS number without spaces",
    ]


def test_several_forms_are_asked_together_for_errors() -> None:
    assert look.any_errors([Contact(), Contact({})])
    assert not look.any_errors([Contact()])
    assert not look.any_errors(None)
