"""Forms of a case: the list's filters, opening, changing, and who has it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.day_fields import DayField
from accounts.models import Team, User
from accounts.people.selectors import colleagues, only_team, teams_of_agency
from casework.cases.front_list import CaseFilters
from casework.cases.models import Priority, Role, State
from casework.cases.selectors import CaseMembers, as_reference
from casework.cases.services import CaseChanges, NewCase
from casework.inputs import DraftedForm, LineField, OnceForm, WordsField


class ReferenceField(LineField):
    """The reference of a case, in capitals or not; refuses what cannot be one."""

    def __init__(self, **options: Any) -> None:
        usual = {"label": "Case reference", "max_length": 20, "help_text": "For example RT-7KQ2-M9FD."}
        super().__init__(**{**usual, **options})

    def to_python(self, value: Any) -> str:
        """As references are written."""
        return str(super().to_python(value)).upper()

    def validate(self, value: str) -> None:
        """Refuse what is no reference, in one sentence."""
        super().validate(value)
        if value and not as_reference(value):
            raise forms.ValidationError("A reference looks like RT-7KQ2-M9FD.", code="invalid")


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """Colleagues by name."""

    def label_from_instance(self, obj: User) -> str:
        """The name at work."""
        return obj.name


class TeamField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """Teams by title."""

    def label_from_instance(self, obj: Team) -> str:
        """The title."""
        return obj.title


class CaseFilterForm(forms.Form):
    """What a list of cases is narrowed to; closed cases are left out unless they are asked for."""

    quiet_optional = True

    scope = forms.ChoiceField(
        label="Whose",
        required=False,
        choices=[("mine", "My cases"), ("team", "My team's cases"), ("all", "All I may see")],
    )
    role = forms.ChoiceField(label="Role", required=False, choices=[("", "Any"), *Role.choices])
    state = forms.ChoiceField(label="State", required=False, choices=[("", "Open"), *State.choices])
    priority = forms.TypedChoiceField(
        label="Priority", required=False, coerce=int, empty_value=None, choices=[("", "Any"), *Priority.choices]
    )

    def filters(self) -> CaseFilters:
        """The filters asked for; anything made up narrows nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        return CaseFilters(
            scope=said.get("scope") or "mine", role=said.get("role", ""), state=said.get("state", ""),
            priority=said.get("priority"),
        )  # fmt: skip


class StartCaseForm(OnceForm):
    """Why this person, in which role, how soon, and who works it."""

    role = forms.ChoiceField(
        label="Role in this case", choices=Role.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose the role in this case"},
    )  # fmt: skip
    reason = WordsField(
        label="Why is this case opened?", rows=5,
        help_text="The facts that brought this person here. Leave out what the reader does not need.",
    )  # fmt: skip
    warning = WordsField(
        label="What is dangerous?", rows=3, required=False,
        help_text="Danger to the person, to others or to staff. It is shown first on the case.",
    )  # fmt: skip
    priority = forms.TypedChoiceField(label="Priority", coerce=int, choices=Priority.choices, initial=Priority.STANDARD)
    next_due = DayField(label="Next contact due", required=False)
    team = TeamField(
        label="Team", queryset=Team.objects.none(), required=False, empty_label="No team",
        help_text="Without a team, no teammate and no team manager sees the case until you give it to them.",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["team"].queryset = teams_of_agency(actor)  # type: ignore[attr-defined]
        self.initial.setdefault("team", only_team(actor))

    def new_case(self) -> NewCase:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return NewCase(
            id=said["id"], role=Role(said["role"]), reason=said["reason"], warning=said["warning"],
            priority=Priority(said["priority"]), next_due=said["next_due"],
        )  # fmt: skip


OPEN_STATES = [(state.value, state.label) for state in State if state != State.CLOSED]


class ChangeCaseForm(DraftedForm):
    """What may be changed of a case, and the version that its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label="State", choices=OPEN_STATES)
    priority = forms.TypedChoiceField(label="Priority", coerce=int, choices=Priority.choices)
    next_due = DayField(label="Next contact due", required=False)
    reason = WordsField(label="Why is this case open?", rows=5)
    warning = WordsField(label="What is dangerous?", rows=3, required=False)

    def __init__(self, *args: Any, sealed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if sealed:  # words that could not be opened are not asked for, so that they cannot be overwritten
            del self.fields["reason"], self.fields["warning"]

    def changes(self, now: Mapping[str, object]) -> CaseChanges:
        """What was said, ready for the service; words that stay as they are now are not sealed again."""
        said = self.cleaned_data
        words = {name: said.get(name) for name in ("reason", "warning") if said.get(name) != now.get(name)}
        return CaseChanges(
            state=State(said["state"]), priority=Priority(said["priority"]), next_due=said["next_due"],
            reason=words.get("reason"), warning=words.get("warning"),
        )  # fmt: skip


class MemberForm(forms.Form):
    """A colleague or a team; one of the two is needed."""

    quiet_optional = True

    user = ColleagueField(label="Colleague", queryset=User.objects.none(), required=False, empty_label="Nobody")
    team = TeamField(label="Team", queryset=Team.objects.none(), required=False, empty_label="No team")

    def __init__(self, *args: Any, users: QuerySet[User], teams: QuerySet[Team], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].queryset = users  # type: ignore[attr-defined]
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        said = super().clean() or self.cleaned_data
        if not (said.get("user") or said.get("team")):
            self.add_error("user", "Choose a colleague or a team.")
        return said


class AddMemberForm(MemberForm):
    """A colleague or a team to be given the case."""

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, users=colleagues(actor), teams=teams_of_agency(actor), **options)


class RemoveMemberForm(MemberForm):
    """A colleague or a team who has the case now."""

    def __init__(self, *args: Any, members: CaseMembers, **options: Any) -> None:
        users = User.objects.filter(pk__in=[user.pk for user in members.users])
        teams = Team.objects.filter(pk__in=[team.pk for team in members.teams])
        super().__init__(*args, users=users, teams=teams, **options)
