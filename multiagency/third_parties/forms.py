"""The form on which it is written down that a third party was told, or why not."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.actor import Actor
from accounts.day_fields import DayField
from accounts.models import User
from casework.cases.forms import ColleagueField
from casework.inputs import OnceForm, WordsField
from multiagency.third_parties.grounds import IF_NOT, IF_TOLD, Grounds, needed
from multiagency.third_parties.models import Decision
from multiagency.third_parties.policies import authorisers
from multiagency.third_parties.services import Decided

SAID = ("who", "why", "alternatives", "risk_to_offender", "risk_to_third_party", *IF_TOLD, *IF_NOT)


class ThirdPartyForm(OnceForm):
    """Everything that such a decision rests on. What it cannot do without is asked for by the decision itself."""

    decided_on = DayField(label="Decided on", error_messages={"required": "Enter the day of the decision."})
    decision = forms.ChoiceField(
        label="What was decided?", choices=Decision.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say whether they were told."},
    )  # fmt: skip
    presumption = forms.BooleanField(
        label="The law presumes that they are told", required=False,
        help_text="Criminal Justice Act 2003, section 327A: for those convicted of a sexual offence against a child,"
        " where they pose a risk of serious harm to particular children and telling somebody is necessary to protect"
        " them.",
    )  # fmt: skip
    who = WordsField(label="Who is the third party?", rows=1, help_text="Who they are, and to whom they are close.")
    why = WordsField(label="Why do they need to know?", rows=2)
    alternatives = WordsField(label="What else was weighed, and why is it not enough?", rows=2)
    risk_to_offender = WordsField(label="What could happen to the person of this case?", rows=2)
    risk_to_third_party = WordsField(label="What could happen to the third party?", rows=2)
    exact_words = WordsField(label="If they were told: the exact words", rows=3, required=False)
    offender = WordsField(
        label="If they were told: was the person informed, or asked to tell it themselves?", rows=2, required=False
    )
    undertaking = WordsField(
        label="If they were told: did they sign to keep it to themselves?", rows=1, required=False,
        help_text="When, or why they did not.",
    )  # fmt: skip
    support = WordsField(label="If they were told: what support was offered?", rows=2, required=False)
    why_not = WordsField(
        label="If they are not told: why not?", rows=2, required=False,
        help_text="Where the law presumes that they are told, say what outweighs it.",
    )  # fmt: skip
    authorised_by = ColleagueField(
        label="Who authorised it?", queryset=User.objects.none(), empty_label="Choose a manager or a chair",
        help_text="A second person with authority at your agency.",
        error_messages={"required": "Choose who authorised it."},
    )  # fmt: skip
    review_on = DayField(label="To be reviewed on", error_messages={"required": "Enter the day of the review."})

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["authorised_by"].queryset = authorisers(actor)  # type: ignore[attr-defined]

    def clean_decided_on(self) -> date:
        """The day of the decision; refuses what is to come."""
        day: date = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This is in the future. Write a decision down once it has been made.")
        return day

    def clean(self) -> dict[str, Any]:
        """What the decision needs is said; where the law presumes disclosure, above all why not."""
        said = super().clean() or self.cleaned_data
        if said.get("decision"):
            for name in needed(Decision(said["decision"])):
                if name in self.fields and not said.get(name) and name not in self.errors:
                    self.add_error(name, _lacks(name, presumption=bool(said.get("presumption"))))
        return said

    def decided(self) -> Decided:
        """What was said, ready for the service."""
        said = self.cleaned_data
        grounds = Grounds(decision=Decision(said["decision"]), **{name: said[name] for name in SAID})
        return Decided(grounds, said["decided_on"], said["review_on"], said["presumption"], said["authorised_by"])


def _lacks(name: str, *, presumption: bool) -> str:
    if name == "why_not" and presumption:
        return "The law presumes that they are told. Say what outweighs it, or tell them."
    return "Fill this in. The decision cannot be written down without it."
