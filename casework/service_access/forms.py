"""Forms of services."""

from typing import Any, Final

from django import forms
from django.db.models import QuerySet

from accounts.models import Agency, ServicePrincipal
from casework.categories import FOR_NAMED_PEOPLE, Category

GRANTABLE: Final = [(one.value, one.label) for one in Category if one not in FOR_NAMED_PEOPLE]


class ServiceForm(forms.Form):
    """A new service."""

    name = forms.SlugField(
        label="Name of the service", max_length=40,
        help_text="What it does, in small letters and hyphens, as in repeat-detection. The jobs ask by this name.",
    )  # fmt: skip

    def __init__(self, *args: Any, taken: QuerySet[ServicePrincipal], **options: Any) -> None:
        super().__init__(*args, **options)
        self.taken = taken

    def clean_name(self) -> str:
        """A name that no service of the partnership has or had."""
        name: str = self.cleaned_data["name"].lower()
        if self.taken.filter(name=name).exists():
            raise forms.ValidationError("There is or was a service of this name. Choose another.")
        return name


class AgencyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """Agencies by name."""

    def label_from_instance(self, obj: Agency) -> str:
        """The name."""
        return obj.name


class GrantForm(forms.Form):
    """What a service may use of which agency."""

    agency = AgencyField(label="Agency", queryset=Agency.objects.none(), empty_label="Choose an agency")
    category = forms.ChoiceField(
        label="What it may use", choices=[("", "Choose a data category"), *GRANTABLE],
        help_text="Only what its work needs. It counts at the next use, and so does taking it away.",
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
