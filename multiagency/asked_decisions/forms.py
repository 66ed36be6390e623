"""What somebody answers who was asked whether something may be shared."""

from typing import Any, ClassVar, Final

from django import forms
from django.forms.boundfield import BoundField

from casework.inputs import WordsField
from multiagency.asked_decisions.models import Decider, Outcome
from multiagency.asked_decisions.selectors import FACTORS
from multiagency.asked_decisions.services import Answered, Reasons

LEAST: Final = 20
BASES: Final = [
    ("", "Choose one"),
    ("CONSENT", "The patient consents to this"),
    ("STATUTORY_DUTY", "An Act requires it"),
    ("COURT_ORDER", "A court ordered it"),
    ("PUBLIC_INTEREST", "The public interest outweighs confidence"),
    ("BEST_INTERESTS", "It is in the best interests of somebody who lacks capacity"),
    ("DIRECT_CARE", "It is for the patient's own care"),
]


class ReasonsForm(forms.Form):
    """The three reasons of an override, each in its own field; the rest of the form is carried along unseen."""

    OWN: ClassVar[tuple[str, ...]] = ("because", "proportionality", "less_intrusive")

    because = WordsField(
        label="Why is it necessary?", rows=3, min_length=LEAST, error_messages={"required": "Say why it is necessary."}
    )
    proportionality = WordsField(
        label="Why is it proportionate to the intrusion?", rows=3, min_length=LEAST,
        error_messages={"required": "Say why it is proportionate."},
    )  # fmt: skip
    less_intrusive = WordsField(
        label="What less intrusive way is there, and why does it not do?", rows=3, min_length=LEAST,
        error_messages={"required": "Say why nothing less intrusive does."},
    )  # fmt: skip

    @property
    def asked(self) -> list[BoundField]:
        """What is asked on this page."""
        return [self[name] for name in self.OWN]

    @property
    def carried(self) -> list[BoundField]:
        """What the page carries along unseen."""
        return [field for field in self if field.name not in self.OWN]

    def reasons_for(self, why: str) -> Reasons:
        """Why they need it, and why it should go in spite of a rule."""
        said = self.cleaned_data
        return Reasons(
            why=why, necessity=said["because"], proportionality=said["proportionality"],
            less_intrusive=said["less_intrusive"],
        )  # fmt: skip


class AnswerForm(forms.Form):
    """Yes or no, and why."""

    outcome = forms.ChoiceField(
        label="May it go?", choices=Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say whether it may go."},
    )  # fmt: skip
    reason = WordsField(
        label="Why?", rows=3, min_length=LEAST, error_messages={"required": "Say why."},
        help_text="Whoever asked reads this, and it is kept.",
    )  # fmt: skip

    def said(self) -> Answered:
        """What was decided."""
        return Answered(outcome=Outcome(self.cleaned_data["outcome"]), reason=self.cleaned_data["reason"])


class CaldicottForm(AnswerForm):
    """A Caldicott guardian's answer: the basis in confidentiality, and for the public interest what was weighed."""

    quiet_optional = True

    conf_basis = forms.ChoiceField(
        label="If it may go, why is that no breach of confidence?", choices=BASES, required=False
    )
    harm_to_patient, harm_to_trust, harm_to_others, benefit, views, avoidable = (
        WordsField(label=label, rows=2, required=False) for label in FACTORS.values()
    )

    def clean(self) -> dict[str, Any]:
        """A yes names its basis, and for the public interest every one of the six factors."""
        said = super().clean() or self.cleaned_data
        if said.get("outcome") != Outcome.GRANTED:
            return said
        if not said.get("conf_basis"):
            self.add_error("conf_basis", "Choose the basis on which it may go.")
        if said.get("conf_basis") == "PUBLIC_INTEREST":
            for name in FACTORS:
                if len(said.get(name, "").strip()) < LEAST:
                    self.add_error(name, f"Weigh this in at least {LEAST} characters.")
        return said

    def said(self) -> Answered:
        """What was decided, on which basis, and what was weighed."""
        said = self.cleaned_data
        weighed = {name: said[name] for name in FACTORS} if said["conf_basis"] == "PUBLIC_INTEREST" else None
        return Answered(
            outcome=Outcome(said["outcome"]), reason=said["reason"], conf_basis=said["conf_basis"], factors=weighed
        )


def answer_form(decider: str) -> type[AnswerForm]:
    """The form of whoever decides."""
    return CaldicottForm if decider == Decider.CALDICOTT else AnswerForm
