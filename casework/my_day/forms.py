"""Going straight to a case by its reference."""

from django import forms

from casework.cases.forms import ReferenceField


class GoToCaseForm(forms.Form):
    """The reference of a case, as it stands on a letter or a list."""

    reference = ReferenceField(
        label="Go to a case by its reference", error_messages={"required": "Enter the reference of a case."}
    )
