"""Moments as people here write them: 25/11/2026, 14:05."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField, DayInput

NO_MOMENT = "Enter a day and a time that exist, such as 25/11/2026 and 14:05."
TIME = re.compile(r"(\d{1,2})[.:]?(\d{2})")


class MomentInput(forms.MultiWidget):
    """A day and a time, side by side: <name> and <name>_time."""

    template_name = "components/moment_input.html"
    use_fieldset = True

    def __init__(self) -> None:
        super().__init__(
            {"": DayInput(), "time": forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-5"})}
        )

    def decompress(self, value: datetime | None) -> list[object]:
        """The day and the time of the clock on the wall."""
        if value is None:
            return [None, None]
        here = timezone.localtime(value) if timezone.is_aware(value) else value
        return [here.date(), f"{here:%H:%M}"]


class MomentField(forms.MultiValueField):
    """A day and a time; refuses what is no moment of the clock here, in one sentence."""

    widget = MomentInput
    default_error_messages = {"invalid": NO_MOMENT, "incomplete": NO_MOMENT}  # noqa: RUF012  as Django has it

    def __init__(self, **options: Any) -> None:
        fields = (DayField(error_messages={"invalid": NO_MOMENT}), forms.CharField(max_length=5))
        super().__init__(fields, require_all_fields=False, **options)

    def compress(self, data_list: list[Any]) -> datetime | None:
        """Put the two together."""
        if not data_list:
            return None
        day, typed = data_list
        found = TIME.fullmatch(typed)
        try:
            moment = datetime(day.year, day.month, day.day, int(found[1]), int(found[2]))  # type: ignore[index]  # noqa: DTZ001
        except (TypeError, ValueError) as wrong:
            raise forms.ValidationError(NO_MOMENT, code="invalid") from wrong
        return timezone.make_aware(moment)
