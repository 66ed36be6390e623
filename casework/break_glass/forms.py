"""What somebody types who breaks the glass."""

from typing import Any

from django import forms

from casework.break_glass.selectors import Sought
from casework.cases.forms import ReferenceField
from casework.dates import PartialDate, Precision
from casework.inputs import LineField, WordsField, birth_date
from casework.openings.models import Emergency

NOTHING = (
    "Nothing was opened. There is no such record, or it is not one that can be opened here, or more than one fits. "
    "Check what you typed. If somebody is in danger now, ring 999, or ring the agency that you think holds the record."
)


class BreakGlassForm(forms.Form):
    """A reference, or a name with a date of birth; and why."""

    quiet_optional = True

    reference = ReferenceField(required=False, help_text="For example RT-7KQ2-M9FD. Or leave it empty.")
    given = LineField(label="Given name, exactly", max_length=100, required=False)
    family = LineField(label="Family name, exactly", max_length=100, required=False)
    born = LineField(label="Date of birth", max_length=40, required=False, help_text="For example 17/5/1990.")
    reason = forms.ChoiceField(label="Why can it not wait?", choices=Emergency.choices, widget=forms.RadioSelect)
    words = WordsField(
        label="What has happened, and what do you need to know?", rows=4, min_length=20,
        help_text="Whoever reviews this reads it. A sentence or two will do.",
    )  # fmt: skip

    def clean_born(self) -> PartialDate | None:
        """The whole date; refuses one known in part, which would fit too many."""
        born = birth_date(self.cleaned_data["born"])
        if born and born.precision is not Precision.EXACT:
            raise forms.ValidationError("Enter the day, month and year. Part of a date is not enough here.")
        return born

    def clean(self) -> dict[str, Any]:
        """A reference, or name and date of birth together: less would let people look around."""
        said = super().clean() or self.cleaned_data
        whole = said.get("family") and said.get("born")
        if not said.get("reference") and not whole and not {"reference", "born"} & self.errors.keys():
            self.add_error("reference", "Enter a case reference, or a name and a date of birth.")
        return said

    def sought(self) -> Sought:
        """Who is to be opened."""
        said = self.cleaned_data
        return Sought(said["reference"], said["given"], said["family"], said["born"])

    def nothing_opened(self) -> None:
        """Say that nothing was opened, in the same words whatever the reason; what was typed stays."""
        self.add_error(None, NOTHING)
