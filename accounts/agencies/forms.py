"""Forms about agencies."""

from django import forms

from accounts.agencies.models import Agency, AgencyType


class AgencyForm(forms.Form):
    """A new agency of the partnership."""

    name = forms.CharField(label="Name of the agency", max_length=120)
    type = forms.ChoiceField(label="What kind of agency", choices=[("", "Choose a kind"), *AgencyType.choices])
    liaison = forms.CharField(
        label="Whom to ask for what is sealed", max_length=160,
        help_text="A role or a desk and how to reach it, never a person's name.",
    )  # fmt: skip
    code = forms.SlugField(
        label="Short code", max_length=24, help_text="Small letters, figures and hyphens, as in west-probation."
    )

    def clean_code(self) -> str:
        """A code that no agency has."""
        code: str = self.cleaned_data["code"].lower()
        if Agency.objects.filter(code=code).exists():
            raise forms.ValidationError("Another agency has this code. Choose another.")
        return code
