"""The form on which an ask of another agency is written down."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from accounts.day_fields import DayField
from accounts.models import Agency
from casework.categories import Category
from casework.inputs import OnceForm, WordsField
from casework.purposes import NEVER_ASKED_FOR, Purpose
from multiagency.information_asks.models import Outcome, Reason
from multiagency.information_asks.services import Asked
from multiagency.standing_shares.forms import AgencyField

CATEGORIES = [choice for choice in Category.choices if choice[0] != Category.AGGREGATE]
PURPOSES = [choice for choice in Purpose.choices if choice[0] not in NEVER_ASKED_FOR]


class AskForm(OnceForm):
    """Whom, when, for what and why, and what they answered."""

    agency = AgencyField(
        label="Which agency was asked?", queryset=Agency.objects.none(), empty_label="Choose an agency",
        error_messages={"required": "Choose which agency was asked."},
    )  # fmt: skip
    asked_on = DayField(label="Asked on", error_messages={"required": "Enter the day on which they were asked."})
    purpose = forms.ChoiceField(
        label="For what?", choices=[("", "Choose a purpose"), *PURPOSES],
        error_messages={"required": "Choose for what it was asked."},
    )  # fmt: skip
    categories = forms.MultipleChoiceField(
        label="What kinds of information?", choices=CATEGORIES,
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small rt-columns"}),
        error_messages={"required": "Choose at least one kind of information."},
    )  # fmt: skip
    question = WordsField(
        label="What were they asked?", rows=2, error_messages={"required": "Say what they were asked."}
    )  # fmt: skip
    outcome = forms.ChoiceField(
        label="What came of it?", choices=Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say what came of it."},
    )  # fmt: skip
    reason = forms.ChoiceField(
        label="If they declined: why?", choices=[("", "They did not decline"), *Reason.choices], required=False
    )  # fmt: skip
    said = WordsField(label="In their words", rows=2, required=False)

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def clean_asked_on(self) -> date:
        """The day of the ask; refuses what is to come."""
        day: date = self.cleaned_data["asked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This is in the future. Write an ask down once it has been made.")
        return day

    def clean(self) -> dict[str, Any]:
        """Whoever declined has a reason, and nobody else has."""
        said = super().clean() or self.cleaned_data
        declined = said.get("outcome") == Outcome.DECLINED
        if declined and not said.get("reason"):
            self.add_error("reason", "Say why they declined, or that they gave no reason.")
        if said.get("outcome") and not declined and said.get("reason"):
            self.add_error("reason", "Only an agency that declined has a reason. Choose that they did not decline.")
        return said

    def asked(self) -> Asked:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return Asked(
            agency=said["agency"], asked_on=said["asked_on"], purpose=Purpose(said["purpose"]),
            categories=[Category(one) for one in said["categories"]], question=said["question"],
            outcome=Outcome(said["outcome"]), reason=Reason(said["reason"]) if said["reason"] else None,
            said=said["said"],
        )  # fmt: skip
