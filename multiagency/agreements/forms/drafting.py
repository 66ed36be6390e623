"""Forms by which a draft is written, each about one thing. What it holds now is filled in."""

from collections.abc import Collection
from typing import Any

from django import forms

from accounts.actor import Actor
from accounts.agencies.models import AgencyType
from accounts.day_fields import DayField
from accounts.models import Agency, User
from accounts.people.selectors import colleagues
from casework.cases.forms import ColleagueField
from casework.categories import Category
from casework.inputs import DraftedForm, LineField, OnceForm, WordsField
from casework.purposes import Purpose
from multiagency.agreements.gateways import Gateway
from multiagency.agreements.models import BASES, AgreementVersion, Dpia, DpiaOutcome, Effect, PartyRole
from multiagency.agreements.sections import QUESTIONS, Section
from multiagency.agreements.services.clauses import NewClauses
from multiagency.agreements.services.drafting import Assessed, Bound, NewAgreement, Term
from multiagency.agreements.services.editing import Edit


class StartForm(OnceForm):
    """What an agreement is called, and who answers for it."""

    title = LineField(label="What is it about?", max_length=120, error_messages={"required": "Give it a title."})
    lead = ColleagueField(label="Who answers for it?", queryset=User.objects.none(), required=False, empty_label="I do")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["lead"].queryset = colleagues(actor)  # type: ignore[attr-defined]

    def new_agreement(self, writer: User) -> NewAgreement:
        """What was said, ready for the service; whoever writes it answers for it where nobody else is named."""
        said = self.cleaned_data
        return NewAgreement(title=said["title"], lead=said["lead"] or writer, id=said["id"])


class EditForm(DraftedForm):
    """A form that edits a draft, with the edition that it shows."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: AgreementVersion, **options: Any) -> None:
        super().__init__(*args, **options)
        self.version = version
        self.initial = {"edition": version.edition, **self.now()}

    def now(self) -> dict[str, Any]:
        """What the draft holds of what is asked here."""
        raise NotImplementedError

    def edit(self) -> Edit:
        """Which edition of which draft is edited."""
        return Edit(version_id=self.version.pk, edition=self.cleaned_data["edition"])

    def says_the_same(self) -> bool:
        """Whether the draft holds what was sent already, as after a second click."""
        now = self.now()
        return bool(now) and all(self.cleaned_data.get(name) == held for name, held in now.items())

    def show_again(self) -> None:
        """Let what was typed be sent once more, over what the draft holds by now."""
        data = self.data.copy()  # type: ignore[attr-defined]  # what was sent is a QueryDict
        data["edition"] = str(self.version.edition)
        self.data = data


class SectionForm(EditForm):
    """One section that is answered in words."""

    words = WordsField(label="", rows=10, error_messages={"required": "Write what was agreed."})

    def __init__(self, *args: Any, section: Section, **options: Any) -> None:
        self.section = section
        super().__init__(*args, **options)
        self.fields["words"].label = QUESTIONS[section]

    def now(self) -> dict[str, Any]:
        """The words as they are."""
        return {"words": str(self.version.sections.get(self.section.value, ""))}


class PartiesForm(EditForm):
    """Which agencies are parties, and in what role."""

    def __init__(self, *args: Any, agencies: Collection[Agency], **options: Any) -> None:
        self.agencies = {f"role_{agency.code}": agency for agency in agencies}
        super().__init__(*args, **options)
        for name, agency in self.agencies.items():
            owner = agency.pk == self.version.owner_id
            nobody = [] if owner else [("", "No party")]
            self.fields[name] = forms.ChoiceField(
                label=agency.name, choices=[*nobody, *PartyRole.choices], required=owner
            )

    def now(self) -> dict[str, Any]:
        """The roles as they are."""
        roles = {party.agency_id: party.role for party in self.version.parties.all()}
        return {name: roles.get(agency.pk, "") for name, agency in self.agencies.items()}

    def parties(self) -> list[Bound]:
        """The parties, each with the basis that it had."""
        bases = {party.agency_id: party.basis for party in self.version.parties.all()}
        return [
            Bound(agency=agency, role=PartyRole(self.cleaned_data[name]), basis=bases.get(agency.pk, ""))
            for name, agency in self.agencies.items()
            if self.cleaned_data[name]
        ]


class BasesForm(EditForm):
    """On which lawful basis each party shares."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for party in self.version.parties.all():
            self.fields[f"basis_{party.agency.code}"] = forms.ChoiceField(
                label=party.agency.name, choices=[("", "Choose a basis"), *BASES],
                error_messages={"required": f"Choose the basis of {party.agency.name}."},
            )  # fmt: skip

    def now(self) -> dict[str, Any]:
        """The bases as they are."""
        return {f"basis_{party.agency.code}": party.basis for party in self.version.parties.all()}

    def parties(self) -> list[Bound]:
        """The parties with the bases that were chosen."""
        return [
            Bound(
                agency=party.agency, role=PartyRole(party.role), basis=self.cleaned_data[f"basis_{party.agency.code}"]
            )
            for party in self.version.parties.all()
        ]


