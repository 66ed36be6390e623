"""What somebody says who shares something: to whom, for what, by which power, and what of the case."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField

from accounts.models import Agency, User
from casework.inputs import OnceForm, WordsField
from casework.items.item import Item
from casework.pasted import NoMinutesForm
from casework.purposes import Purpose
from multiagency.agreements.gateways import Gateway
from multiagency.asked_decisions.forms import ReasonsForm
from multiagency.asked_decisions.services import Reasons
from multiagency.sharing.claims import Audience, Claims
from multiagency.sharing.models import Channel
from multiagency.sharing.receiving import RECEIVED
from multiagency.sharing.sending import Picked, Why

SMALL: Final = {"class": "govuk-checkboxes--small"}
BY_AGREEMENT: Final = ("", "The power that your agreement names")
TOLD: Final = {
    "TOLD": "They were told that it is shared",
    "WILL_BE": "They will be told as soon as that is safe",
    "NOT_SAFE": "They are not told: that would put somebody at risk",
    "NOT_REACHED": "They could not be reached",
}
CONFIDENTIAL: Final = [
    ("", "Not health information, or nobody has said"),
    ("CONSENT", "The patient consents to this"),
    ("STATUTORY_DUTY", "An Act requires it"),
    ("COURT_ORDER", "A court ordered it"),
    ("PUBLIC_INTEREST", "The public interest outweighs confidence"),
    ("BEST_INTERESTS", "It is in the best interests of somebody who lacks capacity"),
    ("DIRECT_CARE", "It is for the patient's own care"),
]


class AudienceField(forms.ChoiceField):
    """Another agency, or one person there. People whose account was closed are understood, and not offered."""

    def __init__(self, **options: Any) -> None:
        self.known: dict[str, Audience] = {}
        super().__init__(**options)

    def offer(self, agencies: Iterable[Agency], people: Iterable[User], *, people_alone: bool = False) -> None:
        """Offer these agencies, each with those of its people who are at work and open cases, or people alone.

        One with nobody at work on this system is outside: it gets a link and a code.
        """
        by_agency = {key: list(there) for key, there in groupby(people, key=lambda user: user.agency_id)}
        self.known = {}
        choices: list[tuple[str, Any]] = [("", "Choose an agency or a person")]
        for agency in agencies:
            there = by_agency.get(agency.pk, [])
            outside = not any(user.is_active for user in there)
            whole = {str(agency.pk): Audience(agency, outside=outside)} if outside or not people_alone else {}
            self.known |= whole
            self.known |= {f"{agency.pk}:{user.pk}": Audience(agency, user) for user in there}
            offered = [(f"{agency.pk}:{user.pk}", user.name) for user in there if user.is_active and user.ready]  # type: ignore[attr-defined]
            general = [(key, _in_general(agency, outside=outside)) for key in whole]
            choices.append((agency.name, [*general, *offered]))
        self.choices = choices

    def valid_value(self, value: str) -> bool:
        """Whether there is such a recipient, at work or not: why nothing can go to them is said in words."""
        return value in self.known


class PickingForm(NoMinutesForm, OnceForm):
    """To whom, and what of the case; forms that share begin with these."""

    to = AudienceField(label="Who is it for?", error_messages={"required": "Choose who it is for."})
    items = forms.MultipleChoiceField(
        label="What do they need?", widget=forms.CheckboxSelectMultiple(SMALL),
        error_messages={"required": "Choose what they need."},
    )  # fmt: skip

    def __init__(
        self, *args: Any, items: Iterable[Item], agencies: Iterable[Agency], people: Iterable[User],
        people_alone: bool = False, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.things = {f"{item.kind}:{item.id}": item for item in items}
        self.fields["items"].choices = _by_category(self.things)  # type: ignore[attr-defined]
        self.fields["to"].offer(agencies, people, people_alone=people_alone)  # type: ignore[attr-defined]

    @property
    def audience(self) -> Audience:
        """Who it is for."""
        return self.fields["to"].known[self.cleaned_data["to"]]  # type: ignore[attr-defined,no-any-return]

    @property
    def picked_items(self) -> frozenset[tuple[str, UUID]]:
        """What was picked, by kind and id."""
        things = (self.things[key] for key in self.cleaned_data["items"])
        return frozenset((item.kind, item.id) for item in things)


class ShareForm(PickingForm):
    """Sharing something: what is asked of everybody stands first, what the law asks of some of it after that."""

    quiet_optional = True

    purpose = forms.ChoiceField(label="What is it for?", choices=Purpose.choices)
    gateway = forms.ChoiceField(
        label="Which legal power lets you share it?", required=False, choices=[BY_AGREEMENT, *Gateway.choices],
        help_text="An agreement is no power. Most agreements name one for each thing that is shared.",
    )  # fmt: skip
    necessity = WordsField(
        label="Why do they need it, and could less do?", rows=3, min_length=20,
        error_messages={"required": "Say why they need it."},
    )  # fmt: skip
    told = forms.ChoiceField(
        label="Does the person know?", choices=list(TOLD.items()), widget=forms.RadioSelect,
        error_messages={"required": "Say whether the person knows."},
    )  # fmt: skip
    cover = WordsField(label="A note for whoever receives it", rows=2, required=False)
    wider = WordsField(
        label="Why do they need more than this purpose usually needs?", rows=2, required=False,
        help_text="Leave this empty, and what the purpose does not need is left out.",
    )  # fmt: skip
    third_party = WordsField(
        label="Why must what is about other people go too?", rows=2, required=False,
        help_text="Leave this empty, and what is about other people is left out.",
    )  # fmt: skip
    conf_basis = forms.ChoiceField(
        label="Health information: why is it not in breach of confidence?", choices=CONFIDENTIAL, required=False
    )
    gateway_request = forms.BooleanField(label="The written request that this power needs is on file", required=False)
    le_citation = WordsField(
        label="Police and probation: which law lets this be used for something else than law enforcement?", rows=1,
        required=False,
    )  # fmt: skip
    ndo_exemption = WordsField(
        label="Planning and research: why does the national data opt-out not apply?", rows=1, required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    FIRST: Final = ("to", "purpose", "items", "gateway", "necessity", "told", "cover")

    @property
    def first(self) -> list[BoundField]:
        """What is asked of everybody."""
        return [self[name] for name in self.FIRST]

    @property
    def more(self) -> list[BoundField]:
        """What the law asks of some of it."""
        return [field for field in self.visible_fields() if field.name not in self.FIRST]

    def picked(self) -> Picked:
        """What was said, ready to be weighed and sent."""
        said = self.cleaned_data
        claims = Claims(
            purpose=Purpose(said["purpose"]), gateway=said["gateway"], gateway_request=said["gateway_request"],
            conf_basis=said["conf_basis"], le_citation=said["le_citation"], ndo_exemption=said["ndo_exemption"],
            wider=said["wider"], third_party=said["third_party"],
        )  # fmt: skip
        why = Why(cover=said["cover"], necessity=said["necessity"], told=said["told"])
        return Picked(self.picked_items, self.audience, claims, why, Channel.PORTAL, said["id"])

    def say(self, **hidden: str) -> None:
        """Put other values into fields that the page carries along; what was typed stays."""
        data = self.data.copy()  # type: ignore[attr-defined]  # what was sent is a QueryDict, or a dict in a test
        for name, value in hidden.items():
            data[name] = value
        self.data = data


class ToldForm(PickingForm):
    """What was, or is now, told by word of mouth, in three fields: to whom, what and why (governance LOG-03)."""

    BY_WORD: Final = (Channel.VERBAL, Channel.PHONE, Channel.MEETING)

    why = WordsField(label="Why do they need it?", rows=2, min_length=10,
                     error_messages={"required": "Say why they need it."})  # fmt: skip
    how = forms.ChoiceField(
        label="How?", choices=[(one.value, one.label) for one in BY_WORD], widget=forms.RadioSelect,
        initial=Channel.VERBAL.value,
    )  # fmt: skip

    def picked(self, purpose: Purpose) -> Picked:
        """What was said, for the purpose of the case and by the power that the agreement names."""
        said = self.cleaned_data
        why = Why(necessity=said["why"], told="WILL_BE")
        return Picked(self.picked_items, self.audience, Claims(purpose=purpose), why, Channel(said["how"]), said["id"])


class AskForm(ReasonsForm, ShareForm):
    """What is put to whoever decides: the sending as it stands, and the three reasons of an override."""

    def reasons(self) -> Reasons:
        """Why it should go."""
        return self.reasons_for(self.cleaned_data["necessity"])


def _in_general(agency: Agency, *, outside: bool) -> str:
    """How an agency is offered where nobody there is named."""
    return f"{agency.name}, by a link: not on this system" if outside else f"In-tray of {agency.name}"


def _by_category(things: Mapping[str, Item]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Items as choices, those of one category together, in the order of the case."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, item in things.items():
        when = f", {item.occurred_on:%-d %B %Y}" if item.occurred_on else ""
        whose = f", received from {item.owner.name}" if item.kind.startswith(RECEIVED) else ""
        groups.setdefault(item.category.label, []).append((key, f"{item.title}{when}{whose}"))
    return list(groups.items())
