"""Forms of a victim case: who was harmed, where the work is, a safety plan, a right, a child."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from casework.cases.forms import ReferenceField
from casework.inputs import LineField, OnceForm, WordsField
from casework.victims.choices import (
    Enhanced,
    Ground,
    Harmed,
    Kind,
    Known,
    Licence,
    Met,
    Need,
    Premises,
    Right,
    Status,
)
from casework.victims.profile import Profile
from casework.victims.services import Child, Entry, Plan

ONE_LINE = 200


def one_of(label: str, choices: Any, missing: str, help_text: str = "") -> forms.ChoiceField:
    """Radio buttons of which none is chosen beforehand."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        help_text=help_text,
        error_messages={"required": missing},
    )


def several_of(label: str, choices: Any, help_text: str = "") -> forms.MultipleChoiceField:
    """Boxes to tick, none or more."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, help_text=help_text, required=False
    )


class SupersedingForm(OnceForm):
    """A form of which each saving supersedes what its writer saw."""

    after = forms.UUIDField(widget=forms.HiddenInput, required=False)


class PersonForm(SupersedingForm):
    """Who was harmed and how, whom they fear, what they need."""

    kind = one_of("What kind of harm is it?", Kind.choices, "Choose the kind of harm.")
    afraid_of = WordsField(label="Who are they afraid of?", rows=2, required=False)
    not_safe_with = WordsField(
        label="Who is it not safe to talk to?", rows=2, required=False,
        help_text="People who would tell whoever harms them, and anybody who must not know that you are in touch.",
    )  # fmt: skip
    safe_with = WordsField(label="Who is it safe to talk to?", rows=2, required=False)
    grounds = several_of("Grounds for high risk", Ground.choices, "Tick all that hold.")
    told_of_marac = one_of(
        "Do they know of the MARAC?", Known.choices, "Choose whether they know, or that this is not known."
    )
    not_told_why = WordsField(label="If they do not, why not?", rows=2, required=False)
    children = one_of(
        "Are there children in the household?", Known.choices, "Choose whether there are, or that this is not known.",
        "Children who see, hear or live with domestic abuse are victims in their own right.",
    )  # fmt: skip
    needs = several_of("What do they need?", Need.choices)
    needs_words = WordsField(label="More about what they need", rows=3, required=False)
    enhanced = several_of(
        "Enhanced rights under the Victims' Code", Enhanced.choices, "You decide. The record only suggests."
    )
    enhanced_why = WordsField(label="Why do they have enhanced rights?", rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        """A reason where there has to be one."""
        said = super().clean() or self.cleaned_data
        if said.get("told_of_marac") == Known.NO and not said.get("not_told_why"):
            self.add_error("not_told_why", "Say why they were not told.")
        if said.get("enhanced") and not said.get("enhanced_why"):
            self.add_error("enhanced_why", "Say why they have enhanced rights.")
        return said

    def profile(self) -> Profile:
        """What was said, ready for the service."""
        said = self.cleaned_data
        words = {name: said[name] for name in ("afraid_of", "safe_with", "not_safe_with", "not_told_why")}
        return Profile(
            harmed=Harmed.PERSON, kind=Kind(said["kind"]), grounds=tuple(map(Ground, said["grounds"])),
            told_of_marac=Known(said["told_of_marac"]), children=Known(said["children"]),
            needs=tuple(map(Need, said["needs"])), needs_words=said["needs_words"],
            enhanced=tuple(map(Enhanced, said["enhanced"])), enhanced_why=said["enhanced_why"], **words,
        )  # fmt: skip


class BusinessForm(SupersedingForm):
    """A business or a venue: what it is, who speaks for it; no date of birth is asked."""

    harmed = one_of("Is it a business or a venue?", Harmed.choices[1:], "Choose a business or a venue.")
    kind = one_of("What kind of harm is it?", Kind.choices, "Choose the kind of harm.")
    premises = one_of("What kind of premises?", Premises.choices, "Choose the kind of premises.")
    licence = one_of("What are they licensed for?", Licence.choices, "Choose a licence, or that this is not known.")
    licence_number = LineField(label="Number of the premises licence", max_length=ONE_LINE, required=False)
    contact = LineField(
        label="Who speaks for them?", max_length=ONE_LINE, error_messages={"required": "Name somebody to contact."}
    )
    contact_role = LineField(label="Their part there", max_length=ONE_LINE, required=False)
    needs_words = WordsField(label="What do they need?", rows=3, required=False)

    def profile(self) -> Profile:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return Profile(
            harmed=Harmed(said["harmed"]), kind=Kind(said["kind"]), premises=Premises(said["premises"]),
            licence=Licence(said["licence"]), licence_number=said["licence_number"], contact=said["contact"],
            contact_role=said["contact_role"], needs_words=said["needs_words"],
        )  # fmt: skip


class StatusForm(OnceForm):
    """Where the work is, since when, and why."""

    status = one_of("Where is the work with them?", Status.choices, "Choose where the work is.")
    since = DayField(label="Since", error_messages={"required": "Enter the day."})
    why = WordsField(label="Why?", rows=3, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("since", timezone.localdate())

    def clean_since(self) -> date:
        """Since a day that has come."""
        return not_in_future(self.cleaned_data["since"])


class PlanForm(SupersedingForm):
    """What keeps somebody safe, and when it is looked at again."""

    at_home = WordsField(label="Safe at home", rows=4, error_messages={"required": "Say what keeps them safe at home."})
    outside = WordsField(label="Safe outside: work, school, journeys, online", rows=4, required=False)
    children = WordsField(label="Keeping children safe", rows=3, required=False)
    emergency = WordsField(
        label="In an emergency", rows=3, help_text="Whom to call, where to go, a word that means help.",
        error_messages={"required": "Say what they do in an emergency."},
    )  # fmt: skip
    agreed = one_of("Have they agreed to it?", Known.choices, "Choose whether they agreed, or that this is not known.")
    review_on = DayField(label="Look at it again on", error_messages={"required": "Enter the day."})

    def clean_review_on(self) -> date:
        """A day that is still to come, within the year."""
        day: date = self.cleaned_data["review_on"]
        today = timezone.localdate()
        if not today < day <= today + timedelta(days=366):
            raise forms.ValidationError("Enter a day after today, at most a year away.")
        return day

    def plan(self) -> Plan:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return Plan(
            id=said["id"], at_home=said["at_home"], outside=said["outside"], children=said["children"],
            emergency=said["emergency"], agreed=Known(said["agreed"]), review_on=said["review_on"],
        )  # fmt: skip


class RightForm(OnceForm):
    """What was done about one right."""

    met = one_of("What was done?", Met.choices, "Choose what was done.")
    by = LineField(
        label="By whom?", max_length=ONE_LINE, help_text="The person or the service that did it.",
        error_messages={"required": "Say who did it."},
    )  # fmt: skip
    on = DayField(label="On", error_messages={"required": "Enter the day."})
    note = WordsField(label="Note", rows=3, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("on", timezone.localdate())

    def clean_on(self) -> date:
        """On a day that has come."""
        return not_in_future(self.cleaned_data["on"])

    def entry(self, right: Right) -> Entry:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return Entry(right=right, met=Met(said["met"]), by=said["by"], on=said["on"], note=said["note"], id=said["id"])


class ChildForm(OnceForm):
    """A child of the household."""

    called = LineField(
        label="What is the child called?", max_length=ONE_LINE, error_messages={"required": "Enter a name."}
    )
    born = LineField(
        label="Born or aged", max_length=ONE_LINE, required=False, help_text="As far as it is known: 2019, about six."
    )
    lives_with = WordsField(label="Whom do they live with, and what do they see and hear?", rows=3, required=False)

    def child(self) -> Child:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return Child(called=said["called"], born=said["born"], lives_with=said["lives_with"], id=said["id"])


class ChildCaseForm(forms.Form):
    """The reference of the child's own victim case."""

    reference = ReferenceField(label="Reference of the child's own case")


def not_in_future(day: date) -> date:
    """The day; refuses one that is still to come and one of more than ten years ago."""
    today = timezone.localdate()
    if day > today:
        raise forms.ValidationError("This day is still to come. Enter the day on which it happened.")
    if day < today - timedelta(days=3653):
        raise forms.ValidationError("This is more than ten years ago. Check the year.")
    return day
