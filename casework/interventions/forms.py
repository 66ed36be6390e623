"""The form that is filled in on a phone between visits."""

from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils import timezone

from accounts.actor import Actor
from accounts.day_fields import DayField
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.cases.models import Case, Role
from casework.inputs import LineField, OnceForm, WordsField
from casework.interventions.details import moment, text
from casework.interventions.mentions import named_in
from casework.interventions.models import Attendance, Mode, NoSession, Result
from casework.interventions.policies import has_case
from casework.interventions.reaching import approach_of, contradiction
from casework.interventions.services import Entry
from casework.moment_fields import MomentField
from casework.pathways import Pathway
from casework.safe_contact.policies import why_not

EARLIEST: Final = timedelta(days=365 * 5)
LINE: Final = 200
NO_ADDRESS: Final = "The kind of place, such as our office. Never where they live: that stands under Safe contact."
LONGEST_MINUTES: Final = 24 * 60
SOON: Final = {
    "TOMORROW": ("Tomorrow", timedelta(days=1)),
    "WEEK": ("In a week", timedelta(days=7)),
    "FORTNIGHT": ("In two weeks", timedelta(days=14)),
}
NOT_SAID: Final = [("", "Not said")]
MORE: Final = (
    "incoming", "occurred_at", "next_on", "attendance", "no_session", "planned_at", "minutes", "place", "present",
    "pathway", "outcome", "concern", "notified",
)  # fmt: skip
"""What is asked behind "More": nothing of it is needed for a call that was just made."""


