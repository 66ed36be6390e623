"""Forms for declaring a conflict of interest: one's own, and a colleague's."""

from typing import Any

from django import forms

from accounts.actor import Actor
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.cases.forms import ColleagueField
from casework.cases.selectors import REFERENCE
from casework.conflicts.models import Kind
from casework.inputs import WordsField


class DeclareForm(forms.Form):
    """How somebody knows the person."""

    kind = forms.ChoiceField(label="How do you know them?", choices=Kind.choices, widget=forms.RadioSelect)
    words = WordsField(
        label="What should be known about it?", rows=3, required=False,
        help_text="Team managers and the information-governance officer of your agency read this.",
    )  # fmt: skip


class DeclareForColleagueForm(DeclareForm):
    """Which colleague knows the person of which case."""

    reference = forms.CharField(label="Case reference", max_length=20, help_text="For example RT-7KQ2-M9FD.")
    user = ColleagueField(label="Colleague", queryset=User.objects.none(), empty_label="Choose a colleague")

    field_order = ("reference", "user", "kind", "words")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].queryset = colleagues(actor).exclude(pk=actor.principal)  # type: ignore[attr-defined]
        self.fields["kind"].label = "How do they know the person?"

    def clean_reference(self) -> str:
        """The reference as it is written; refuses what is none."""
        typed = str(self.cleaned_data["reference"]).strip().upper()
        if not REFERENCE.fullmatch(typed):
            raise forms.ValidationError("A reference looks like RT-7KQ2-M9FD.")
        return typed
