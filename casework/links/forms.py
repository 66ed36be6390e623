"""Forms of linking: an answer to another agency, and taking one's word back."""

from django import forms

from casework.cases.forms import ReferenceField
from casework.inputs import DraftedForm, WordsField


class AnswerForm(DraftedForm):
    """Whether another agency's record is the same human being, and why."""

    answer = forms.ChoiceField(
        label="Is this the same human being?",
        choices=[
            ("yes", "The same: both agencies see that the other knows them"),
            ("no", "Not for now: it may be proposed again"),
            ("never", "Not the same: keep them apart for good"),
        ],
        widget=forms.RadioSelect,
    )
    why = WordsField(label="How do you know?", rows=3)


class ProposeForm(DraftedForm):
    """Which case of one's own agency is about the person whom another agency shares, and why."""

    reference = ReferenceField(label="Reference of your agency's case about the same human being")
    why = WordsField(label="How do you know?", rows=3)


class EndForm(DraftedForm):
    """Why a link ends."""

    why = WordsField(label="Why is this not the same human being?", rows=3)
