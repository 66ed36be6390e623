"""Forms of safe contact: who reads, what is written down, and who harms."""

from typing import Any

from django import forms

from accounts.actor import Actor
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.cases.forms import ColleagueField, ReferenceField
from casework.dates import PartialDate
from casework.inputs import DraftedForm, LineField, OnceForm, WordsField, birth_date
from casework.people.details import PersonDetails
from casework.safe_contact.models import Part


class NameReaderForm(DraftedForm):
    """A colleague, what they may read, and why."""

    user = ColleagueField(label="Colleague", queryset=User.objects.none(), empty_label="Choose a colleague")
    part = forms.ChoiceField(label="What may they read?", choices=Part.choices, widget=forms.RadioSelect)
    reason = WordsField(label="Why do they need it?", rows=2)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].queryset = colleagues(actor)  # type: ignore[attr-defined]


class WordsForm(DraftedForm):
    """One protected part in words."""

    words = WordsField(label="What people named for it need to know", rows=5)


class HarmForm(OnceForm):
    """Whoever harms: by a case of theirs, or by name where the reader sees none."""

    quiet_optional = True

    given = LineField(label="Given name", max_length=100, required=False)
    family = LineField(label="Family name", max_length=100, required=False)
    date_of_birth = LineField(
        label="Date of birth", max_length=40, required=False, help_text="For example 17/5/1990, May 1990 or about 1990."
    )
    reference = ReferenceField(
        label="Or the case reference of whoever harms them", required=False,
        help_text="Where you see a case of theirs, such as RT-7KQ2-M9FD.",
    )  # fmt: skip

    def clean_date_of_birth(self) -> PartialDate | None:
        """The date as far as it is known."""
        return birth_date(self.cleaned_data["date_of_birth"])

    def clean(self) -> dict[str, Any]:
        """One of the two: a name, or a case."""
        said = super().clean() or self.cleaned_data
        named = bool(said.get("given") or said.get("family"))
        if named and said.get("reference"):
            self.add_error("reference", "Enter one of the two: a name, or the reference of a case.")
        elif not named and not said.get("reference") and "reference" not in self.errors:
            self.add_error("family", "Enter a name, or the reference of a case.")
        return said

    def details(self) -> PersonDetails:
        """Who was named."""
        said = self.cleaned_data
        return PersonDetails(given=said["given"], family=said["family"], born=said["date_of_birth"])