class LogInterventionForm(OnceForm):
    """How, how it went, what was said or done, and when next; the rest for who has more to say.

    `actor` and `case` are who writes on which case: colleagues are mentioned and safe contact asked for them.
    """

    mode = forms.ChoiceField(
        label="How were you in contact?", choices=Mode.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose how you were in contact."},
    )  # fmt: skip
    result = forms.ChoiceField(
        label="How did it go?", choices=Result.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose how it went."},
    )  # fmt: skip
    note = WordsField(
        label="Note", rows=5,
        help_text="What was said or done: facts. @ and a name tells a colleague who has this case.",
        error_messages={"required": "Write a note of what was said or done."},
    )  # fmt: skip
    view = WordsField(label="Your view", rows=2, required=False, help_text="What you make of it, kept apart.")
    following = forms.ChoiceField(
        label="Next contact", required=False, widget=forms.RadioSelect,
        choices=[("", "No date, or a day below"), *((code, words) for code, (words, _) in SOON.items())],
    )  # fmt: skip
    incoming = forms.BooleanField(label="They got in touch with us", required=False)
    occurred_at = MomentField(label="When", error_messages={"required": "Enter the day and the time."})
    next_on = DayField(label="Next contact due", required=False)
    attendance = forms.ChoiceField(
        label="Did they come?", required=False, choices=[*NOT_SAID, *Attendance.choices], widget=forms.RadioSelect
    )
    no_session = forms.ChoiceField(
        label="If nothing came about, why?", required=False, choices=[*NOT_SAID, *NoSession.choices]
    )
    planned_at = MomentField(label="Agreed for", required=False)
    minutes = forms.IntegerField(
        label="Duration in minutes", required=False, min_value=1, max_value=LONGEST_MINUTES,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-4"}),
        error_messages={"invalid": "Enter whole minutes, such as 45."},
    )  # fmt: skip
    place = LineField(label="Where", required=False, max_length=LINE)
    present = LineField(label="Who was there", required=False, max_length=LINE)
    pathway = forms.ChoiceField(label="About", required=False, choices=[*NOT_SAID, *Pathway.choices])
    outcome = WordsField(label="What came of it", rows=2, required=False)
    concern = forms.BooleanField(label="Somebody may be at risk: a concern", required=False)
    notified = LineField(label="Who was told of the concern", required=False, max_length=LINE)

    def __init__(self, *args: Any, actor: Actor, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.case = actor, case
        self.mentioned: tuple[User, ...] = ()
        if case.role == Role.VICTIM:
            self.fields["place"].help_text = NO_ADDRESS
        self.initial.setdefault("occurred_at", timezone.localtime().replace(second=0, microsecond=0))

    def first(self) -> list[forms.BoundField]:
        """What is always asked."""
        return [self[name] for name in self.fields if name not in MORE and name != "id"]

    def more(self) -> list[forms.BoundField]:
        """What is asked behind "More"."""
        return [self[name] for name in MORE]

    def more_is_open(self) -> bool:
        """Whether something behind "More" is filled in or wrong, so that it must be seen."""
        filled = any(self[name].value() for name in MORE if name != "occurred_at")
        return filled or any(name in self.errors for name in MORE)

    def clean_occurred_at(self) -> datetime:
        """When it happened; refuses what is still to come and what is more than five years ago."""
        at: datetime = self.cleaned_data["occurred_at"]
        if at > timezone.now() + timedelta(minutes=5):
            raise forms.ValidationError(
                "This is in the future. Log it once it has happened, or set it as the next date."
            )
        if at < timezone.now() - EARLIEST:
            raise forms.ValidationError("This is more than five years ago. Check the year.")
        return at

    def clean(self) -> dict[str, Any]:
        """What is said fits together, safe contact was acknowledged, and colleagues who are mentioned have the case."""
        said = super().clean() or self.cleaned_data
        self._check_next(said)
        if said.get("mode") and said.get("result"):
            self._check_contact(said)
        if said.get("no_session") and said.get("attendance") in {Attendance.YES, Attendance.LATE}:
            self.add_error("no_session", "You say that they came. Give a reason only where nothing came about.")
        if said.get("notified") and not said.get("concern"):
            self.add_error("concern", "You say who was told of a concern. Tick that there is one, or clear the name.")
        self._find_mentioned(f"{said.get('note') or ''}\n{said.get('view') or ''}")
        return said

    def entry(self) -> Entry:
        """What was said, ready for the service."""
        said = self.cleaned_data
        return Entry(
            id=said["id"], mode=Mode(said["mode"]), result=Result(said["result"]), note=said["note"],
            occurred_at=said["occurred_at"], next_on=self._next(said), view=said["view"], incoming=said["incoming"],
            planned_at=said["planned_at"], minutes=said["minutes"], place=said["place"], present=said["present"],
            attendance=Attendance(said["attendance"]) if said["attendance"] else None,
            no_session=NoSession(said["no_session"]) if said["no_session"] else None, outcome=said["outcome"],
            concern=said["concern"], notified=said["notified"],
            pathway=Pathway(said["pathway"]) if said["pathway"] else None,
        )  # fmt: skip

    def _next(self, said: dict[str, Any]) -> date | None:
        """The day that was typed, else the quick choice counted from today."""
        typed: date | None = said.get("next_on")
        quick = SOON.get(said.get("following") or "")
        return typed or (timezone.localdate() + quick[1] if quick else None)

    def _check_next(self, said: dict[str, Any]) -> None:
        at, day = said.get("occurred_at"), self._next(said)
        if said.get("next_on") and said.get("following"):
            self.add_error("next_on", "Choose one of the two: a day here, or one of the quick choices.")
        elif at and day and day < timezone.localdate(at):
            self.add_error("next_on", "The next contact cannot be before this one.")

    def _check_contact(self, said: dict[str, Any]) -> None:
        mode, result, incoming = Mode(said["mode"]), Result(said["result"]), bool(said.get("incoming"))
        attendance = Attendance(said["attendance"]) if said.get("attendance") else None
        if words := contradiction(mode, result, attendance, incoming=incoming):
            self.add_error("result", words)
        approach = approach_of(mode, result, incoming=incoming)
        if approach and (words := why_not(self.actor, self.case, approach)):
            self.add_error("mode", words)

    def _find_mentioned(self, words: str) -> None:
        if "@" not in words:
            return
        named = named_in(words, colleagues(self.actor))
        for unclear in named.unclear:
            self.add_error("note", f"No one colleague is called {unclear}. Write the whole name, or take out the @.")
        for user in named.users:
            if not has_case(user, self.case):
                self.add_error(
                    "note",
                    f"{user.name} does not have this case, so they cannot be mentioned. Give them the case first, or "
                    "take out the @.",
                )
        self.mentioned = named.users


class CorrectInterventionForm(LogInterventionForm):
    """An entry as it should have been, and why it is corrected."""

    why = WordsField(
        label="Why is it corrected?", rows=2, max_length=1000,
        error_messages={"required": "Say why, in a few words. The earlier version stays readable."},
    )  # fmt: skip


def as_typed(said: dict[str, object], occurred_at: datetime, next_on: date | None, new_id: UUID) -> dict[str, object]:
    """An entry as its form shows it, to be corrected under an id of its own."""
    plain = {name: value for name, value in said.items() if name not in {"planned_at", "why", "kind", "author"}}
    times = {"occurred_at": occurred_at, "planned_at": moment(text(said, "planned_at")), "next_on": next_on}
    return {**plain, **times, "id": new_id}
