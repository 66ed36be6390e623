"""Who leads a case from now on."""

from typing import Any

from django import forms

from accounts.actor import Actor
from accounts.models import User
from casework.cases.forms import ColleagueField
from casework.cases.models import Case
from casework.leavers.policies import possible_leads


class LeadForm(forms.Form):
    """A colleague to lead the case."""

    lead = ColleagueField(label="Who leads this case?", queryset=User.objects.none(), empty_label="Choose a colleague")

    def __init__(self, *args: Any, actor: Actor, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["lead"].queryset = possible_leads(actor, case)  # type: ignore[attr-defined]
