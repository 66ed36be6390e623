"""The form of a request for what others hold about a victim."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from casework.inputs import LineField, OnceForm, WordsField
from casework.material_requests.grounds import Asked
from casework.material_requests.models import Answer, Counselling


class RequestForm(OnceForm):
    """Who asks for what, on which grounds, what the victim was told, and what was answered."""

    asked_on = DayField(label="Asked on", error_messages={"required": "Enter the day on which they asked."})
    asked_by = LineField(label="Who asks?", max_length=200, help_text="The officer, the force and the unit.")
    material = WordsField(label="What do they ask for, and who holds it?", rows=2)
    counselling = forms.ChoiceField(
        label="Are counselling records asked for?", choices=Counselling.choices, widget=forms.RadioSelect,
        help_text="If it is not known, treat them as asked for.",
    )  # fmt: skip
    line_of_enquiry = WordsField(label="Which line of enquiry is it for?", rows=2)
    necessity = WordsField(
        label="Why is it necessary?", rows=2, help_text="And why nothing that intrudes less would do."
    )
    notice = WordsField(label="What was the victim told, and when?", rows=2, help_text="Or why they were not told.")
    views = WordsField(label="What does the victim say to it?", rows=2)
    answer = forms.ChoiceField(label="What was answered?", choices=Answer.choices, widget=forms.RadioSelect)
    why = WordsField(label="Why?", rows=2, help_text="Or to whom it was referred.")
    higher_test = WordsField(
        label="How does it meet the higher test for counselling records?", rows=2, required=False,
        help_text="Needed where counselling records are provided.",
    )  # fmt: skip

    def clean_asked_on(self) -> date:
        """The day of the request; refuses what is to come."""
        day: date = self.cleaned_data["asked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This is in the future. Write a request down once it has been made.")
        return day

    def clean(self) -> dict[str, Any]:
        """Counselling records are not provided without the higher test."""
        said = super().clean() or self.cleaned_data
        asks = said.get("counselling") in {Counselling.YES, Counselling.NOT_KNOWN}
        if asks and said.get("answer") == Answer.PROVIDED and not said.get("higher_test"):
            self.add_error(
                "higher_test",
                "Counselling records go out only by the higher test. Say how it is met, or refer it.",
            )
        return said

    def asked(self) -> Asked:
        """What was said, ready for the service."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in {"id", "asked_on"}}
        coded = {"counselling": Counselling(said["counselling"]), "answer": Answer(said["answer"])}
        return Asked(**(said | coded))
