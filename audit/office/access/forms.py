"""Choosing the role whose reach is shown."""

from django import forms

from accounts.roles import Role


class RoleForm(forms.Form):
    """One role; the first where nothing or nonsense was chosen."""

    quiet_optional = True

    role = forms.ChoiceField(label="Role", required=False, choices=Role.choices)

    def chosen(self) -> Role:
        """The role to show."""
        return Role(self.cleaned_data["role"] or Role.CASEWORKER) if self.is_valid() else Role.CASEWORKER
