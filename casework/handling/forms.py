"""Forms by which a case or an item of it is marked, and a mark is lifted or decided."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from casework.handling.models import OF_ITEMS_ALONE, Ground, Kind
from casework.handling.services import LEAST_REASON, NewMark
from casework.inputs import DraftedForm, OnceForm, WordsField
from casework.items.item import Item

CLIPPED: Final = 70
TOO_SHORT: Final = f"Say why, in at least {LEAST_REASON} characters."
ON_DAYS: Final = {Kind.DO_NOT_INFORM: "until", Kind.OFFICIAL_SENSITIVE: "review_on"}
"""Which day belongs to which kind of mark."""
MISSING: Final = {
    "until": "Enter the last day on which the person must not be told.",
    "review_on": "Enter the day on which this is reviewed.",
}
NOT_ASKED: Final = {
    "until": "Only “Do not tell the person” has a last day.", "review_on": "Only OFFICIAL-SENSITIVE has a review.",
}  # fmt: skip


class MarkForm(OnceForm):
    """How a case, or one of these items of it, may be handled from now on."""

    item = forms.ChoiceField(label="Which one?")
    kind = forms.ChoiceField(label="How may it be handled?", widget=forms.RadioSelect)
    words = WordsField(
        label="Why?", rows=4,
        help_text="A dispute: what the person says, in their own words. A bar: the law, or the court and its order.",
    )  # fmt: skip
    since = DayField(label="Since when?")
    until = DayField(label="Do not tell the person: until which day?", required=False)
    review_on = DayField(label="OFFICIAL-SENSITIVE: when is it reviewed?", required=False)
    grounds = forms.MultipleChoiceField(
        label="Processing restricted: for what may it still be used?", choices=Ground.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text="It may be stored in any case.",
    )  # fmt: skip

    def __init__(self, *args: Any, kinds: Sequence[Kind], items: Sequence[Item] | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = {str(item.id): item for item in items or ()}
        if items is None:
            del self.fields["item"]
            kinds = [kind for kind in kinds if kind not in OF_ITEMS_ALONE]
        else:
            self.fields["item"].choices = [(pk, _told(item)) for pk, item in self.items.items()]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        if Kind.RESTRICTED_PROCESSING not in kinds:
            del self.fields["grounds"]
        self.initial.setdefault("since", timezone.localdate())

    def clean(self) -> dict[str, Any]:
        """Each kind says what belongs to it, and nothing that belongs to another."""
        said = super().clean() or self.cleaned_data
        if len(str(said.get("words", "")).strip()) < LEAST_REASON and "words" in said:
            self.add_error("words", TOO_SHORT)
        if said.get("since") and said["since"] > timezone.localdate():
            self.add_error("since", "This day is still to come. A mark holds from today at the latest.")
        if kind := said.get("kind"):
            self._check_days(Kind(kind), said)
            if said.get("grounds") and kind != Kind.RESTRICTED_PROCESSING:
                self.add_error("grounds", "Leave this empty. It belongs to restricted processing.")
        return said

    def _check_days(self, kind: Kind, said: dict[str, Any]) -> None:
        for of, name in ON_DAYS.items():
            if (kind is of) != bool(said.get(name)) and name not in self.errors:
                self.add_error(name, MISSING[name] if kind is of else NOT_ASKED[name])
        until, since = said.get("until"), said.get("since")
        if until and since and until < since:
            self.add_error("until", "The last day cannot be before the first.")

    def mark(self) -> NewMark:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return NewMark(
            Kind(said["kind"]), said["words"], said["since"], self.items.get(said.get("item", "")), said["until"],
            said["review_on"], tuple(Ground(one) for one in said.get("grounds", ())), said["id"],
        )  # fmt: skip


class EndForm(DraftedForm):
    """Why a mark is lifted."""

    words = WordsField(label="Why is it lifted?", rows=3)

    def clean_words(self) -> str:
        """A reason at some length."""
        words: str = self.cleaned_data["words"]
        if len(words.strip()) < LEAST_REASON:
            raise forms.ValidationError(TOO_SHORT)
        return words


class DecisionForm(EndForm):
    """Whether an objection is upheld, and why."""

    upheld = forms.ChoiceField(
        label="Is the objection upheld?", widget=forms.RadioSelect,
        choices=[("yes", "Yes: nothing goes on but by an override"), ("no", "No: its use goes on")],
    )  # fmt: skip
    words = WordsField(label="Why?", rows=4)
    field_order = ("upheld", "words")


def _told(item: Item) -> str:
    """An item as somebody who sees it tells it from the others: by the longest thing that it says."""
    day = f", {item.occurred_on:%d/%m/%Y}" if item.occurred_on else ""
    words = max(item.words.values(), key=len).replace("\n", " ")
    return f"{item.title}{day}: {words[:CLIPPED]}{'…' if len(words) > CLIPPED else ''}"
