"""Forms of places on cohorts: listing somebody, reviewing it, ending it, and choosing a cohort."""

import re
from datetime import date
from typing import Any, Final

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from accounts.actor import Actor
from accounts.day_fields import DayField
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.cases.forms import ColleagueField
from casework.cases.models import Case
from casework.conflicts.policies import users_in_conflict
from casework.dates import PartialDate
from casework.inputs import DraftedForm, LineField, OnceForm, WordsField
from casework.listings.models import DESELECTION, MOVES, Cohort, DaCheck, Ending, Programme, State
from casework.listings.policies import ListingRule, rule_of, rule_on
from casework.listings.selectors import Place
from casework.listings.services import Decision, Mappa
from casework.pasted import NoMinutesForm

REFERENCE: Final = re.compile(r"\A[A-Za-z0-9][A-Za-z0-9 /.-]{0,29}\Z")


class DecisionForm(NoMinutesForm, OnceForm):
    """What is decided of a place, whoever lists or reviews it; the days are those that the rule allows."""

    state = forms.ChoiceField(
        label="State", choices=State.choices, widget=forms.RadioSelect, error_messages={"required": "Choose the state."}
    )
    cohort = forms.ChoiceField(
        label="Cohort", choices=[("", "None"), *Cohort.choices], required=False,
        help_text="For integrated offender management only.",
    )  # fmt: skip
    mappa_category = forms.TypedChoiceField(
        label="MAPPA category", choices=[("", "None"), *((n, str(n)) for n in range(1, 5))], coerce=int,
        empty_value=None, required=False, help_text="For MAPPA only.",
    )  # fmt: skip
    mappa_level = forms.TypedChoiceField(
        label="MAPPA level", choices=[("", "None"), *((n, str(n)) for n in range(1, 4))], coerce=int,
        empty_value=None, required=False, help_text="For MAPPA only.",
    )  # fmt: skip
    mappa_reference = LineField(
        label="MAPPA or ViSOR reference", max_length=30, required=False,
        help_text="The reference alone, for MAPPA only. What their records say is not kept here.",
        validators=[RegexValidator(REFERENCE, "Give the reference alone: letters, figures, spaces, / . and -.")],
    )  # fmt: skip
    reason = WordsField(label="Why?", rows=4, error_messages={"required": "Say why."})
    da_check = forms.ChoiceField(
        label="Did somebody check for domestic abuse?", choices=DaCheck.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say whether somebody checked."},
    )  # fmt: skip
    reviewer = ColleagueField(
        label="Who reviews it?", queryset=User.objects.none(), empty_label="Choose a colleague",
        error_messages={"required": "Choose who reviews it."},
    )  # fmt: skip
    review_on = DayField(label="Review on", error_messages={"required": "Enter the day of the review."})
    expires_on = DayField(
        label="Ends on, unless it is renewed", error_messages={"required": "Every place has an end. Enter the day."}
    )
    programme: Programme

    def __init__(self, *args: Any, actor: Actor, case: Case, rule: ListingRule, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rule, today = rule, timezone.localdate()
        who = colleagues(actor).exclude(pk__in=users_in_conflict(case.person_id))
        self.fields["reviewer"].queryset = who  # type: ignore[attr-defined]
        self.initial.setdefault("review_on", today + rule.review_within)
        self.initial.setdefault("expires_on", today + rule.longest)

    def clean_review_on(self) -> date:
        """The day of the review; refuses one that has passed and one too far off."""
        day: date = self.cleaned_data["review_on"]
        _within(day, timezone.localdate() + self.rule.review_within, "The review")
        return day

    def clean_expires_on(self) -> date:
        """The last day; refuses one that has passed and one too far off."""
        day: date = self.cleaned_data["expires_on"]
        _within(day, timezone.localdate() + self.rule.longest, "The end")
        return day

    def clean(self) -> dict[str, Any]:
        """The review comes before the end, and each programme has what belongs to it and nothing else."""
        said = super().clean() or self.cleaned_data
        review, end = said.get("review_on"), said.get("expires_on")
        if review and end and end < review:
            self.add_error("expires_on", "The place cannot end before its review.")
        if programme := self._programme(said):
            self._belongs(said, ("cohort",), programme is Programme.IOM, Programme.IOM.label)
            mappa = ("mappa_category", "mappa_level", "mappa_reference")
            self._belongs(said, mappa, programme is Programme.MAPPA, "MAPPA")
        return said

    def decision(self) -> Decision:
        """What was said, ready for the service."""
        said = self.cleaned_data
        mappa = (said["mappa_category"], said["mappa_level"], said["mappa_reference"])
        return Decision(
            programme=self._programme(said) or Programme.IOM, state=State(said["state"]), reason=said["reason"],
            da_check=DaCheck(said["da_check"]), reviewer=said["reviewer"], review_on=said["review_on"],
            expires_on=said["expires_on"], cohort=Cohort(said["cohort"]) if said["cohort"] else None,
            mappa=Mappa(*mappa) if all(mappa) else None, id=said["id"],
        )  # fmt: skip

    def _programme(self, said: dict[str, Any]) -> Programme | None:
        return self.programme

    def _belongs(self, said: dict[str, Any], names: tuple[str, ...], wanted: bool, programme: str) -> None:  # noqa: FBT001
        for name in names:
            if name in self.errors:
                continue
            if wanted and not said.get(name):
                self.add_error(name, f"{programme} needs this.")
            if not wanted and said.get(name):
                self.add_error(name, f"This is for {programme} only. Leave it empty.")


class ListForm(DecisionForm):
    """Giving somebody a place."""

    programme_code = forms.ChoiceField(
        label="Programme", choices=[("", "Choose a programme"), *Programme.choices],
        error_messages={"required": "Choose the programme."},
    )  # fmt: skip
    field_order = ("id", "programme_code")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, rule=rule_on(timezone.localdate()), **options)

    def _programme(self, said: dict[str, Any]) -> Programme | None:
        return Programme(said["programme_code"]) if said.get("programme_code") else None


