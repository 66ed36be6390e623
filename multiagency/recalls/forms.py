"""What is said to recipients, and what they answer."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django import forms

from casework.inputs import OnceForm, WordsField
from multiagency.recalls.models import Done, Why
from multiagency.recalls.services import NewRecall
from multiagency.sharing.copies import Copy


class RecallForm(OnceForm):
    """Which things, why, and what their recipients are told; those that changed since are ticked already."""

    items = forms.MultipleChoiceField(
        label="What is corrected or recalled?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what it is about."},
    )  # fmt: skip
    why = forms.ChoiceField(
        label="What happened?", choices=Why.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say what happened."},
    )  # fmt: skip
    words = WordsField(
        label="What should they know or do?", rows=3, min_length=10,
        error_messages={"required": "Say what they should know or do."},
        help_text="Everybody who has a copy reads this at its top.",
    )  # fmt: skip

    def __init__(self, *args: Any, copies: Iterable[Copy], overtaken: Collection[UUID], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["items"].choices = [(str(one.row.item_id), one.title) for one in copies]  # type: ignore[attr-defined]
        self.initial.setdefault("items", [str(pk) for pk in overtaken])

    def new(self) -> NewRecall:
        """What was said."""
        said = self.cleaned_data
        return NewRecall([UUID(pk) for pk in said["items"]], Why(said["why"]), said["words"], said["id"])


class AcknowledgeForm(forms.Form):
    """What the recipient did."""

    done = forms.ChoiceField(label="What did you do?", choices=Done.choices)
