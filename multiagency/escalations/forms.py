"""What is said when a dispute is raised and with each of its steps."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from accounts.models import Agency
from casework.inputs import OnceForm, WordsField
from multiagency.escalations.ladder import Step
from multiagency.escalations.services import Said

WORDS: Final = {
    Step.RAISED: "What you disagree about, and what you ask for",
    Step.ANSWERED: "Your answer",
    Step.MOVED_UP: "Why it is not settled, and what the next stage should decide",
    Step.RESOLVED: "What you agreed",
    Step.UPHELD: "Why the decision stands",
    Step.WITHDRAWN: "Why you withdraw it",
}


class StepForm(OnceForm):
    """The words of a step."""

    def __init__(self, *args: Any, step: Step, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"] = WordsField(
            rows=6, label=WORDS[step], max_length=4000,
            help_text="Both agencies read this. Name nobody, and write nothing new about the person here.",
            error_messages={"required": "Say this in a sentence: whoever speaks next reads it."},
        )  # fmt: skip

    def said(self) -> Said:
        """What was said, ready for the service."""
        return Said(words=self.cleaned_data["words"], id=self.cleaned_data["id"])


class DisagreementForm(StepForm):
    """A disagreement about a case: with which of the agencies that work it, and what it is."""

    def __init__(self, *args: Any, agencies: Sequence[Agency], **options: Any) -> None:
        super().__init__(*args, step=Step.RAISED, **options)
        self.agencies = {str(one.pk): one for one in agencies}
        self.fields["agency"] = forms.ChoiceField(
            label="Which agency do you disagree with?", widget=forms.RadioSelect,
            choices=[(pk, one.name) for pk, one in self.agencies.items()],
            error_messages={"required": "Choose the agency."},
        )  # fmt: skip
        self.order_fields(["id", "agency", "words"])

    @property
    def agency(self) -> Agency:
        """The agency that was chosen."""
        return self.agencies[self.cleaned_data["agency"]]
