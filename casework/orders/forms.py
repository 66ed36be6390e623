"""Forms of orders and breaches."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from casework.files.selectors import FileLine
from casework.inputs import LineField, OnceForm, WordsField
from casework.orders.models import Kind, Outcome, Until, category_of
from casework.orders.selectors import ShownBreach, ShownOrder
from casework.orders.services import NewBreach, Terms
from casework.pasted import NoMinutesForm


class OrderForm(NoMinutesForm, OnceForm):
    """An order or licence: what, by whom, from when, until when, and each condition on a line of its own."""

    kind = forms.ChoiceField(
        label="Order or licence", choices=[("", "Choose one"), *Kind.choices],
        error_messages={"required": "Choose what it is."},
    )  # fmt: skip
    authority = LineField(
        label="Court or authority", max_length=120,
        error_messages={"required": "Say which court or authority made it."},
    )  # fmt: skip
    starts_on = DayField(label="From", error_messages={"required": "Enter the first day."})
    until = forms.ChoiceField(
        label="How does it end?", choices=Until.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say how it ends, or that it is not known."},
    )  # fmt: skip
    ends_on = DayField(label="Last day", required=False)
    conditions = WordsField(
        label="Conditions", rows=6, required=False, help_text="Each on a line of its own, in the words of the order."
    )

    def clean(self) -> dict[str, Any]:
        """An end on a day has its day, no other has one, and it comes after the first."""
        said = super().clean() or self.cleaned_data
        until, end, start = said.get("until"), said.get("ends_on"), said.get("starts_on")
        if until == Until.DAY and not end and "ends_on" not in self.errors:
            self.add_error("ends_on", "Enter the last day, or say that it is not known.")
        if until and until != Until.DAY and end:
            self.add_error("ends_on", "It ends on no day, so leave this empty.")
        if start and end and end < start:
            self.add_error("ends_on", "The last day cannot be before the first.")
        return said

    def terms(self) -> Terms:
        """What was said, ready for the service."""
        said = self.cleaned_data
        lines = tuple(line.strip() for line in said["conditions"].splitlines() if line.strip())
        return Terms(
            kind=Kind(said["kind"]), authority=said["authority"], starts_on=said["starts_on"],
            until=Until(said["until"]), ends_on=said["ends_on"], conditions=lines, reason=said.get("reason", ""),
            id=said["id"],
        )  # fmt: skip


class VaryForm(OrderForm):
    """New terms of an order, beginning with those that it has, and why they changed."""

    reason = WordsField(label="Why was it varied?", rows=2, error_messages={"required": "Say why it was varied."})

    def __init__(self, *args: Any, order: ShownOrder, **options: Any) -> None:
        entry = order.entry
        now = {
            "kind": entry["kind"], "authority": entry["authority"], "until": entry["until"],
            "starts_on": order.row.starts_on, "ends_on": order.row.ends_on, "conditions": "\n".join(order.conditions),
        }  # fmt: skip
        super().__init__(*args, initial=now, **options)
        sort = [one for one in Kind if category_of(one) == order.row.category]
        self.fields["kind"].choices = [(one.value, one.label) for one in sort]  # type: ignore[attr-defined]


class BreachForm(NoMinutesForm, OnceForm):
    """What happened, against which condition, what shows it, whom it was reported to, and what came of it."""

    happened_on = DayField(label="When did it happen?", error_messages={"required": "Enter the day."})
    words = WordsField(label="What happened?", rows=4, error_messages={"required": "Say what happened."})
    condition = forms.ChoiceField(label="Against which condition?", required=False)
    evidence = WordsField(label="What shows it?", rows=2, required=False)
    file = forms.ChoiceField(label="A file that shows it", required=False)
    reported_to = LineField(label="Reported to", max_length=120, required=False, help_text="Name and agency.")
    outcome = forms.ChoiceField(
        label="What came of it?", choices=Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it, or that it is not decided yet."},
    )  # fmt: skip
    outcome_words = WordsField(label="What came of it, in words", rows=2, required=False)

    def __init__(
        self, *args: Any, conditions: Iterable[str], files: Iterable[FileLine], breach: ShownBreach | None = None,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.kept = {str(line.file.pk): line for line in files if line.may_be_sent}
        named = [(key, line.name.text) for key, line in self.kept.items()]
        self.fields["file"].choices = [("", "None"), *named]  # type: ignore[attr-defined]
        known = [*conditions]
        if breach:
            now = {**breach.entry, "happened_on": breach.row.happened_on, "file": breach.row.evidence_id or ""}
            self.initial = {**now, **self.initial}
            known += [str(breach.entry["condition"])] if breach.entry["condition"] not in ("", *known) else []
        self.fields["condition"].choices = [  # type: ignore[attr-defined]
            ("", "None in particular"), *((one, one) for one in known)
        ]  # fmt: skip

    def clean_happened_on(self) -> date:
        """The day; refuses one to come."""
        day: date = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day has not come yet. Check the date.")
        return day

    def new_breach(self) -> NewBreach:
        """What was said, ready for the service."""
        said = self.cleaned_data
        chosen = self.kept.get(said["file"])
        return NewBreach(
            happened_on=said["happened_on"], words=said["words"], condition=said["condition"],
            evidence=said["evidence"], reported_to=said["reported_to"], outcome=Outcome(said["outcome"]),
            outcome_words=said["outcome_words"], file=chosen.file if chosen else None, id=said["id"],
        )  # fmt: skip
