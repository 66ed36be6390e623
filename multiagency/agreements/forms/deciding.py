"""Forms by which an agreement is signed, stopped and left, and by which it is said who signs."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.actor import Actor
from accounts.day_fields import DayField
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.cases.forms import ColleagueField
from casework.inputs import DraftedForm, LineField, OnceForm
from multiagency.agreements.services.signing import Authority


class SignForm(DraftedForm):
    """That whoever signs has read the edition that they were shown."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    read = forms.BooleanField(
        label="I have read this version and sign it for my agency",
        error_messages={"required": "Say that you have read it and sign it."},
    )  # fmt: skip


class WhyForm(DraftedForm):
    """Why an agency stops or leaves; every party reads it."""

    words = LineField(
        label="Why?", max_length=240, help_text="Every party reads this. Write nothing about anybody in a case.",
        error_messages={"required": "Say why."},
    )  # fmt: skip


class ConfirmForm(DraftedForm):
    """Nothing but the button."""


class RenewForm(OnceForm):
    """The id of the new version, so that a second click makes no second one."""


class SignatoryForm(OnceForm):
    """Who may sign for the agency, in what post, from when to when."""

    user = ColleagueField(
        label="Who may sign?", queryset=User.objects.none(), empty_label="Choose a colleague",
        error_messages={"required": "Choose who may sign."},
    )  # fmt: skip
    post = LineField(
        label="In what post?", max_length=120, help_text="For example, chief superintendent.",
        error_messages={"required": "Say in what post."},
    )  # fmt: skip
    from_on = DayField(label="From", error_messages={"required": "Enter the first day."})
    until_on = DayField(label="Last day", error_messages={"required": "Enter the last day."})

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].queryset = colleagues(actor).exclude(pk=actor.principal)  # type: ignore[attr-defined]
        self.initial.setdefault("from_on", timezone.localdate())

    def authority(self) -> Authority:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return Authority(
            user=said["user"], post=said["post"], from_on=said["from_on"], until_on=said["until_on"], id=said["id"]
        )
