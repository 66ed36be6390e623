"""What a chronology is narrowed to."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from accounts.models import Agency
from casework.chronology.asking import INTERVENTIONS, JUDGED, KNOWN, Asked
from casework.chronology.models import Happening


class AskForm(forms.Form):
    """Kinds, what they rest on, days, and as of when; nothing of it is about the person: it stands in the address."""

    quiet_optional = True

    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "Everything"), (INTERVENTIONS, "Interventions"), *Happening.choices]
    )
    agency = forms.ChoiceField(label="Agency", required=False)
    rests_on = forms.ChoiceField(
        label="Rests on", required=False,
        choices=[("", "Anything"), (KNOWN, "Facts alone"), (JUDGED, "Assessments and reports")],
    )  # fmt: skip
    since = DayField(label="From", required=False, help_text="")
    until = DayField(label="Until", required=False, help_text="")
    as_of = DayField(label="As it was known on", required=False, help_text="What was recorded by the end of that day.")
    new = forms.BooleanField(label="New to me alone", required=False)

    def __init__(self, *args: Any, agencies: Sequence[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(agencies) > 1:
            self.fields["agency"].choices = [  # type: ignore[attr-defined]
                ("", "Every agency"), *((one.code, one.name) for one in agencies),
            ]  # fmt: skip
        else:
            del self.fields["agency"]

    def clean(self) -> dict[str, Any]:
        """Days in their order; refuses a day to come, on which nobody knew anything yet."""
        said = super().clean() or self.cleaned_data
        since, until, as_of = (said.get(name) for name in ("since", "until", "as_of"))
        if since and until and until < since:
            self.add_error("until", "This is before the day that you want to begin with. Check the two dates.")
        if as_of and as_of > timezone.localdate():
            self.add_error("as_of", "This day is still to come. Enter today or a day before.")
        return said

    def asked(self) -> Asked:
        """What was asked for; everything where a part of it cannot be."""
        return Asked(**self.cleaned_data) if self.is_valid() else Asked()
