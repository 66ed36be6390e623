"""For what purpose one asks, and about whom."""

from typing import Any, Final

from django import forms

from casework.finding.forms import FindPersonForm
from casework.purposes import NEVER_ASKED_FOR, Purpose
from multiagency.known_to.questions import exact_enough

ABOUT_NOBODY: Final = NEVER_ASKED_FOR | {Purpose.PLANNING_ANALYSIS, Purpose.RESEARCH_EVALUATION}
PURPOSES: Final = [("", "Choose a purpose"), *((one.value, one.label) for one in Purpose if one not in ABOUT_NOBODY)]
NOT_EXACT: Final = (
    "Enter the whole date of birth, or an identifier. Agencies are asked about exactly one person: a name alone may be "
    "somebody else's."
)


class PurposeForm(forms.Form):
    """For what purpose one asks; the agreements say for which purposes an agency may answer."""

    purpose = forms.ChoiceField(
        label="What do you need to know it for?",
        choices=PURPOSES,
        error_messages={"required": "Choose what you need to know it for."},
        help_text="An agency is asked only where an agreement lets it answer yours for this purpose.",
    )

    def clean_purpose(self) -> Purpose:
        """The purpose chosen."""
        return Purpose(self.cleaned_data["purpose"])


class KnownToForm(PurposeForm, FindPersonForm):
    """About whom one asks, as exactly as the comparison is."""

    field_order = ("given", "family", "date_of_birth", "identifier_kind", "identifier", "purpose")

    def clean(self) -> dict[str, Any]:
        """A name with the whole date of birth is needed, or an identifier."""
        said = super().clean()
        if not self.errors and not exact_enough(self.details()):
            self.add_error("date_of_birth", NOT_EXACT)
        return said
