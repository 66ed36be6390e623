"""Forms of powers: a decision about one, and the check of support and witnesses."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from casework.inputs import LineField, OnceForm, WordsField
from casework.powers.models import Decision, Done, Power
from casework.powers.services import NewCheck, NewDecision


class PowerForm(OnceForm):
    """A power, what was decided about it, and why."""

    power = forms.ChoiceField(
        label="Power",
        choices=[("", "Choose a power"), *Power.choices],
        error_messages={"required": "Choose the power."},
    )
    decision = forms.ChoiceField(label="What was decided?", choices=Decision.choices, widget=forms.RadioSelect)
    reason = WordsField(label="Why?", rows=3)
    decided_on = DayField(label="Decided on", error_messages={"required": "Enter the day of the decision."})
    court = LineField(label="Court", required=False, max_length=200)
    starts_on = DayField(label="In force from", required=False)
    ends_on = DayField(label="In force until", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("decided_on", timezone.localdate())

    def clean_decided_on(self) -> date:
        """The day of the decision; refuses what is to come."""
        day: date = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This is in the future. Record the decision once it has been made.")
        return day

    def clean(self) -> dict[str, Any]:
        """What is in force ends after it starts."""
        said = super().clean() or self.cleaned_data
        starts, ends = said.get("starts_on"), said.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "This is before the day from which it is in force.")
        return said

    def entry(self) -> NewDecision:
        """What was said, ready for the service."""
        said = dict(self.cleaned_data)
        return NewDecision(power=Power(said.pop("power")), decision=Decision(said.pop("decision")), **said)


class CheckForm(OnceForm):
    """Whether support was offered and witnesses were approached safely; nothing is chosen beforehand."""

    support = forms.ChoiceField(label="Was support offered?", choices=Done.choices, widget=forms.RadioSelect)
    witnesses = forms.ChoiceField(
        label="Were witnesses approached safely?", choices=Done.choices, widget=forms.RadioSelect,
        help_text="Neighbours and others who may be afraid to be seen speaking.",
    )  # fmt: skip
    words = WordsField(label="What shows it?", rows=3)

    def entry(self) -> NewCheck:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return NewCheck(Done(said["support"]), Done(said["witnesses"]), said["words"], said["id"])
