"""Forms by which somebody who offends is judged: one kind at a time."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from casework.inputs import LineField, OnceForm, WordsField
from casework.pasted import NoMinutesForm
from casework.standing.models import Compliance, Engagement, Group, Kind, Rag, Risk
from casework.standing.services import Harm, Level, NewJudgement, Score

NOT_RATED = "NOT_RATED"
RISKS = [("", "Choose one"), *Risk.choices, (NOT_RATED, "Not rated")]


class RagForm(NoMinutesForm, OnceForm):
    """Red, amber or green, why, and what shows it."""

    level = forms.ChoiceField(
        label="How do things go?", choices=Rag.choices, widget=forms.RadioSelect,
        help_text="Red: offending, not complying or wanted. Amber: some of it. Green: desisting, towards an exit.",
        error_messages={"required": "Choose red, amber or green."},
    )  # fmt: skip
    reason = WordsField(label="Why?", rows=3, error_messages={"required": "Say why."})
    evidence = WordsField(
        label="What shows it?", rows=3, help_text="Arrests, tests, attendance, what a partner told you and when.",
        error_messages={"required": "Say what shows it: a rating without evidence cannot be questioned."},
    )  # fmt: skip

    def judgement(self) -> NewJudgement:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return NewJudgement(Level(Kind.RAG, said["level"], said["reason"], said["evidence"]), id=said["id"])


class RoshForm(NoMinutesForm, OnceForm):
    """The risk of serious harm to each group; whoever does not rate a group says so."""

    reason = WordsField(label="Why, and who is at risk of what?", rows=4, error_messages={"required": "Say why."})
    field_order = ("id", *Group.values, "reason")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for group in Group:
            self.fields[group.value] = forms.ChoiceField(
                label=group.label, choices=RISKS,
                error_messages={"required": f"{group.label}: choose a risk, or that it is not rated."},
            )  # fmt: skip
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """At least one group is rated."""
        said = super().clean() or self.cleaned_data
        if all(said.get(group.value) == NOT_RATED for group in Group):
            self.add_error(None, "Rate at least one group. If nobody can be rated yet, there is nothing to save.")
        return said

    def judgement(self) -> NewJudgement:
        """What was said, ready for the service."""
        said = self.cleaned_data
        rated = {group: Risk(said[group.value]) for group in Group if said[group.value] != NOT_RATED}
        return NewJudgement(Harm(rated, said["reason"]), id=said["id"])


class EngagementForm(NoMinutesForm, OnceForm):
    """How far they take part of their own will."""

    kind = Kind.ENGAGEMENT
    level = forms.ChoiceField(
        label="How far do they take part?", choices=Engagement.choices, widget=forms.RadioSelect,
        help_text="Of their own will. Whether they keep to an order or licence is a question of its own.",
        error_messages={"required": "Choose how far they take part."},
    )  # fmt: skip
    reason = WordsField(label="Why?", rows=3, error_messages={"required": "Say why."})

    def judgement(self) -> NewJudgement:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return NewJudgement(Level(self.kind, said["level"], said["reason"]), id=said["id"])


class ComplianceForm(EngagementForm):
    """How far they keep to what a court or a licence demands."""

    kind = Kind.COMPLIANCE
    level = forms.ChoiceField(
        label="How far do they keep to it?", choices=Compliance.choices, widget=forms.RadioSelect,
        help_text="To an order or a licence. Whether they take part of their own will is a question of its own.",
        error_messages={"required": "Choose how far they keep to it."},
    )  # fmt: skip


class ScoreForm(NoMinutesForm, OnceForm):
    """A score as a tool elsewhere gave it. Nothing is calculated from it."""

    instrument = LineField(
        label="Tool", max_length=60, help_text="For example, OGRS.", error_messages={"required": "Enter the tool."}
    )
    version = LineField(label="Version of the tool", max_length=20, required=False)
    score = LineField(
        label="Score, as it is written there",
        max_length=40,
        help_text="It is copied, not calculated here.",
        error_messages={"required": "Enter the score, as it is written there."},
    )
    band = LineField(label="Band, as it is written there", max_length=60, required=False)
    judged_on = DayField(label="Assessed on", error_messages={"required": "Enter the day of the assessment."})
    assessed_by = LineField(
        label="Assessed by", max_length=120, help_text="Name and agency.",
        error_messages={"required": "Say who assessed it."},
    )  # fmt: skip

    def clean_judged_on(self) -> date:
        """The day of the assessment; refuses one to come."""
        day: date = self.cleaned_data["judged_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day has not come yet. Check the date.")
        return day

    def judgement(self) -> NewJudgement:
        """What was said, ready for the service."""
        said = self.cleaned_data
        score = Score(said["instrument"], said["version"], said["score"], said["band"], said["assessed_by"])
        return NewJudgement(score, said["judged_on"], said["id"])


JudgementForm = RagForm | RoshForm | EngagementForm | ScoreForm
FORMS: dict[str, tuple[str, type[JudgementForm]]] = {
    "rating": ("Rate how things go", RagForm),
    "harm": ("Rate the risk of serious harm", RoshForm),
    "engagement": ("Say how far they take part", EngagementForm),
    "compliance": ("Say how far they keep to it", ComplianceForm),
    "score": ("Add a score", ScoreForm),
}
"""What is judged, by its word in the address, with the heading of its page."""
