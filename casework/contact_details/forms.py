"""Forms of contact details; nothing that could hurt has an answer before somebody gives one."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.day_fields import DayField
from casework.cases.models import Role
from casework.contact_details.services import Entry
from casework.inputs import LineField, OnceForm, WordsField
from casework.whereabouts.details import AddressDetail, PointDetail, problems
from casework.whereabouts.models import Channel, Place, Safe, Said, Whereabouts
from casework.whereabouts.wards import Ward

SHORT = 200
CALLED = {Channel.MOBILE, Channel.LANDLINE}


class DetailForm(OnceForm):
    """What both forms ask: when the person last confirmed it. What stands in it on a case of one role alone."""

    OF_VICTIMS: tuple[str, ...] = ()
    OF_OFFENDERS: tuple[str, ...] = ()

    confirmed_on = DayField(
        label="When did they last confirm it themselves?", required=False,
        help_text="Leave it empty if they have not. For example, 25/11/2026.",
    )  # fmt: skip

    def __init__(self, *args: Any, role: Role, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.OF_OFFENDERS if role == Role.VICTIM else self.OF_VICTIMS:
            del self.fields[name]
        self.order_fields([name for name in self.fields if name != "confirmed_on"])

    def clean_confirmed_on(self) -> date | None:
        """The day; refuses one that is still to come."""
        day: date | None = self.cleaned_data["confirmed_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("This is in the future. Enter a day up to today.")
        return day

    def clean(self) -> dict[str, Any]:
        """What is missing or impossible stands beside the field that mends it."""
        said = super().clean() or self.cleaned_data
        if not self.errors:
            for name, words in problems(self.detail()).items():
                self.add_error(name, words)
        return said

    def detail(self) -> PointDetail | AddressDetail:
        """What was said, as it is kept."""
        raise NotImplementedError

    def entry(self, replaces: Whereabouts | None = None) -> Entry:
        """What was said, ready for the service."""
        return Entry(self.detail(), self.cleaned_data["confirmed_on"], replaces, self.cleaned_data["id"])

    def _said(self, name: str) -> Said:
        return Said(self.cleaned_data.get(name) or Said.NOT_KNOWN)


class PointForm(DetailForm):
    """One way to reach somebody, and on a victim case the rule for using it."""

    OF_VICTIMS = ("safe", "voicemail", "text", "code_word")

    channel = forms.ChoiceField(
        label="How can they be reached?", choices=Channel.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose how they can be reached."},
    )  # fmt: skip
    value = LineField(
        label="Number, e-mail address, or who passes a message on", max_length=SHORT, required=False,
        help_text="For meeting in person, where. For post, leave it empty: letters go to an address.",
    )  # fmt: skip
    safe = forms.ChoiceField(
        label="Is it safe to use?", choices=Safe.choices, widget=forms.RadioSelect,
        help_text="Not known counts as not safe: nobody will be offered it.",
        error_messages={"required": "Say whether it is safe to use. Choose not known if you do not know."},
    )  # fmt: skip
    voicemail = forms.ChoiceField(
        label="May a voicemail be left?", choices=Said.choices, widget=forms.RadioSelect, required=False
    )
    text = forms.ChoiceField(
        label="May a text message be sent?", choices=Said.choices, widget=forms.RadioSelect, required=False
    )
    times = LineField(
        label="When is it safe, and when not?",
        max_length=SHORT,
        required=False,
        help_text="Such as weekdays before 3 pm.",
    )
    code_word = LineField(
        label="Code word", max_length=SHORT, required=False,
        help_text="What you say, or they say, to show that it is safe to talk.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A telephone needs an answer about voicemail, and a mobile one about texts."""
        said = self.cleaned_data
        if "safe" in self.fields and said.get("channel") in CALLED and not said.get("voicemail"):
            self.add_error("voicemail", "Say whether a voicemail may be left. Choose not known if you do not know.")
        if "safe" in self.fields and said.get("channel") == Channel.MOBILE and not said.get("text"):
            self.add_error("text", "Say whether a text message may be sent. Choose not known if you do not know.")
        return super().clean()

    def detail(self) -> PointDetail:
        """What was said, as it is kept; what was not asked is not known."""
        said = self.cleaned_data
        return PointDetail(
            Channel(said["channel"]), Safe(said.get("safe") or Safe.UNKNOWN), self._said("voicemail"),
            self._said("text"), said["value"], said["times"], said.get("code_word", ""),
        )  # fmt: skip


class AddressForm(DetailForm):
    """Where somebody lives or stays, and on a victim case whether post is safe there."""

    OF_VICTIMS = ("safe_for_post",)
    OF_OFFENDERS = ("confidential",)

    kind = forms.ChoiceField(
        label="What is it?", choices=Place.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is."},
    )  # fmt: skip
    lines = WordsField(label="Address", rows=4, max_length=500, required=False)
    safe_for_post = forms.ChoiceField(
        label="Is it safe to send letters there?", choices=Said.choices, widget=forms.RadioSelect,
        help_text="Not known counts as no.",
        error_messages={"required": "Say whether letters are safe there. Choose not known if you do not know."},
    )  # fmt: skip
    confidential = forms.ChoiceField(
        label="Is it confidential?", choices=Said.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is confidential. Choose not known if you do not know."},
    )  # fmt: skip
    ward = forms.ChoiceField(
        label="In which ward is it?", choices=[("", "Not said"), *Ward.choices], required=False,
        help_text="Leave it empty for a refuge.",
    )  # fmt: skip
    begins_on = DayField(label="From", required=False)
    ends_on = DayField(label="Until", required=False)

    def detail(self) -> AddressDetail:
        """What was said, as it is kept. What a victim case holds is confidential without being asked."""
        said = self.cleaned_data
        confidential = self._said("confidential") if "confidential" in self.fields else Said.YES
        return AddressDetail(
            Place(said["kind"]), self._said("safe_for_post"), confidential, said["lines"], said["begins_on"],
            said["ends_on"], Ward(said["ward"]) if said["ward"] else None,
        )  # fmt: skip
