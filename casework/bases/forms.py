"""The form of a lawful basis: public task first, consent with a warning, an override for those who may record one."""

from typing import Any

from django import forms

from accounts.actor import Actor
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.bases.models import Basis
from casework.bases.policies import may_override
from casework.bases.services import NewBasis, Override
from casework.cases.forms import ColleagueField
from casework.inputs import OnceForm, WordsField
from casework.purposes import NEVER_ASKED_FOR, Purpose

OVERRIDE = ("requester", "necessity", "proportionality", "less_intrusive")


class BasisForm(OnceForm):
    """For what, on which basis, and why."""

    purpose = forms.ChoiceField(
        label="For what?", choices=[one for one in Purpose.choices if one[0] not in NEVER_ASKED_FOR]
    )
    basis = forms.ChoiceField(label="On which basis?", choices=Basis.choices, widget=forms.RadioSelect)
    reason = WordsField(
        label="Why?", rows=3, required=False, help_text="A public authority that picks consent says why."
    )
    requester = ColleagueField(
        label="Override: who asks for it?", queryset=User.objects.none(), required=False, empty_label="Nobody",
        help_text="Only where consent was the basis and was taken back.",
    )  # fmt: skip
    necessity = WordsField(label="Override: why is it necessary?", rows=2, required=False)
    proportionality = WordsField(label="Override: why is it proportionate?", rows=2, required=False)
    less_intrusive = WordsField(label="Override: which less intrusive way was considered?", rows=2, required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        if may_override(actor):
            self.fields["requester"].queryset = colleagues(actor).exclude(pk=actor.principal)  # type: ignore[attr-defined]
        else:
            for name in OVERRIDE:
                del self.fields[name]

    def new(self) -> NewBasis:
        """What was said, ready for the service."""
        said = self.cleaned_data
        override = Override(*(said[name] for name in OVERRIDE)) if said.get("requester") else None
        return NewBasis(Purpose(said["purpose"]), Basis(said["basis"]), said["reason"], override, said["id"])
