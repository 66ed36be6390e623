"""Days as people here write them: 25/11/2026. A calendar opens where scripts run.

A browser's own date control writes days in the order of the browser's language, which may not be the reader's.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

DAY = "%d/%m/%Y"
DAYS = (DAY, "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d")
EXAMPLE = "For example, 25/11/2026."
NO_DAY = "Enter a day that exists, such as 25/11/2026."
FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)
"""Days outside are slips of the finger, and too near the end of what computers can count from."""


class DayInput(forms.DateInput):
    """A day to type, or to choose from a calendar."""

    template_name = "components/day_input.html"

    def __init__(self, attrs: Mapping[str, str] | None = None) -> None:
        fixed = {"autocomplete": "off", "class": "moj-js-datepicker-input"}
        super().__init__(attrs={**fixed, **(attrs or {})}, format=DAY)


class DayField(forms.DateField):
    """A day, written in any usual way; refuses one before 1900 or after 2999."""

    widget = DayInput
    input_formats = DAYS
    default_error_messages = {"invalid": NO_DAY}  # noqa: RUF012  as Django has it

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"help_text": EXAMPLE, **options})

    def to_python(self, value: Any) -> date | None:
        """The day that was written."""
        day: date | None = super().to_python(value)
        if day and not FIRST <= day <= LAST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day
