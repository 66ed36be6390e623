"""What is asked for on the map, in the register and on the page of an agreement."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from accounts.day_fields import DayField
from accounts.models import Agency
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.agreements.page import STATES


class CoverageForm(forms.Form):
    """Which purpose and which data the map is about; all where nothing was chosen."""

    quiet_optional = True

    purpose = forms.ChoiceField(label="Purpose", choices=[("", "Any"), *Purpose.choices], required=False)
    category = forms.ChoiceField(label="Data", choices=[("", "Any"), *Category.choices], required=False)

    def chosen(self) -> dict[str, str]:
        """The purpose and the category; empty where anything is asked for, or nonsense."""
        said = self.cleaned_data if self.is_valid() else {}
        return {name: said.get(name, "") for name in ("purpose", "category")}


class RegisterForm(forms.Form):
    """Which agreements of the register are shown."""

    quiet_optional = True

    state = forms.ChoiceField(
        label="State", choices=[("", "Any"), *((state.value, words) for state, (words, _) in STATES.items())],
        required=False,
    )  # fmt: skip
    party = forms.ChoiceField(label="Party", required=False)
    overdue = forms.BooleanField(label="Review is late", required=False)

    def __init__(self, *args: Any, agencies: Iterable[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            ("", "Any"), *((agency.code, agency.name) for agency in agencies)
        ]  # fmt: skip

    def chosen(self) -> dict[str, Any]:
        """What is asked for; nothing where it is nonsense."""
        return dict(self.cleaned_data) if self.is_valid() else {}


class DayForm(forms.Form):
    """A day of which it is asked what was agreed then."""

    quiet_optional = True

    on = DayField(label="What was agreed on", required=False)

    def chosen(self) -> date | None:
        """The day; None where none was given, or nonsense."""
        return self.cleaned_data["on"] if self.is_valid() else None
