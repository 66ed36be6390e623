"""Forms of standing shares: what to share with whom, for what, by which power, until when."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from accounts.models import Agency
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.inputs import LineField, OnceForm
from casework.purposes import NEVER_ASKED_FOR, Purpose

NEVER_SHARED = FOR_NAMED_PEOPLE | {Category.AGGREGATE}
CATEGORIES = [choice for choice in Category.choices if choice[0] not in NEVER_SHARED]
PURPOSES = [choice for choice in Purpose.choices if choice[0] not in NEVER_ASKED_FOR]
MANY = {"class": "govuk-checkboxes--small rt-columns"}


class AgencyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """One agency by name."""

    def label_from_instance(self, obj: Agency) -> str:
        """The name."""
        return obj.name
