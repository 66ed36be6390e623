"""How long a way in lasts, and what whoever opens it is asked."""

from typing import Final

from django import forms

from casework.inputs import LineField
from multiagency.packages.opening import Said

DAYS: Final = [("1", "1 day"), ("3", "3 days"), ("7", "7 days"), ("14", "14 days")]


class MakeForm(forms.Form):
    """How long the link works."""

    days = forms.ChoiceField(
        label="For how long should the link work?",
        choices=DAYS,
        initial="7",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for how long the link should work."},
    )

    def clean_days(self) -> int:
        """The days as a number."""
        return int(self.cleaned_data["days"])


class OpenForm(forms.Form):
    """Who opens it, and the code that they were told by another way than the link."""

    name = LineField(
        label="Your name",
        max_length=100,
        error_messages={"required": "Enter your name. The sender sees it."},
    )
    post = LineField(
        label="Your post and organisation",
        max_length=160,
        error_messages={"required": "Enter your post and organisation."},
        help_text="For example MARAC coordinator, Easthaven Council.",
    )
    code = LineField(
        label="Code",
        max_length=40,
        help_text="The sender told it to you by another way, such as by telephone.",
        error_messages={"required": "Enter the code that the sender told you."},
    )
    meant = forms.BooleanField(
        label="This was sent to me, or to my team, and I may read it",
        error_messages={"required": "Confirm that it was sent to you or your team."},
    )

    def said(self) -> Said:
        """Who they say they are, and the code."""
        given = self.cleaned_data
        return Said(given["name"], given["post"], given["code"])
