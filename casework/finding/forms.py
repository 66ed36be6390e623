"""The form by which a person is looked for, and added when nobody is found."""

from typing import Any

from django import forms

from casework.dates import PartialDate
from casework.inputs import LineField, OnceForm, birth_date
from casework.people.details import PersonDetails
from casework.people.models import IdentifierKind


class FindPersonForm(forms.Form):
    """A name, a date of birth, an identifier: whatever is known."""

    quiet_optional = True

    given = LineField(label="Given name", max_length=100, required=False)
    family = LineField(label="Family name, business or venue", max_length=100, required=False)
    date_of_birth = LineField(
        label="Date of birth", max_length=40, required=False, help_text="For example 17/5/1990, May 1990 or about 1990."
    )
    identifier_kind = forms.ChoiceField(
        label="Kind of identifier", required=False, choices=[("", "None"), *IdentifierKind.choices]
    )
    identifier = LineField(label="Identifier", max_length=60, required=False)

    def clean_date_of_birth(self) -> PartialDate | None:
        """The date as far as it is known; refuses what is no date, in words."""
        return birth_date(self.cleaned_data["date_of_birth"])

    def clean(self) -> dict[str, Any]:
        """A name or an identifier is needed; an identifier needs its kind."""
        said = super().clean() or self.cleaned_data
        if said.get("identifier") and not said.get("identifier_kind"):
            self.add_error("identifier_kind", "Choose what kind of identifier this is.")
        if not (said.get("given") or said.get("family") or said.get("identifier")):
            self.add_error(
                "family", "Enter a name or an identifier. A date of birth alone is not enough to find somebody."
            )
        return said

    def details(self) -> PersonDetails:
        """What was typed, as the details of a person; an identifier alone leaves the name empty."""
        said = self.cleaned_data
        identifiers = ((IdentifierKind(said["identifier_kind"]), said["identifier"]),) if said["identifier"] else ()
        return PersonDetails(
            given=said["given"], family=said["family"], born=said["date_of_birth"], identifiers=identifiers
        )


class AddPersonForm(OnceForm, FindPersonForm):
    """The same questions, with a name needed: for adding somebody who was not found."""

    def clean(self) -> dict[str, Any]:
        """A person is added under a name."""
        said = super().clean()
        if not (said.get("given") or said.get("family")) and "family" not in self.errors:
            self.add_error("family", "Enter a name: a person is added under a name, a business under its own.")
        return said
