"""Forms of safe contact: who reads, what is written down, and who harms."""

from typing import Any

from django import forms

from accounts.actor import Actor
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.cases.forms import ColleagueField, ReferenceField
from casework.inputs import DraftedForm, WordsField
from casework.safe_contact.models import Part


class NameReaderForm(DraftedForm):
    """A colleague, what they may read, and why."""

    user = ColleagueField(label="Colleague", queryset=User.objects.none(), empty_label="Choose a colleague")
    part = forms.ChoiceField(label="What may they read?", choices=Part.choices, widget=forms.RadioSelect)
    reason = WordsField(label="Why do they need it?", rows=2)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].queryset = colleagues(actor)  # type: ignore[attr-defined]


class WordsForm(DraftedForm):
    """One protected part in words."""

    words = WordsField(label="What people named for it need to know", rows=5)


class HarmForm(forms.Form):
    """The reference of the case of whoever harms."""

    reference = ReferenceField(label="Case reference of whoever harms them")
