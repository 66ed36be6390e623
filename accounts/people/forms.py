"""Forms about colleagues and teams."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.day_fields import DayField
from accounts.people.models import Team, User
from accounts.people.services import Particulars
from accounts.people.standing import LastDays
from accounts.roles import Role


class TeamsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """Teams by title, several at once."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Team) -> str:
        """The title."""
        return obj.title


class PersonForm(forms.Form):
    """A colleague's name at work, teams, and the last days of training and vetting."""

    name = forms.CharField(label="Name at work", max_length=120)
    trained_until = DayField(
        label="Training in date until", required=False,
        help_text="Whoever works cases can open them to the end of this day. For example, 25/11/2026.",
    )  # fmt: skip
    vetted_until = DayField(label="Vetting in date until", required=False)
    teams = TeamsField(label="Teams", queryset=Team.objects.none(), required=False)

    def __init__(self, *args: Any, teams: QuerySet[Team], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["teams"].queryset = teams  # type: ignore[attr-defined]
        if not teams:
            del self.fields["teams"]

    def particulars(self) -> Particulars:
        """What was said, ready for the service."""
        said = self.cleaned_data
        last_days = LastDays(said["trained_until"], said["vetted_until"])
        return Particulars(said["name"], tuple(said.get("teams", ())), last_days)


def said_of(user: User, teams: Iterable[Team]) -> dict[str, object]:
    """What is written down about a colleague now, for the form."""
    return {
        "name": user.name, "trained_until": user.trained_until, "vetted_until": user.vetted_until, "teams": list(teams),
    }  # fmt: skip


class RolesForm(forms.Form):
    """What somebody may be: one line a role, with what it does."""

    roles = forms.MultipleChoiceField(
        label="Roles", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Choose only what the work needs. A change counts on their next request.",
    )  # fmt: skip

    def __init__(self, *args: Any, offered: frozenset[Role], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(role.value, f"{role.label}. {role.sentence}") for role in Role if role in offered]
        self.fields["roles"].choices = choices  # type: ignore[attr-defined]

    def roles_said(self) -> frozenset[Role]:
        """The roles that were chosen."""
        return frozenset(Role(role) for role in self.cleaned_data["roles"])


class TeamForm(forms.Form):
    """What a team is called."""

    title = forms.CharField(label="Name of the team", max_length=80)

    def __init__(self, *args: Any, others: QuerySet[Team], **options: Any) -> None:
        super().__init__(*args, **options)
        self.others = others

    def clean_title(self) -> str:
        """A title that the agency has not given yet."""
        title: str = self.cleaned_data["title"]
        if self.others.filter(title__iexact=title).exists():
            raise forms.ValidationError("The agency has a team of this name. Choose another.")
        return title