class ReviewForm(DecisionForm):
    """Deciding anew of a place; what was said last is shown, the reason and the check are given afresh."""

    def __init__(self, *args: Any, place: Place, **options: Any) -> None:
        entry = place.entry
        self.programme = Programme(place.code)
        now = {
            "state": entry["state"], "cohort": entry["cohort"], "mappa_category": entry.get("category"),
            "mappa_level": entry.get("level"), "mappa_reference": entry.get("reference"),
            "reviewer": place.row.reviewer_id,
        }  # fmt: skip
        super().__init__(*args, rule=rule_of(place.row.rule), initial=now, **options)
        moves = MOVES[State(str(entry["state"]))]
        self.fields["state"].choices = [(one.value, one.label) for one in moves]  # type: ignore[attr-defined]
        self.fields["reason"].label = "What did the review find?"
        for name in _of_others(self.programme):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """As of every decision; what this programme does not have is empty."""
        for name in _of_others(self.programme):
            self.cleaned_data[name] = None
        return super().clean()


class EndForm(NoMinutesForm, DraftedForm):
    """Why a place ends."""

    reason = forms.ChoiceField(
        label="Why does it end?", choices=DESELECTION, widget=forms.RadioSelect,
        error_messages={"required": "Choose why it ends."},
    )  # fmt: skip
    words = WordsField(label="In words", rows=3, error_messages={"required": "Say why in words."})

    def ending(self) -> Ending:
        """The reason that was chosen."""
        return Ending(self.cleaned_data["reason"])


class CohortForm(forms.Form):
    """Which programme's cohort is shown; the first where nothing or nonsense was chosen."""

    quiet_optional = True

    programme = forms.ChoiceField(label="Programme", choices=Programme.choices, required=False)

    def chosen(self) -> Programme:
        """The programme to show."""
        return Programme(self.cleaned_data["programme"] or Programme.IOM) if self.is_valid() else Programme.IOM


def _of_others(programme: Programme) -> tuple[str, ...]:
    cohort = () if programme is Programme.IOM else ("cohort",)
    mappa = () if programme is Programme.MAPPA else ("mappa_category", "mappa_level", "mappa_reference")
    return (*cohort, *mappa)


def _within(day: date, last: date, what: str) -> None:
    if day < timezone.localdate():
        raise forms.ValidationError(f"{what} cannot be in the past.")
    if day > last:
        raise forms.ValidationError(f"{what} can be on {PartialDate(last)} at the latest.")
