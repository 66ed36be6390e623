"""Forms of wishes and of taking part, for a phone."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from casework.inputs import LineField, OnceForm, WordsField
from casework.wishes.models import AboutSharing, Participation
from casework.wishes.services import NewAnswer, NewWishes


class WishesForm(OnceForm):
    """What they want, in their own words."""

    words = WordsField(
        label="What do they want? Their own words", rows=5,
        help_text=(
            "Write what they said, not what you make of it. Do not write where they are or how to reach them: that "
            "belongs under Safe contact."
        ),
        error_messages={"required": "Write down what they said."},
    )  # fmt: skip
    about_sharing = forms.ChoiceField(
        label="Did they say anything about sharing their information?", required=False, widget=forms.RadioSelect,
        choices=[("", "They said nothing about it"), *AboutSharing.choices],
        help_text="This is a wish, not consent. Whoever decides on sharing sees it; it changes no lawful basis.",
    )  # fmt: skip
    said_on = DayField(label="When did they say it?", error_messages={"required": "Enter the day."})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("said_on", timezone.localdate())

    def new(self) -> NewWishes:
        """What was said, ready for the service."""
        said = self.cleaned_data
        about = said["about_sharing"]
        return NewWishes(said["words"], said["said_on"], AboutSharing(about) if about else None, said["id"])


class AgreementForm(OnceForm):
    """Whether they take part, in what, and what they said."""

    what = LineField(
        label="In what?", max_length=300, help_text="For example, weekly calls with an advocate.",
        error_messages={"required": "Say what they were offered."},
    )  # fmt: skip
    state = forms.ChoiceField(
        label="What did they answer?", choices=Participation.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what they answered."},
    )  # fmt: skip
    words = WordsField(label="What did they say?", rows=3, required=False)
    answered_on = DayField(label="When did they answer?", error_messages={"required": "Enter the day."})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("answered_on", timezone.localdate())

    def new(self) -> NewAnswer:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return NewAnswer(Participation(said["state"]), said["what"], said["answered_on"], said["words"], said["id"])
