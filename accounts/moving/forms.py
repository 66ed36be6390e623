"""Forms of moving and switching."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.agencies.models import Agency, Partnership


class NameField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """Public bodies by name."""

    def label_from_instance(self, obj: Agency | Partnership) -> str:
        """The name."""
        return obj.name


class MoveForm(forms.Form):
    """To which agency somebody moves."""

    agency = NameField(label="New agency", queryset=Agency.objects.none(), empty_label="Choose an agency")

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class SwitchForm(forms.Form):
    """In which partnership somebody goes to work."""

    partnership = NameField(
        label="Where do you want to work now?", queryset=Partnership.objects.none(), widget=forms.RadioSelect,
        empty_label=None,
    )  # fmt: skip

    def __init__(self, *args: Any, workplaces: QuerySet[Partnership], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["partnership"].queryset = workplaces  # type: ignore[attr-defined]
