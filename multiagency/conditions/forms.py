"""The form by which a data protection officer writes down a condition, or writes it down anew."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from accounts.actor import Actor
from accounts.day_fields import DayField
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.cases.forms import ColleagueField
from casework.categories import Category
from casework.inputs import LineField, OnceForm, WordsField
from multiagency.conditions.catalogue import CONDITIONS, NEEDED, SENSITIVE
from multiagency.conditions.models import Reliance
from multiagency.conditions.services import Entry


class ConditionForm(OnceForm):
    """On which condition the agency relies for which data, with the policy document that the law wants for it."""

    seen = forms.UUIDField(widget=forms.HiddenInput, required=False)
    condition = forms.ChoiceField(label="On which condition does your agency rely?")
    categories = forms.MultipleChoiceField(
        label="For which data?", widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label) for one in Category if one in SENSITIVE],
        error_messages={"required": "Choose at least one kind of data."},
    )  # fmt: skip
    from_on = DayField(label="From which day?")
    until_on = DayField(label="Until which day?", required=False, help_text="Leave it empty while there is no end.")
    reference = LineField(
        label="Name or number of the appropriate policy document", required=False, max_length=40,
        help_text="Needed where the law wants a policy document: we say so if it does.",
    )  # fmt: skip
    procedures = WordsField(label="How are the principles of data protection kept?", rows=4, required=False)
    retention = WordsField(label="How long is the data kept, and how is it erased?", rows=3, required=False)
    keeper = ColleagueField(
        label="Who answers for the document?", queryset=User.objects.none(), required=False, empty_label="I do"
    )
    review_on = DayField(label="When is it reviewed?")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        self.fields["condition"].choices = [("", "Choose"), *(  # type: ignore[attr-defined]
            (one.code, str(one)) for one in CONDITIONS.values() if one.stands_on(today)
        )]  # fmt: skip
        self.people = colleagues(actor)
        self.me = actor.principal
        self.fields["keeper"].queryset = self.people.exclude(pk=self.me)  # type: ignore[attr-defined]
        self.initial.setdefault("from_on", today)

    def clean(self) -> dict[str, Any]:
        """The condition serves what is chosen, its document is there where the law wants one, and days are in order."""
        said = super().clean() or self.cleaned_data
        if condition := CONDITIONS.get(said.get("condition", "")):
            served = frozenset[str]().union(*(NEEDED[need] for need in condition.serves))
            if other := set(said.get("categories", ())) - served:
                names = ", ".join(sorted(Category(code).label.lower() for code in other))
                self.add_error("categories", f"This condition does not serve: {names}.")
            if condition.document:
                self._ask_for_document(said)
        first = said.get("from_on")
        for name in ("until_on", "review_on"):
            if first and said.get(name) and said[name] < first:
                self.add_error(name, "This is before the first day.")
        return said

    def entry(self) -> Entry:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return Entry(
            id=said["id"], condition=said["condition"], categories={Category(code) for code in said["categories"]},
            keeper=said["keeper"] or self.people.get(pk=self.me), from_on=said["from_on"], until_on=said["until_on"],
            review_on=said["review_on"], reference=said["reference"], procedures=said["procedures"],
            retention=said["retention"],
        )  # fmt: skip

    def _ask_for_document(self, said: dict[str, Any]) -> None:
        for name in ("reference", "procedures", "retention"):
            if name not in self.errors and not said.get(name):
                self.add_error(name, "The law wants an appropriate policy document for this condition. Fill this in.")


def as_written(row: Reliance, reader: UUID) -> dict[str, Any]:
    """What the form begins with that writes an entry down anew."""
    names = ("condition", "categories", "from_on", "until_on", "reference", "procedures", "retention", "review_on")
    keeper = None if row.keeper_id == reader else row.keeper_id
    return {"seen": row.pk, "keeper": keeper, **{name: getattr(row, name) for name in names}}
