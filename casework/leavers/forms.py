"""Who leads a case from now on."""

from typing import Any

from django import forms

from accounts.actor import Actor
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.cases.forms import ColleagueField


class LeadForm(forms.Form):
    """A colleague to lead the case."""

    lead = ColleagueField(label="Who leads this case?", queryset=User.objects.none(), empty_label="Choose a colleague")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["lead"].queryset = colleagues(actor)  # type: ignore[attr-defined]
