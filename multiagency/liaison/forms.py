"""The form by which a liaison officer or a deputy is named."""

from typing import Any

from django import forms

from accounts.actor import Actor
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.cases.forms import ColleagueField
from casework.inputs import OnceForm
from multiagency.liaison.models import Place
from multiagency.liaison.services import Naming


class LiaisonForm(OnceForm):
    """Who, and in which of the two places."""

    place = forms.ChoiceField(
        label="As what?", choices=Place.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say whether they are the liaison officer or the deputy."},
    )  # fmt: skip
    user = ColleagueField(
        label="Who is it?", queryset=User.objects.none(), empty_label="Choose a colleague",
        error_messages={"required": "Choose who it is."},
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].queryset = colleagues(actor)  # type: ignore[attr-defined]

    def naming(self) -> Naming:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return Naming(said["user"], Place(said["place"]), said["id"])
