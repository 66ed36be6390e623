"""Whose cases, which of them, and to whom."""

from typing import Any
from uuid import UUID

from django import forms

from accounts.actor import Actor
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.cases.forms import ColleagueField
from casework.cases.selectors import CaseRow


class LedByForm(forms.Form):
    """Whose cases are to be given away; nobody's are those without a lead."""

    quiet_optional = True

    led_by = ColleagueField(
        label="Cases led by", queryset=User.objects.none(), required=False, empty_label="Nobody: cases without a lead"
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["led_by"].queryset = colleagues(actor)  # type: ignore[attr-defined]

    def chosen(self) -> User | None:
        """The colleague asked for; somebody made up is nobody."""
        return self.cleaned_data.get("led_by") if self.is_valid() else None


class ReassignForm(forms.Form):
    """Which of the cases shown, who leads them from now on, and whether whoever led them keeps them."""

    cases = forms.MultipleChoiceField(
        label="Which cases?", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose the cases."}
    )
    lead = ColleagueField(label="Who leads them from now on?", queryset=User.objects.none(), empty_label="Choose")
    keeps = forms.ChoiceField(
        label="Does whoever led them until now keep them?", widget=forms.RadioSelect,
        choices=[("yes", "Yes, they still work on them"), ("no", "No, they give them up")],
    )  # fmt: skip

    def __init__(
        self, *args: Any, actor: Actor, rows: tuple[CaseRow, ...], led_by: User | None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["cases"].choices = [(str(row.case.pk), _line(row)) for row in rows]  # type: ignore[attr-defined]
        others = colleagues(actor).exclude(pk__in=[led_by.pk] if led_by else [])
        self.fields["lead"].queryset = others  # type: ignore[attr-defined]
        if led_by is None:
            del self.fields["keeps"]

    def chosen(self) -> set[UUID]:
        """The ids of the cases chosen."""
        return {UUID(one) for one in self.cleaned_data["cases"]}

    @property
    def they_keep_them(self) -> bool:
        """Whether whoever led them keeps them by name."""
        return self.cleaned_data.get("keeps") == "yes"


def _line(row: CaseRow) -> str:
    due = f", due {row.case.next_due.day} {row.case.next_due:%B}" if row.case.next_due else ", no date set"
    name = "Sealed" if row.name.sealed else row.name.text
    return f"{name}, {row.case.reference}, {row.case.get_priority_display().lower()}{due}"
