"""Forms of a plan: a need, judging it again, an action, and what came of one."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.actor import Actor
from accounts.day_fields import DayField
from accounts.models import User
from accounts.people.selectors import colleagues
from casework.cases.forms import ColleagueField
from casework.inputs import DraftedForm, LineField, OnceForm, WordsField
from casework.pathways import Pathway
from casework.plans.models import Level, Outcome, PlanAction, State
from casework.plans.services import NewAction, NewMeasure, NewNeed

LEVELS = [(level.value, f"{level.value}: {level.label}") for level in Level]


class ComingDayField(DayField):
    """A day from today on."""

    def validate(self, value: date | None) -> None:
        """Refuse a day that has passed."""
        super().validate(value)
        if value and value < timezone.localdate():
            raise forms.ValidationError("This day has passed. Choose today or a later day.")


class LevelField(forms.TypedChoiceField):
    """How grave a need is, from 1 to 5; nothing is chosen beforehand."""

    def __init__(self, **options: Any) -> None:
        words = {"label": "How grave is it now?", "help_text": "Less is better."}
        super().__init__(
            choices=LEVELS, coerce=lambda text: Level(int(text)), widget=forms.RadioSelect, **{**words, **options}
        )


class NeedForm(OnceForm):
    """A need, the aim in the person's own words, and how grave it is."""

    pathway = forms.ChoiceField(label="What is it about?", choices=[("", "Choose a pathway"), *Pathway.choices])
    need = WordsField(label="What is needed?", rows=3)
    aim = WordsField(label="What do they want, in their own words?", rows=3)
    level = LevelField()
    evidence = WordsField(label="What shows it?", rows=2)
    review_on = ComingDayField(label="Look again on", error_messages={"required": "Choose when to look at it again."})

    def entry(self) -> NewNeed:
        """What was said, ready for the service."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "pathway"}
        return NewNeed(pathway=Pathway(self.cleaned_data["pathway"]), **said)


class MeasureForm(OnceForm):
    """How grave a need is now, and either when to look again or what came of the aim."""

    quiet_optional = True

    version = forms.IntegerField(widget=forms.HiddenInput)
    level = LevelField()
    evidence = WordsField(label="What shows it?", rows=3)
    outcome = forms.ChoiceField(
        label="What came of the aim?", required=False, widget=forms.RadioSelect,
        choices=[("", "Work on it goes on"), *Outcome.choices], initial="",
    )  # fmt: skip
    review_on = ComingDayField(label="Look again on", required=False)

    def clean(self) -> dict[str, Any]:
        """A need that goes on is looked at again; one that has come to its end is not."""
        said = super().clean() or self.cleaned_data
        if not said.get("outcome") and not said.get("review_on") and "review_on" not in self.errors:
            self.add_error("review_on", "Choose when to look again, or say what came of the aim.")
        return said

    def entry(self) -> NewMeasure:
        """What was said, ready for the service."""
        said = self.cleaned_data
        outcome = Outcome(said["outcome"]) if said["outcome"] else None
        review_on = None if outcome else said["review_on"]
        return NewMeasure(said["level"], said["evidence"], review_on, outcome, id=said["id"])


class ActionForm(OnceForm):
    """What is done by when and by whom, and how one knows that it is done."""

    quiet_optional = True

    what = WordsField(label="What is to be done?", rows=2)
    colleague = ColleagueField(
        label="Colleague who does it", queryset=User.objects.none(), required=False, empty_label="Somebody else"
    )
    who = LineField(
        label="Somebody else who does it",
        required=False,
        max_length=200,
        help_text="Perhaps the person themselves.",
    )
    due_on = ComingDayField(label="By when", error_messages={"required": "Enter the day by which it is to be done."})
    done_when = LineField(label="How will you know that it is done?", max_length=500)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["colleague"].queryset = colleagues(actor)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of a colleague and somebody else does it."""
        said = super().clean() or self.cleaned_data
        if bool(said.get("colleague")) == bool((said.get("who") or "").strip()):
            self.add_error("who", "Choose a colleague, or write who else does it; not both.")
        return said

    def entry(self) -> NewAction:
        """What was said, ready for the service."""
        return NewAction(**self.cleaned_data)


class EndActionForm(DraftedForm):
    """What came of an action, when and, where it was not done, why."""

    quiet_optional = True

    state = forms.ChoiceField(
        label="What came of it?", widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (State.DONE, State.OVERTAKEN, State.NOT_DONE)],
    )  # fmt: skip
    on = DayField(label="On which day", error_messages={"required": "Enter the day."})
    reason = WordsField(
        label="What happened, or why not?", rows=3, required=False, help_text="Needed where it was not done."
    )

    def __init__(self, *args: Any, action: PlanAction, **options: Any) -> None:
        super().__init__(*args, **options)
        self.action = action
        self.initial.setdefault("on", timezone.localdate())

    def clean_on(self) -> date:
        """The day of its end; refuses what is to come."""
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This is in the future. Say what came of it once it has.")
        return day

    def clean(self) -> dict[str, Any]:
        """What was not done says why."""
        said = super().clean() or self.cleaned_data
        if said.get("state") in {State.OVERTAKEN, State.NOT_DONE} and not (said.get("reason") or "").strip():
            self.add_error("reason", "Write why it was not done.")
        return said
