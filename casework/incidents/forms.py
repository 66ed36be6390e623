"""Forms of an incident and of a referral of a pair."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from casework.incidents.models import Kind, ReportedTo
from casework.incidents.pairs import Pair
from casework.incidents.selectors import IncidentShown
from casework.incidents.services import NewIncident
from casework.inputs import LineField, OnceForm, WordsField
from casework.repeats.rule import Crime
from casework.victims.choices import Known
from casework.whereabouts.wards import Ward

CRIMES = [(Crime.YES, "Yes"), (Crime.NO, "No"), (Crime.NOT_KNOWN, "Not known")]
WARDS = [("", "Choose"), *Ward.choices]


def past(day: date | None) -> date | None:
    """A day that has been; refuses one to come."""
    if day and day > timezone.localdate():
        raise forms.ValidationError("This is in the future. Write it down once it has happened.")
    return day


class IncidentForm(OnceForm):
    """What happened, when, where, whether it is a crime, who was told, and who did it if they are linked."""

    kind = forms.ChoiceField(label="What was done?", choices=[("", "Choose"), *Kind.choices])
    what = WordsField(label="What happened?", rows=4, help_text="As it was told or seen. Say who says so.")
    happened_from = DayField(label="On which day?")
    happened_until = DayField(
        label="Or until which day?", required=False, help_text="Only where the day is not known: the last it can be."
    )
    crime = forms.ChoiceField(label="Is it a crime?", choices=CRIMES, widget=forms.RadioSelect)
    by = forms.MultipleChoiceField(
        label="Who did it?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Those linked to this case as harming the victim. Leave empty where it is not known.",
    )  # fmt: skip
    close = forms.ChoiceField(
        label="Was it somebody close to the victim?", choices=Known.choices, widget=forms.RadioSelect,
        help_text="A partner, a former partner or family. If it is not known, it is kept as abuse.",
    )  # fmt: skip
    ward = forms.ChoiceField(
        label="In which ward did it happen?", choices=WARDS,
        help_text="Where the victim lives is not said here: it stands with their address, under Safe contact.",
    )  # fmt: skip
    reported_to = forms.ChoiceField(label="Who was told?", choices=ReportedTo.choices, widget=forms.RadioSelect)
    reported_on = DayField(label="Told on", required=False)
    number = LineField(label="Their reference number", required=False, max_length=60)

    def __init__(self, *args: Any, pairs: Sequence[Pair], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.link.pk), one.label[:1].upper() + one.label[1:]) for one in pairs]
        self.fields["by"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["by"]

    def clean_happened_from(self) -> date | None:
        """A day that has been."""
        return past(self.cleaned_data["happened_from"])

    def clean_happened_until(self) -> date | None:
        """A day that has been."""
        return past(self.cleaned_data["happened_until"])

    def clean_reported_on(self) -> date | None:
        """A day that has been."""
        return past(self.cleaned_data["reported_on"])

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        said = super().clean() or self.cleaned_data
        first, last = said.get("happened_from"), said.get("happened_until")
        if first and last and last < first:
            self.add_error("happened_until", "This is before the first day that it can have happened on.")
        return said

    def incident(self) -> NewIncident:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return NewIncident(
            id=said["id"], kind=Kind(said["kind"]), crime=Crime(said["crime"]), close=Known(said["close"]),
            what=said["what"],
            happened_from=said["happened_from"], happened_until=said["happened_until"] or said["happened_from"],
            ward=Ward(said["ward"]), reported_to=ReportedTo(said["reported_to"]),
            reported_on=said["reported_on"], number=said["number"],
            by=frozenset(UUID(one) for one in said.get("by", ())),
        )  # fmt: skip


def as_typed(shown: IncidentShown) -> dict[str, Any]:
    """What a form that corrects an incident begins with."""
    row, whole = shown.row, shown.row.happened_from != shown.row.happened_until
    return {
        "kind": shown.kind, "what": shown.what.text, "happened_from": row.happened_from,
        "happened_until": row.happened_until if whole else None, "crime": shown.crime,
        "close": shown.close, "by": sorted(shown.by),
        "ward": shown.ward, "reported_to": shown.reported_to,
        "reported_on": shown.reported_on, "number": shown.number,
    }  # fmt: skip


class ReferralForm(OnceForm):
    """Because of whom the victim was referred, to which panel, and when."""

    pair = forms.ChoiceField(label="Because of whom?", widget=forms.RadioSelect)
    panel = LineField(
        label="Referred to",
        max_length=100,
        help_text="For example: the MARAC of March.",
        error_messages={"required": "Say to whom it was referred."},
    )
    referred_on = DayField(label="Referred on", error_messages={"required": "Enter the day of the referral."})

    def __init__(self, *args: Any, pairs: Sequence[Pair], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.link.pk), one.label[:1].upper() + one.label[1:]) for one in pairs]
        self.fields["pair"].choices = choices  # type: ignore[attr-defined]

    def clean_referred_on(self) -> date | None:
        """A day that has been."""
        return past(self.cleaned_data["referred_on"])
