"""Forms for declaring a conflict of interest: one's own, and a colleague's."""

from typing import Any

from django import forms

from accounts.actor import Actor
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.cases.forms import ColleagueField, ReferenceField
from casework.conflicts.models import Kind
from casework.inputs import DraftedForm, WordsField


class DeclareForm(DraftedForm):
    """How somebody knows the person."""

    kind = forms.ChoiceField(label="How do you know them?", choices=Kind.choices, widget=forms.RadioSelect)
    words = WordsField(
        label="What should be known about it?", rows=3, required=False,
        help_text="Team managers and the information-governance officer of your agency read this.",
    )  # fmt: skip


class DeclareForColleagueForm(DeclareForm):
    """Which colleague knows the person of which case."""

    reference = ReferenceField()
    user = ColleagueField(label="Colleague", queryset=User.objects.none(), empty_label="Choose a colleague")

    field_order = ("reference", "user", "kind", "words")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].queryset = colleagues(actor).exclude(pk=actor.principal)  # type: ignore[attr-defined]
        self.fields["kind"].label = "How do they know the person?"