class TermForm(EditForm):
    """From when to when it holds, and when it is reviewed."""

    starts_on = DayField(label="First day", error_messages={"required": "Enter the first day."})
    review_on = DayField(label="Review on", error_messages={"required": "Enter the day of the review."})
    ends_on = DayField(
        label="Ends at the start of", error_messages={"required": "Enter the day at whose start it ends."}
    )

    def now(self) -> dict[str, Any]:
        """The days as they are."""
        return {name: getattr(self.version, name) for name in ("starts_on", "review_on", "ends_on")}

    def clean(self) -> dict[str, Any]:
        """The review comes after the start, and not after the end."""
        said = super().clean() or self.cleaned_data
        starts, review, ends = (said.get(name) for name in ("starts_on", "review_on", "ends_on"))
        if starts and review and review <= starts:
            self.add_error("review_on", "The review comes after the first day.")
        if review and ends and ends < review:
            self.add_error("ends_on", "It cannot end before its review.")
        return said

    def term(self) -> Term:
        """The days, ready for the service."""
        return Term(**{name: self.cleaned_data[name] for name in ("starts_on", "review_on", "ends_on")})


class DpiaForm(EditForm):
    """What the impact assessment came to, or why none is required."""

    dpia = forms.ChoiceField(
        label="Was an impact assessment made?", choices=Dpia.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say whether it was made, or is not required."},
    )  # fmt: skip
    dpia_reference = LineField(label="Its number", max_length=40, required=False)
    dpia_on = DayField(label="Its day", required=False)
    dpia_outcome = forms.ChoiceField(
        label="What did it come to?", choices=[("", "Choose one"), *DpiaOutcome.choices], required=False
    )
    reason = WordsField(label="Why is it not required?", rows=3, required=False)

    def now(self) -> dict[str, Any]:
        """What is said so far."""
        version = self.version
        return {
            "dpia": version.dpia, "dpia_reference": version.dpia_reference, "dpia_on": version.dpia_on,
            "dpia_outcome": version.dpia_outcome, "reason": str(version.sections.get(Section.DPIA.value, "")),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One that was made has its number, day and outcome; one that was not has a reason."""
        said = super().clean() or self.cleaned_data
        if said.get("dpia") == Dpia.DONE:
            for name, words in (
                ("dpia_reference", "Give its number."), ("dpia_on", "Enter its day."),
                ("dpia_outcome", "Choose what it came to."),
            ):  # fmt: skip
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, words)
        if said.get("dpia") == Dpia.NOT_REQUIRED and not str(said.get("reason", "")).strip():
            self.add_error("reason", "Say why it is not required.")
        return said

    def assessed(self) -> Assessed:
        """What was said, ready for the service; what belongs to the other answer is left out."""
        said = self.cleaned_data
        if said["dpia"] == Dpia.NOT_REQUIRED:
            return Assessed(dpia=Dpia.NOT_REQUIRED, reason=said["reason"])
        return Assessed(
            dpia=Dpia.DONE, reference=said["dpia_reference"], on=said["dpia_on"],
            outcome=DpiaOutcome(said["dpia_outcome"]),
        )  # fmt: skip


class ClauseForm(EditForm):
    """What may or must not be sent from agencies of one type to those of another, for one purpose."""

    from_type = forms.ChoiceField(label="From", error_messages={"required": "Choose who sends."})
    to_type = forms.ChoiceField(label="To", error_messages={"required": "Choose who receives."})
    purpose = forms.ChoiceField(
        label="For", choices=[("", "Choose a purpose"), *Purpose.choices],
        error_messages={"required": "Choose the purpose."},
    )  # fmt: skip
    effect = forms.ChoiceField(
        label="What does the clause say?", choices=Effect.choices, widget=forms.RadioSelect, initial=Effect.ALLOW,
        error_messages={"required": "Say whether it may be sent."},
    )  # fmt: skip
    categories = forms.MultipleChoiceField(
        label="Which data?", choices=Category.choices, error_messages={"required": "Choose at least one kind of data."},
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small rt-columns"}),
    )  # fmt: skip
    gateways = forms.MultipleChoiceField(
        label="By which legal power?", choices=Gateway.choices, required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )  # fmt: skip
    condition = LineField(label="On what condition?", max_length=240, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        types = {AgencyType(party.agency.type) for party in self.version.parties.all()}
        choices = [("", "Choose one"), *sorted(((one.value, one.label) for one in types), key=lambda each: each[1])]
        for name in ("from_type", "to_type"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def now(self) -> dict[str, Any]:
        """Nothing: a clause is added, not changed."""
        return {}

    def clean(self) -> dict[str, Any]:
        """What may be sent names the legal power."""
        said = super().clean() or self.cleaned_data
        if said.get("effect") == Effect.ALLOW and not said.get("gateways"):
            self.add_error("gateways", "Choose the legal power that lets it be sent. An agreement is not one.")
        return said

    def new_clauses(self) -> NewClauses:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return NewClauses(
            from_type=AgencyType(said["from_type"]), to_type=AgencyType(said["to_type"]),
            purpose=Purpose(said["purpose"]), categories=tuple(map(Category, said["categories"])),
            effect=Effect(said["effect"]), gateways=tuple(map(Gateway, said["gateways"])), condition=said["condition"],
        )  # fmt: skip
