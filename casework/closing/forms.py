"""Forms by which a case is closed and opened again."""

from typing import Any

from django import forms

from casework.cases.models import Role
from casework.closing.models import OF_BOTH, OF_ONE_ROLE, Outcome
from casework.closing.services import Closing, Reopening
from casework.inputs import OnceForm, WordsField


class CloseForm(OnceForm):
    """What came of the case, and why it ends."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label="What came of it?", widget=forms.RadioSelect, error_messages={"required": "Choose what came of it."}
    )
    reason = WordsField(
        label="Why does the case end now?", rows=4,
        help_text="Somebody who opens this case again in a year begins here.",
        error_messages={"required": "Say why the case ends now."},
    )  # fmt: skip

    def __init__(self, *args: Any, role: Role, **options: Any) -> None:
        super().__init__(*args, **options)
        outcomes = OF_ONE_ROLE[role] + OF_BOTH
        self.fields["outcome"].choices = [(one.value, one.label) for one in outcomes]  # type: ignore[attr-defined]

    def closing(self) -> Closing:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return Closing(said["id"], said["version"], Outcome(said["outcome"]), said["reason"])


class ReopenForm(OnceForm):
    """Why the case is opened again."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = WordsField(
        label="Why is it opened again?", rows=4, error_messages={"required": "Say why the case is opened again."}
    )

    def reopening(self) -> Reopening:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return Reopening(said["id"], said["version"], said["reason"])
