"""The form of an assessment: a page for each group of questions, and one for what it comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils import timezone

from accounts.actor import Actor
from accounts.day_fields import DAY, DayField
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.assessments.editions import UNKNOWN, UNKNOWN_WORDS, Answer, Edition, Question, Score, score
from casework.assessments.models import Assessment
from casework.assessments.policies import close_to
from casework.assessments.reading import LARGEST, SetRefused
from casework.assessments.selectors import Assessed, Before, Said
from casework.assessments.services import NewAssessment
from casework.cases.forms import ColleagueField
from casework.cases.models import Case
from casework.inputs import LineField, OnceForm, WordsField
from casework.shown import Shown

EARLIEST_YEARS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on a page of the form: its fields, and what was answered last time."""

    question: Question
    answer: BoundField
    source: BoundField
    note: BoundField
    last: str

    @property
    def says_more(self) -> bool:
        """Whether a source or a note is typed, so that both are shown open."""
        return bool(self.source.value() or self.note.value())


class AssessmentForm(OnceForm):
    """Every answer of an edition, a few on each page; what other pages hold travels along, hidden.

    Every answer may stay open: unanswered counts as not known, and the last page says how many are. On the way it is
    filled in as a draft is, so that nothing is complained of before everything was asked.
    """

    quiet_optional = True

    raised_by = forms.TypedChoiceField(
        label="Your professional judgement", coerce=int, widget=forms.RadioSelect, required=False, empty_value=None,
        help_text="Judgement may raise what the score gives. It never lowers it.",
    )  # fmt: skip
    reason = WordsField(
        label="Why?",
        rows=3,
        required=False,
        help_text="Needed where you raise it, or judge what is named above.",
    )
    assessed_on = DayField(label="Day of the assessment", required=False)
    assessor = ColleagueField(
        label="Who assessed", queryset=User.objects.none(), required=False, empty_label=None,
        error_messages={
            "invalid_choice": "This colleague cannot be the assessor here. Choose who assessed from the list, or ask "
            "the lead of the case who can assess instead.",
        },
    )  # fmt: skip

    def __init__(
        self, *args: Any, actor: Actor, case: Case, edition: Edition, last: Assessed | None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.case, self.edition, self.last = case, edition, last
        self.initial["assessed_on"] = timezone.localdate()
        self._offer_assessors(actor)
        for question in edition.questions:
            choices = [(one.code, one.words) for one in question.choices] + [(UNKNOWN, UNKNOWN_WORDS)]
            self.fields[question.code] = forms.ChoiceField(
                label=question.words, help_text=question.hint, choices=choices, widget=forms.RadioSelect, required=False
            )
            self.fields[f"{question.code}-source"] = LineField(
                label="Who said so, if not the person themselves", required=False, max_length=200
            )
            self.fields[f"{question.code}-note"] = WordsField(label="Note", rows=2, required=False)
        self.fields["raised_by"].choices = self._judgements()  # type: ignore[attr-defined]

    def fill_in(self, sent: QueryDict) -> None:
        """Show what was typed so far, and for the rest what stands there at first."""
        sent.setdefault("assessed_on", f"{self.initial['assessed_on']:{DAY}}")
        sent.setdefault("assessor", str(self.initial.get("assessor", "")))
        super().fill_in(sent)
        self.fields["raised_by"].choices = self._judgements()  # type: ignore[attr-defined]

    @property
    def step(self) -> int:
        """The page that was sent, within the form's."""
        sent = self._typed("step")
        return min(int(sent), self.last_step) if sent.isdecimal() and len(sent) < len("1000") else 0

    @property
    def last_step(self) -> int:
        """The number of the page that says what it comes to, after one for each group."""
        return len(self.edition.groups)

    def answers(self) -> dict[str, Answer]:
        """What is answered so far; a question with no answer is left out."""
        return {
            question.code: Answer(choice, self._typed(f"{question.code}-source"), self._typed(f"{question.code}-note"))
            for question in self.edition.questions
            if (choice := self._typed(question.code)) in {one for one, _ in self.fields[question.code].choices}  # type: ignore[attr-defined]
        }

    def score(self) -> Score:
        """What the answers so far come to."""
        return score(self.edition, self.answers())

    def so_far(self) -> Assessed:
        """What the answers so far come to, as an assessment that nobody kept yet."""
        said = Said(self.edition, self.answers(), "")
        last = Before(self.last.row, self.last.said) if self.last else None
        return Assessed(Assessment(), said, Shown(None, None, self.case.owner), last)

    def page(self, step: int) -> Iterator[Asked]:
        """The questions of one page."""
        last = self.last.said.answers if self.last and self.last.said else {}
        for question in self.edition.groups[step].questions if step < self.last_step else ():
            before = last.get(question.code)
            yield Asked(
                question, self[question.code], self[f"{question.code}-source"], self[f"{question.code}-note"],
                question.in_words(before.choice) if before else "",
            )  # fmt: skip

    def carried(self, step: int) -> Iterator[tuple[str, str]]:
        """Names and values of what stands on the other pages, for hidden fields."""
        shown = {name for asked in self.page(step) for name in (asked.answer.name, asked.source.name, asked.note.name)}
        if step == self.last_step:
            shown |= {"raised_by", "reason", "assessed_on", "assessor"}
        for name in self.fields:
            if name not in shown | {"id"} and self._typed(name):
                yield name, self._typed(name)

    def clean_assessed_on(self) -> date:
        """The day it was made; refuses what is to come, what is long ago, and a day for which other questions held."""
        day: date = self.cleaned_data["assessed_on"] or timezone.localdate()
        today = timezone.localdate()
        if day > today:
            raise forms.ValidationError("This is in the future. Record the assessment once it has been made.")
        if day < today.replace(year=today.year - EARLIEST_YEARS, day=1):
            raise forms.ValidationError("This is more than five years ago. Check the year.")
        if day < self.edition.in_force_from:
            raise forms.ValidationError("Other questions were asked on that day. Add the paper form as a file.")
        if self.last and day < self.last.row.assessed_on:
            raise forms.ValidationError("A later assessment is recorded already. Add the paper form as a file.")
        return day

    def clean_assessor(self) -> User:
        """Whoever assessed, of those who are offered."""
        chosen: User | None = self.cleaned_data["assessor"]
        if chosen is None:
            raise forms.ValidationError("Choose who assessed.")
        return chosen

    def clean(self) -> dict[str, Any]:
        """Judgement is given, stays within the bands, and says why where it raises or where something asks for it."""
        said = super().clean() or self.cleaned_data
        found, raised_by = self.score(), said.get("raised_by")
        if raised_by is None and "raised_by" not in self.errors:
            self.add_error("raised_by", "Choose what your judgement is.")
        if not said.get("reason", "").strip() and (raised_by or found.asks_for_judgement):
            words = "raise it" if raised_by else "leave it as scored in spite of what is named above"
            self.add_error("reason", f"Write why you {words}.")
        return said

    def entry(self) -> NewAssessment:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return NewAssessment(
            id=said["id"], edition=self.edition, answers=self.answers(), assessed_on=said["assessed_on"],
            assessor=said["assessor"], raised_by=said["raised_by"], reason=said["reason"],
        )  # fmt: skip

    def _offer_assessors(self, actor: Actor) -> None:
        """Colleagues who know nobody in the case outside work, first of all whoever fills in, where they are one."""
        field, close = self.fields["assessor"], close_to(self.case)
        field.queryset = colleagues(actor).exclude(pk__in=close)  # type: ignore[attr-defined]
        if actor.principal in close:
            field.empty_label = "Choose who assessed"  # type: ignore[attr-defined]
        else:
            self.initial["assessor"] = actor.principal

    def _judgements(self) -> list[tuple[int, str]]:
        found = self.score()
        bands = self.edition.bands[found.band :]
        return [(steps, f"Raise it to {band.words.lower()}" if steps else f"As scored: {band.words.lower()}")
                for steps, band in enumerate(bands)]  # fmt: skip

    def _typed(self, name: str) -> str:
        return str(self.data.get(name, ""))


class InstallForm(forms.Form):
    """A file of questions."""

    file = forms.FileField(
        label="File of questions", help_text="A TOML file, as the notes on question sets describe it.",
        widget=forms.FileInput(attrs={"accept": ".toml"}), error_messages={"required": "Choose the file."},
    )  # fmt: skip

    def definition(self) -> str:
        """What the file says; refuses (SetRefused) what is no text or too long to be questions."""
        file = self.cleaned_data["file"]
        try:
            return str(file.read(LARGEST + 1).decode())
        except UnicodeDecodeError:
            raise SetRefused(["The file is not text in UTF-8."]) from None
