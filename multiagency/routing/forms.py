"""Forms of the routing rules: one rule, the desk, publishing, and what a team can take."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from accounts.day_fields import DayField
from casework.inputs import LineField, OnceForm
from casework.listings.models import Programme
from casework.standing.models import Risk
from casework.whereabouts.wards import Ward
from multiagency.routing.drafting import NewRule
from multiagency.routing.models import LONGEST_WORDS, URGENCIES, RoutingRule
from multiagency.routing.places import place_of, target_of
from multiagency.routing.route import Target, Urgency
from multiagency.routing.written import OLDEST, is_code
from multiagency.sorts.kinds import kinds

HIGHEST = 9999
ROOM = {"": "It makes no difference", "yes": "It has room", "no": "It is full"}
GATHERED = ("type", "any_ground", "all_grounds", "risk", "ward", "programme")


class CodesField(LineField):
    """Codes with commas or spaces between them; refuses anything else."""

    def clean(self, value: Any) -> list[str]:
        """The codes in capital letters, each once, in the order in which they were written."""
        written = super().clean(value)
        codes = list(dict.fromkeys(re.split(r"[,;\s]+", written.upper().strip()))) if written.strip() else []
        if not all(is_code(code) for code in codes):
            raise forms.ValidationError("Write codes of letters, figures and underscores, with commas between them.")
        return codes


class EditionForm(forms.Form):
    """A form about a draft as it was when the page was shown."""

    edition = forms.IntegerField(widget=forms.HiddenInput)


class PlaceForm(EditionForm):
    """An agency or a team of it, and a panel."""

    place = forms.ChoiceField(label="Agency or team", error_messages={"required": "Choose where it goes."})
    panel = LineField(
        label="Panel", max_length=40, required=False, help_text="Its code, such as MARAC. Leave empty for none."
    )

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = [("", "Choose one"), *places]  # type: ignore[attr-defined]

    def clean_panel(self) -> str:
        """The code in capital letters; refuses what is none."""
        panel = str(self.cleaned_data["panel"]).strip().upper()
        if panel and not is_code(panel):
            raise forms.ValidationError("Write the panel's code, such as MARAC.")
        return panel

    def target(self) -> Target:
        """Where it goes."""
        return target_of(self.cleaned_data["place"], self.cleaned_data["panel"])


class RuleForm(PlaceForm, OnceForm):
    """One rule. A condition that is left empty is not asked about; a rule without any holds for every referral.

    It is about the draft of the rules as it is now, also where what was typed before is shown again.
    """

    priority = forms.IntegerField(
        label="Priority", min_value=1, max_value=HIGHEST, help_text="Rules with lower numbers are asked first.",
        error_messages={"required": "Enter a number."},
    )  # fmt: skip
    type = forms.MultipleChoiceField(
        label="Sort of referral", choices=[(code, kind.title) for code, kind in kinds().items()], required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    any_ground = CodesField(label="Any of these grounds", required=False)
    all_grounds = CodesField(label="All of these grounds", required=False)
    risk = forms.MultipleChoiceField(
        label="Risk", choices=Risk.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    ward = forms.MultipleChoiceField(
        label="Ward", choices=Ward.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    age_from = forms.IntegerField(label="Age from", min_value=0, max_value=OLDEST, required=False)
    age_to = forms.IntegerField(label="Age to", min_value=0, max_value=OLDEST, required=False)
    programme = forms.MultipleChoiceField(
        label="Programme", choices=Programme.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    room = forms.ChoiceField(label="Whether the team has room", choices=[*ROOM.items()], required=False)
    urgency = forms.ChoiceField(
        label="Urgency", choices=[*URGENCIES.items()], widget=forms.RadioSelect,
        error_messages={"required": "Choose how urgent it is."},
    )  # fmt: skip
    words = LineField(
        label="Why it goes there", max_length=LONGEST_WORDS, help_text="Shown to sender and recipient. Name nobody.",
        error_messages={"required": "Say why a referral goes there."},
    )  # fmt: skip

    def fill_in(self, sent: QueryDict) -> None:
        """Show what was typed before, beside the draft of the rules as it is now."""
        super().fill_in(sent)
        self.put(edition=self.initial["edition"])

    def new_rule(self) -> NewRule:
        """What was said, ready for the service."""
        said = self.cleaned_data
        asked: dict[str, Any] = {name: said[name] for name in GATHERED if said[name]}
        asked |= {name: said[name] for name in ("age_from", "age_to") if said[name] is not None}
        if said["room"]:
            asked["room"] = said["room"] == "yes"
        return NewRule(
            priority=said["priority"], conditions=asked, target=self.target(), urgency=Urgency(said["urgency"]),
            words=said["words"], id=said["id"],
        )  # fmt: skip


def said_of(rule: RoutingRule) -> dict[str, Any]:
    """What a rule says now, for the form."""
    asked = dict(rule.conditions)
    room = {True: "yes", False: "no"}.get(asked.pop("room", None), "")
    codes = {name: ", ".join(asked.pop(name, [])) for name in ("any_ground", "all_grounds")}
    place = place_of(rule.agency_id, rule.team_id)
    return {
        **asked, **codes, "room": room, "place": place, "panel": rule.panel, "priority": rule.priority,
        "urgency": rule.urgency, "words": rule.words,
    }  # fmt: skip


class PublishForm(EditionForm):
    """From when a draft routes referrals."""

    begins = DayField(label="From", required=False, help_text="Leave empty to begin at once. For example, 25/11/2026.")


class CapacityForm(forms.Form):
    """How many open referrals a team takes at once."""

    most_open = forms.IntegerField(
        label="Open referrals at once", min_value=0, max_value=HIGHEST, required=False,
        help_text="Leave empty for no limit.",
    )  # fmt: skip
    from_day = DayField(label="From", error_messages={"required": "Enter the first day."})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("from_day", timezone.localdate())

    def clean_from_day(self) -> Any:
        """The day; refuses one that has passed."""
        day = self.cleaned_data["from_day"]
        if day < timezone.localdate():
            raise forms.ValidationError("Referrals were routed by the limit before. Begin today or later.")
        return day
