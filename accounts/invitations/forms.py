"""The invitation's forms: the administrator's, and the invited person's."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet

from accounts.invitations.services import Invitee
from accounts.people.forms import PersonForm, RolesForm
from accounts.people.models import Team, User
from accounts.roles import Role


class InviteForm(RolesForm, PersonForm):
    """Who is invited, and what they will be."""

    email = forms.EmailField(label="Work e-mail address", max_length=254)

    field_order = ("email", "name", "roles", "teams", "trained_until", "vetted_until")

    def __init__(self, *args: Any, offered: frozenset[Role], teams: QuerySet[Team], **options: Any) -> None:
        super().__init__(*args, offered=offered, teams=teams, **options)
        self.fields["roles"].required = True

    def invitee(self) -> Invitee:
        """What was said, ready for the service."""
        return Invitee(self.cleaned_data["email"], self.particulars(), self.roles_said())


class FirstPasswordForm(forms.Form):
    """A password, twice."""

    password = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters. Three or four words that you alone would put together are good.",
    )  # fmt: skip
    again = forms.CharField(
        label="The same password again", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_password(self) -> str:
        """Long enough, not common, and not the person's own name or address."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        said = super().clean() or self.cleaned_data
        if "password" in said and said["password"] != said.get("again"):
            self.add_error("again", "These are not the same. Type the password again.")
        return said
