"""The forms of an application for an ASB case review, and of its next step."""

from typing import Any

from django import forms

from accounts.day_fields import DayField
from casework.asb_review.clock import Step
from casework.asb_review.models import Move
from casework.inputs import LineField, OnceForm, WordsField


class ApplicationForm(OnceForm):
    """Who asked for a review, when, and what about."""

    on = DayField(label="When did they apply?")
    by = LineField(
        label="Who applied?", max_length=200,
        help_text="The victim, or somebody for them with their consent, such as a councillor.",
    )  # fmt: skip
    said = WordsField(label="What do they say happened, and what do they want?", rows=4)


class StepForm(OnceForm):
    """What was done, on which day, and why; it offers what may follow now."""

    step = forms.ChoiceField(label="What was done?", widget=forms.RadioSelect)
    on = DayField(label="On which day?")
    said = WordsField(
        label="Why, or what was said?", rows=4, required=False,
        help_text="Needed to accept, refuse, pause, withdraw or decide an appeal.",
    )  # fmt: skip

    def __init__(self, *args: Any, allowed: frozenset[Step], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["step"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(move.value, move.label) for move in Move if move.value in allowed]
