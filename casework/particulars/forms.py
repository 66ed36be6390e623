"""Forms of a person's particulars; every choice is to be made, and none is made beforehand."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from casework.dates import PartialDate
from casework.inputs import DraftedForm, LineField, OnceForm, WordsField, birth_date
from casework.particulars.rules import complaint_of_name
from casework.particulars.vocabulary import QUESTIONS, Entity, Part, Question
from casework.particulars.wording import alias_in_words, born_of, died_of, names_of
from casework.people.models import AliasKind, IdentifierKind

Detail = Mapping[str, object]


class PartForm(forms.Form):
    """The questions of one part, and the version of the person that its reader saw."""

    quiet_optional = True

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, part: Part, held: Detail, version: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.part, self.held = part, held
        self.initial["version"] = version
        self.ask()

    def ask(self) -> None:
        """Put the part's questions, with what holds now."""
        for question in QUESTIONS[self.part]:
            self.fields[question.name] = _field(question)
            self.initial[question.name] = died_of(self.held) if question.day else self.held.get(question.name)

    def said(self) -> dict[str, object]:
        """What was answered, ready for the service."""
        answers = {one.name: self.cleaned_data[one.name] for one in QUESTIONS[self.part]}
        return {name: str(answer) for name, answer in answers.items() if answer}


class NameForm(PartForm):
    """The name somebody goes by first, and the date of birth as far as it is known."""

    kind = forms.ChoiceField(label="Who or what is this?", choices=Entity.choices)
    given = LineField(label="Given name", max_length=100, required=False)
    other = LineField(label="Middle names", max_length=100, required=False)
    family = LineField(label="Family name, business or venue", max_length=100, required=False)
    born = LineField(
        label="Date of birth", max_length=40, required=False, help_text="For example 17/5/1990, May 1990 or about 1990."
    )

    def ask(self) -> None:
        """Show what holds now."""
        known = born_of(self.held)
        names = {name: self.held.get(name, "") for name in ("given", "other", "family")}
        self.initial.update(names, kind=self.held.get("kind", Entity.PERSON), born=str(known or ""))

    def clean_born(self) -> PartialDate | None:
        """The date as far as it is known; refuses what is no date of birth, in words."""
        return birth_date(self.cleaned_data["born"])

    def clean(self) -> dict[str, Any]:
        """A name is needed; a business or a venue has nothing else."""
        said = super().clean() or self.cleaned_data
        if "born" in said and "kind" in said:
            wrong = complaint_of_name(
                Entity(said["kind"]), given=said.get("given", ""), family=said.get("family", ""), born=said["born"]
            )
            if wrong:
                self.add_error("family", wrong)
        return said

    def said(self) -> dict[str, object]:
        """What was said, ready for the service."""
        said, born = self.cleaned_data, self.cleaned_data["born"]
        name = {key: said[key] for key in ("given", "other", "family") if said[key]}
        if said["kind"] != Entity.PERSON:
            name["kind"] = said["kind"]
        return name | ({"born": born.date.isoformat(), "precision": born.precision.value} if born else {})


class OtherNamesForm(PartForm):
    """Another name to add, and those that are no longer used; a name that ends is still searched for."""

    kind = forms.ChoiceField(label="Kind of name", required=False, choices=[("", "Choose"), *AliasKind.choices])
    text = LineField(label="Another name", max_length=200, required=False)
    ended = forms.MultipleChoiceField(
        label="No longer used", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="The name stays on the record with today's date, and the person is still found by it.",
    )  # fmt: skip

    def ask(self) -> None:
        """Offer every name that has not ended."""
        in_use = [(str(at), alias_in_words(one)) for at, one in enumerate(names_of(self.held)) if "ended_on" not in one]
        self.fields["ended"].choices = in_use  # type: ignore[attr-defined]  # a choice field has choices
        if not in_use:
            del self.fields["ended"]

    def clean(self) -> dict[str, Any]:
        """A name needs its kind, and something is to be said at all."""
        said = super().clean() or self.cleaned_data
        if said.get("text") and not said.get("kind"):
            self.add_error("kind", "Choose what kind of name this is.")
        if not said.get("text") and not said.get("ended"):
            self.add_error("text", "Enter another name, or tick one that is no longer used.")
        return said

    def said(self) -> dict[str, object]:
        """All other names as they are from now on."""
        said, today = self.cleaned_data, timezone.localdate().isoformat()
        ended = set(said.get("ended", ()))
        names = [one | ({"ended_on": today} if str(at) in ended else {}) for at, one in enumerate(names_of(self.held))]
        added = [{"kind": said["kind"], "text": said["text"]}] if said["text"] else []
        return {"names": names + added}


class IdentifierForm(OnceForm):
    """A number by which somebody knows the person."""

    quiet_optional = True

    kind = forms.ChoiceField(label="Kind of number", choices=[("", "Choose"), *IdentifierKind.choices])
    value = LineField(label="Number", max_length=60)
    issuer = LineField(label="Who issued it?", max_length=100, required=False)


class RemoveIdentifierForm(DraftedForm):
    """Why a number is not this person's."""

    reason = WordsField(label="Why is this number removed?", rows=3)


FORMS: Mapping[Part, type[PartForm]] = {Part.NAME: NameForm, Part.OTHER_NAMES: OtherNamesForm}


def form_of(part: Part) -> type[PartForm]:
    """The form by which a part is changed."""
    return FORMS.get(part, PartForm)


def _field(question: Question) -> forms.Field:
    if question.day:
        return DayField(label=question.label, required=False, help_text=question.hint)
    if question.choices is None:
        return LineField(label=question.label, required=False, max_length=1000, help_text=question.hint)
    return forms.ChoiceField(label=question.label, choices=[("", "Choose"), *question.choices.items()])
