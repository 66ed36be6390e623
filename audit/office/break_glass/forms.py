"""What a reviewer says."""

from django import forms

from casework.inputs import WordsField
from casework.openings.models import Outcome


class ReviewForm(forms.Form):
    """The outcome and its reasons."""

    outcome = forms.ChoiceField(label="What did you find?", choices=Outcome.choices, widget=forms.RadioSelect)
    words = WordsField(
        label="Why, and what happens next?", rows=4,
        help_text="Whom you asked, what you were told, and what you have started: training, an inquiry.",
    )  # fmt: skip
