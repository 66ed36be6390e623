"""Asking about one record."""

from django import forms

from casework.cases.selectors import REFERENCE


class FindRecordForm(forms.Form):
    """A case's reference."""

    reference = forms.CharField(label="Case reference", max_length=20, help_text="For example RT-7KQ2-M9FD.")

    def clean_reference(self) -> str:
        """The reference as it is written; refuses what is none."""
        typed = str(self.cleaned_data["reference"]).strip().upper()
        if not REFERENCE.fullmatch(typed):
            raise forms.ValidationError("A reference looks like RT-7KQ2-M9FD.")
        return typed
