"""Forms of intelligence: its grading, and who else may see it."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from accounts.models import Agency
from casework.chronology.models import Statement
from casework.inputs import OnceForm, WordsField
from casework.intelligence.models import Assessment, Handling, Source, SubjectRole
from casework.intelligence.services import NewItem

NO_SOURCE = "Never write who it came from, or anything by which they could be found out."


class ItemForm(OnceForm):
    """One item."""

    words = WordsField(label="What is known?", rows=5, help_text=NO_SOURCE)
    statement = forms.ChoiceField(
        label="What kind of statement is it?", choices=Statement.choices, widget=forms.RadioSelect
    )
    role = forms.ChoiceField(label="What is the person of this case in it?", choices=SubjectRole.choices)
    source = forms.ChoiceField(label="Source", choices=Source.choices, widget=forms.RadioSelect)
    assessment = forms.ChoiceField(
        label="How the source knows it", choices=Assessment.choices, widget=forms.RadioSelect
    )
    handling = forms.ChoiceField(label="Handling", choices=Handling.choices, widget=forms.RadioSelect)
    conditions = WordsField(label="If code C: on which conditions?", rows=2, required=False)
    sanitised = forms.ChoiceField(
        label="Was it sanitised?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect,
        help_text="Rewritten so that it does not point to its source.",
    )  # fmt: skip
    received_on = DayField(label="When was it received?")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("received_on", timezone.localdate())

    def new(self) -> NewItem:
        """What was said, ready for the service."""
        return NewItem(**{**self.cleaned_data, "sanitised": self.cleaned_data["sanitised"] == "yes"})


class AgencyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """Agencies by name."""

    def label_from_instance(self, obj: Agency) -> str:
        """The name."""
        return obj.name


class ApproveForm(forms.Form):
    """Which agency may see an item."""

    agency = AgencyField(
        label="Let this agency see it",
        queryset=Agency.objects.none(),
        empty_label="Choose an agency",
        error_messages={"required": "Choose an agency."},
    )

    def __init__(self, *args: Any, agencies: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
