"""Asking about one record."""

from django import forms

from casework.cases.forms import ReferenceField


class FindRecordForm(forms.Form):
    """A case's reference."""

    reference = ReferenceField()
