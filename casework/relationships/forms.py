"""Who is who: recording and changing a relationship, and taking one back."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils import timezone

from casework.cases.forms import ReferenceField
from casework.cases.models import Case, Role
from casework.chronology.models import Statement
from casework.conflicts.models import Kind as ConflictKind
from casework.dates import NotADate, PartialDate, Window, read_birth_date, read_date
from casework.inputs import DraftedForm, LineField, OnceForm, WordsField
from casework.people.folding import fold
from casework.relationships.kinds import OF_OFFENDERS, Kind, Known, Risk
from casework.relationships.saying import Said

EARLIEST: Final = dt.date(1900, 1, 1)
NOTHING: Final = "NONE"
FINDINGS: Final = (("", "Choose what you found"), (NOTHING, "No conflict of interest"), *ConflictKind.choices)
EXAMPLE: Final = "For example 17/5/2019, May 2019 or about 2019. Leave it empty if nobody knows."


class KnownDayField(LineField):
    """A day, as far as it is known; refuses what is no date, in words."""

    def __init__(self, *, birth: bool = False, **options: Any) -> None:
        self.birth = birth
        super().__init__(**{"max_length": 40, "required": False, "help_text": EXAMPLE, **options})

    def clean(self, value: Any) -> PartialDate | None:
        """Read it as people write days."""
        typed = super().clean(value)
        if not typed.strip():
            return None
        today = timezone.localdate()
        window = Window(EARLIEST, today, "{date} is before 1900. Check the year.")
        day = read_birth_date(typed, today) if self.birth else read_date(typed, window)
        if isinstance(day, NotADate):
            raise forms.ValidationError(day.message)
        return day


class RelationshipForm(OnceForm):
    """Who the other person is, what they are to the person of the case, and how that is known."""

    quiet_optional = True

    name = LineField(
        label="Name of the other person", max_length=100, required=False,
        help_text="As people call them. Leave it empty if you give the reference of a case of theirs.",
    )  # fmt: skip
    born = KnownDayField(label="Their date of birth", birth=True, help_text="Tells people of one name apart.")
    reference = ReferenceField(
        label="Reference of a case of theirs", required=False,
        help_text="If your agency has one that you see. For example RT-7KQ2-M9FD.",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What are they to the person of this case?", widget=forms.RadioSelect,
        error_messages={"required": "Choose what they are to the person of this case."},
    )  # fmt: skip
    began = KnownDayField(label="Since when?")
    ended = KnownDayField(label="Until when, if it is over?")
    risk = forms.ChoiceField(
        label="Which way does the risk go?", choices=Risk.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose which way the risk goes, or that it is not known."},
    )  # fmt: skip
    known = forms.ChoiceField(
        label="Does whoever harms know of this relationship?", choices=Known.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose whether whoever harms knows, or that it is not known."},
    )  # fmt: skip
    basis = forms.ChoiceField(
        label="What does this rest on?", widget=forms.RadioSelect,
        choices=[
            (Statement.FACT.value, "Fact: it is confirmed"),
            (Statement.REPORTED.value, "Reported: somebody said so"),
            (Statement.ASSESSMENT.value, "Assessment: it is our view"),
        ],
        error_messages={"required": "Choose whether this is a fact, reported, or an assessment."},
    )  # fmt: skip
    words = WordsField(
        label="What should be known about it?", rows=3, required=False,
        help_text="Do not write where a victim lives or how to contact them: that stands under Safe contact.",
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        barred = OF_OFFENDERS if case.role == Role.VICTIM else set()
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.value, kind.label) for kind in Kind if kind not in barred
        ]

    def clean_name(self) -> str:
        """The name; refuses one of signs alone, by which nobody could be told apart."""
        name: str = self.cleaned_data["name"]
        if name and not fold(name):
            raise forms.ValidationError("Write a name with letters in it.")
        return name

    def clean(self) -> dict[str, Any]:
        """Somebody is named, or has a case; never left open who it is."""
        said = super().clean() or self.cleaned_data
        if not (said.get("name") or said.get("reference") or self.errors.keys() & {"name", "reference"}):
            self.add_error("name", "Enter a name, or the reference of a case of theirs.")
        return said

    def said(self, other: Case | None, name: str) -> Said:
        """What was said, ready for the service."""
        typed = self.cleaned_data
        return Said(
            id=typed["id"], name=typed["name"] or name, kind=Kind(typed["kind"]), known=Known(typed["known"]),
            risk=Risk(typed["risk"]), basis=Statement(typed["basis"]), born=typed["born"], began=typed["began"],
            ended=typed["ended"], words=typed["words"], other=other,
        )  # fmt: skip


def as_typed(said: Said, other: Case | None) -> dict[str, object]:
    """What was said of a relationship, as its form begins."""
    return {
        "name": said.name, "kind": said.kind.value, "known": said.known.value, "risk": said.risk.value,
        "basis": said.basis.value, "born": said.born or "", "began": said.began or "", "ended": said.ended or "",
        "words": said.words, "reference": other.reference if other else "",
    }  # fmt: skip


class WithdrawForm(DraftedForm):
    """Why a relationship is taken back."""

    reason = WordsField(label="Why should it not be on record?", rows=2)


class CheckedForm(forms.Form):
    """What somebody found who checked a colleague's likeness: how they know each other, or nothing."""

    reference = ReferenceField(widget=forms.HiddenInput)
    user = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="What did you find?",
        choices=FINDINGS,
        error_messages={"required": "Choose what you found."},
    )
