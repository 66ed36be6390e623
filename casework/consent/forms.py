"""Forms of consent and of capacity, for a phone: the words to read out stand above the questions."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from accounts.models import Agency
from casework.categories import Category
from casework.consent.answering import Answered, NewConsent, PrHolder, SaidToHarm
from casework.consent.capacity import NewFinding
from casework.consent.selectors import KeptConsent, KeptFinding
from casework.consent.states import Capacity, Child, State
from casework.consent.wordings import wording_on
from casework.inputs import LineField, OnceForm, WordsField
from casework.purposes import NEVER_ASKED_FOR, Purpose

USUALLY_HOLDS = timedelta(days=182)
STATES = {
    State.GIVEN: "Yes, they agree",
    State.GIVEN_BY_PR: "Yes, somebody with parental responsibility agrees for them",
    State.REFUSED: "No",
    State.UNSAFE_TO_ASK: "It is not safe to ask",
    State.NOT_ASKED: "Not asked: they cannot decide this now",
}
HOW = {
    Answered.SAID: "They said so",
    Answered.SIGNED: "They signed or wrote it",
    Answered.SHOWN: "They showed it by what they did",
}
CHILD = {
    Child.GILLICK: "Under 16, and found to understand this decision (Gillick)",
    Child.NOT_GILLICK: "Under 16, and found not to understand it",
    Child.NOT_ASSESSED: "Under 16, and not assessed",
}
TO_HARM = {
    SaidToHarm.NO: "No, and this was checked",
    SaidToHarm.YES: "Yes",
    SaidToHarm.NOT_KNOWN: "Not known",
}
OUTCOMES = {
    Capacity.ASSESSED_HAS: "They can decide this",
    Capacity.LACKS: "They cannot decide this",
    Capacity.FLUCTUATES: "It comes and goes",
}
MANY = {"class": "govuk-checkboxes--small rt-columns"}
ASKED_ABOUT = [choice for choice in Category.choices if choice[0] != Category.AGGREGATE]
USES = [choice for choice in Purpose.choices if choice[0] not in NEVER_ASKED_FOR]


class AgenciesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """Agencies by name, several at once."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Agency) -> str:
        """The name."""
        return obj.name


class ConsentForm(OnceForm):
    """What they were asked, what they answered, and how."""

    state = forms.ChoiceField(label="What did they answer?", choices=list(STATES.items()), widget=forms.RadioSelect)
    recipients = AgenciesField(label="Who would get it?", queryset=Agency.objects.none())
    categories = forms.MultipleChoiceField(
        label="What would be shared?", choices=ASKED_ABOUT, widget=forms.CheckboxSelectMultiple(MANY)
    )
    purposes = forms.MultipleChoiceField(
        label="What would it be used for?", choices=USES, widget=forms.CheckboxSelectMultiple(MANY)
    )
    how = forms.ChoiceField(
        label="How did they answer?", choices=list(HOW.items()), widget=forms.RadioSelect,
        help_text="Silence, or going on with an appointment, is not an answer.",
    )  # fmt: skip
    evidence = WordsField(
        label="What did they say, sign or do?", rows=3,
        help_text="Their own words, or where the signed form is kept. If it is not safe to ask, say why.",
    )  # fmt: skip
    finding = forms.ChoiceField(
        label="Can they decide this?", required=False, widget=forms.RadioSelect,
        help_text="Everybody is taken to be able to decide unless an assessment of this decision found otherwise.",
    )  # fmt: skip
    capacity_note = WordsField(label="What did you see of their ability to decide?", rows=2, required=False)
    child = forms.ChoiceField(
        label="Are they under 16?", choices=[("", "No, 16 or over"), *CHILD.items()], required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    child_note = WordsField(label="If under 16: who found this, when, and why?", rows=2, required=False)
    pr_given = LineField(label="Person with parental responsibility: given name", max_length=120, required=False)
    pr_family = LineField(label="Their family name", max_length=120, required=False)
    pr_relation = LineField(
        label="How they have parental responsibility", max_length=200, required=False,
        help_text="For example, mother, or father named on the birth certificate.",
    )  # fmt: skip
    pr_said_to_harm = forms.ChoiceField(
        label="Is this person said to have harmed the child?", choices=list(TO_HARM.items()), required=False,
        widget=forms.RadioSelect, help_text="Unless this was checked, do not ask them.",
    )  # fmt: skip
    answered_on = DayField(label="When did they answer?")
    expires_on = DayField(
        label="Until when does it hold?",
        help_text="It is asked again after this day, and after a year at the latest.",
    )  # fmt: skip
    wording = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, agencies: Any, findings: Iterable[KeptFinding], **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        usual = {
            "answered_on": today, "expires_on": today + USUALLY_HOLDS, "wording": wording_on(today).version,
            "finding": "", "child": "",
        }  # fmt: skip
        self.initial = {**usual, **self.initial}
        self.fields["recipients"].queryset = agencies  # type: ignore[attr-defined]
        holding = [(str(one.row.pk), f"{OUTCOMES[one.outcome]}: {one.decision}") for one in findings if one.holds]
        self.fields["finding"].choices = [("", "Nothing says otherwise"), *holding]  # type: ignore[attr-defined]

    def new(self) -> NewConsent:
        """What was said, ready for the service."""
        said = self.cleaned_data
        to_harm = SaidToHarm(said["pr_said_to_harm"] or SaidToHarm.NOT_KNOWN)
        return NewConsent(
            state=State(said["state"]), purposes=frozenset(said["purposes"]), categories=frozenset(said["categories"]),
            recipients=frozenset(agency.pk for agency in said["recipients"]), wording=said["wording"],
            how=Answered(said["how"]), evidence=said["evidence"], answered_on=said["answered_on"],
            expires_on=said["expires_on"], capacity_note=said["capacity_note"],
            finding_id=UUID(said["finding"]) if said["finding"] else None,
            child=Child(said["child"]) if said["child"] else None, child_note=said["child_note"],
            pr_holder=PrHolder(said["pr_given"], said["pr_family"], said["pr_relation"], to_harm), id=said["id"],
        )  # fmt: skip


class FindingForm(OnceForm):
    """One assessment of capacity."""

    decision = LineField(
        label="Which decision?", max_length=300,
        help_text="One decision, such as whether housing may be told about treatment. Never capacity in general.",
    )  # fmt: skip
    outcome = forms.ChoiceField(label="What was found?", choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    assessor = LineField(label="Who assessed it?", max_length=200)
    support_tried = WordsField(label="What was tried to help them decide?", rows=3)
    best_interests = WordsField(
        label="If they cannot decide: why is what is done in their best interests?", rows=3, required=False
    )
    less_restrictive = WordsField(
        label="If they cannot decide: which less restrictive option was considered?", rows=3, required=False
    )
    assessed_on = DayField(label="When was it assessed?")
    holds_until = DayField(label="When is it looked at again?", help_text="After this day capacity is presumed again.")

    def new(self) -> NewFinding:
        """What was said, ready for the service."""
        said = {**self.cleaned_data, "outcome": Capacity(self.cleaned_data["outcome"])}
        return NewFinding(**said)


def asked_before(kept: KeptConsent) -> Mapping[str, object]:
    """What was asked and who was to get it, for asking the same again; the answer itself is never filled in."""
    answer = kept.answer
    return {
        "recipients": list(answer.recipients), "categories": sorted(answer.categories),
        "purposes": sorted(answer.purposes),
    }  # fmt: skip
