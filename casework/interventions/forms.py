"""The form that is filled in on a phone between visits."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from casework.inputs import OnceForm, WordsField
from casework.interventions.models import Mode, Result
from casework.interventions.services import Entry
from casework.moment_fields import MomentField

EARLIEST = timedelta(days=365 * 5)


class LogInterventionForm(OnceForm):
    """How, how it went, what was said or done, when, and when next."""

    mode = forms.ChoiceField(
        label="How were you in contact?", choices=Mode.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose how you were in contact."},
    )  # fmt: skip
    result = forms.ChoiceField(
        label="How did it go?", choices=Result.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose how it went."},
    )  # fmt: skip
    note = WordsField(
        label="Note", rows=5,
        help_text="What was said or done. Say what is fact and what is your view.",
        error_messages={"required": "Write a note of what was said or done."},
    )  # fmt: skip
    occurred_at = MomentField(label="When", error_messages={"required": "Enter the day and the time."})
    next_on = DayField(label="Next contact due", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("occurred_at", timezone.localtime().replace(second=0, microsecond=0))

    def clean_occurred_at(self) -> datetime:
        """When it happened; refuses what is still to come and what is more than five years ago."""
        at: datetime = self.cleaned_data["occurred_at"]
        if at > timezone.now() + timedelta(minutes=5):
            raise forms.ValidationError(
                "This is in the future. Log it once it has happened, or set it as the next date."
            )
        if at < timezone.now() - EARLIEST:
            raise forms.ValidationError("This is more than five years ago. Check the year.")
        return at

    def clean(self) -> dict[str, Any]:
        """The next date comes after the contact."""
        said = super().clean() or self.cleaned_data
        at, following = said.get("occurred_at"), said.get("next_on")
        if at and following and following < timezone.localdate(at):
            self.add_error("next_on", "The next contact cannot be before this one.")
        return said

    def entry(self) -> Entry:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return Entry(
            id=said["id"], mode=Mode(said["mode"]), result=Result(said["result"]), note=said["note"],
            occurred_at=said["occurred_at"], next_on=said["next_on"],
        )  # fmt: skip
