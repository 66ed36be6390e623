"""Forms of referrals: what is sent, made of data; what is said with a move; and as what somebody is taken on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms

from accounts.day_fields import DayField
from accounts.models import Agency, Team, User
from casework.cases.models import Case
from casework.dates import PartialDate
from casework.finding.selectors import Candidate
from casework.inputs import LineField, OnceForm, WordsField, birth_date
from casework.items.item import Item
from casework.people.details import PersonDetails
from multiagency.asked_decisions.forms import ReasonsForm
from multiagency.referrals.drafts import Draft
from multiagency.referrals.models import Urgency
from multiagency.referrals.moves import MOVES, Move, Need, Reason
from multiagency.referrals.routed import ROUTED
from multiagency.referrals.services.accepting import Taking
from multiagency.referrals.services.moving import Said
from multiagency.sorts.kinds import Field, Kind, Part, Section, kinds

SHORT: Final = 160
NEW: Final = "new"
CONFIDENCE: Final = (
    ("", "It holds nothing confidential about health"),
    ("CONSENT", "The person agreed"),
    ("STATUTORY_DUTY", "A law requires it"),
    ("COURT_ORDER", "A court ordered it"),
    ("PUBLIC_INTEREST", "The public interest outweighs confidence"),
    ("BEST_INTERESTS", "The person lacks capacity, and it is in their best interests"),
    ("DIRECT_CARE", "It is for the person's own care"),
)
WHICH_LAW: Final = "If it goes to an agency that does not enforce the law: which law lets it be used there"
LAW_HINT: Final = "For example an Act and its section. Without it nothing goes to a council, a landlord or a clinic."
RULES: Final = "rules"
"""The place in the form that leaves it to the routing rules."""
To = tuple[Agency, Team | None, User | None]


class ReferralForm(OnceForm):
    """One sort of referral: to whom, how urgent, what the record knows and is confirmed, and what is asked besides.

    `enforces` says that the sender holds the person's data to enforce the law (DPA 2018 Part 3), which asks one
    question more.
    """

    to = forms.ChoiceField(label="Who it goes to")
    urgency = forms.TypedChoiceField(
        label="How urgent is it?", choices=Urgency.choices, coerce=lambda code: Urgency(int(code)),
        widget=forms.RadioSelect,
    )  # fmt: skip
    gateway = forms.ChoiceField(label="By which power you share")
    conf_basis = forms.ChoiceField(label="If it tells of health: why confidence allows it", required=False)

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        places: Mapping[str, To],
        items: Sequence[Item],
        people_alone: bool,
        enforces: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.kind, self.places, self.items = kind, places, {key_of(item): item for item in items}
        by_rules = [] if people_alone else [(RULES, "Where the routing rules send it")]
        named = [(code, place_in_words(place)) for code, place in places.items()]
        self._choose("to", [("", "Choose"), *by_rules, *named])
        self._choose("gateway", [("", "Choose"), *((one.value, one.label) for one in kind.gateways)])
        self._choose("conf_basis", list(CONFIDENCE))
        self.initial.setdefault("urgency", Urgency.ROUTINE)
        if enforces:
            self.fields["le_citation"] = LineField(label=WHICH_LAW, max_length=200, required=False, help_text=LAW_HINT)
        for name, part in parts_of(kind):
            self._confirm(name, part)
        for section in kind.sections:
            for each in section.fields:
                self.fields[name_of(section, each)] = field_of(each)

    def draft_said(self) -> Draft:
        """What was said, ready to be kept."""
        said = self.cleaned_data
        agency, team, person = self.places.get(said["to"], (None, None, None))
        chosen = sorted(key for name, _ in parts_of(self.kind) for key in said.get(name, []))
        return Draft(
            kind=self.kind.code, agency=agency, team=team, addressee=person, panel=self.kind.panel,
            urgency=said["urgency"], id=said["id"],
            form={
                "answers": self._answers(), "chosen": [key.split(":", 1) for key in chosen],
                "claims": {name: said.get(name, "") for name in ("gateway", "conf_basis", "le_citation")},
                **({ROUTED: True} if said["to"] == RULES else {}),
            },
        )  # fmt: skip

    def _answers(self) -> dict[str, dict[str, str | list[str]]]:
        return {
            section.code: {each.name: plain(self.cleaned_data[name_of(section, each)]) for each in section.fields}
            for section in self.kind.sections
        }

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _confirm(self, name: str, part: Part) -> None:
        offered = [(key, in_short(item)) for key, item in self.items.items() if item.kind in part.items]
        if offered:
            self.fields[name] = forms.MultipleChoiceField(
                label=part.title, choices=offered, required=False, widget=forms.CheckboxSelectMultiple,
                help_text="Is it still current? Only what you tick is sent. Put right on the record what is not.",
            )  # fmt: skip


def said_before(draft: Draft) -> dict[str, Any]:
    """A draft as its form shows it again; what the record knows is to be confirmed anew."""
    kind = kinds()[draft.kind]
    form: Mapping[str, Any] = draft.form
    shown: dict[str, Any] = {"id": draft.id, "urgency": draft.urgency, **form.get("claims", {})}
    shown["to"] = RULES if form.get(ROUTED) else code_of(draft.agency, draft.team, draft.addressee)
    for section in kind.sections:
        answers = form.get("answers", {}).get(section.code, {})
        shown |= {name_of(section, each): answers.get(each.name, "") for each in section.fields}
    return shown


def said_anew(draft: Draft, place: str) -> dict[str, Any]:
    """What was sent and came back, as the form of another referral begins, for the place that was named if any was."""
    shown = said_before(draft)
    del shown["id"]
    return {**shown, "to": place or shown["to"]}


class MoveForm(OnceForm):
    """What the table of moves asks of a move, and words where they are of use."""

    def __init__(
        self, *args: Any, move: Move, teams: Iterable[Team], agencies: Iterable[Agency], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        needs = MOVES[move].needs
        self.teams, self.agencies = {str(one.pk): one for one in teams}, {str(one.pk): one for one in agencies}
        if Need.REASON in needs:
            self.fields["reason"] = forms.ChoiceField(label="Why", choices=Reason.choices, widget=forms.RadioSelect)
        if Need.TEAM in needs:
            named = [(pk, team.title) for pk, team in self.teams.items()]
            self.fields["team"] = forms.ChoiceField(label="Which team", choices=named, widget=forms.RadioSelect)
        if Need.AGENCY in needs:
            known = [("", "Choose"), *((pk, agency.name) for pk, agency in self.agencies.items())]
            self.fields["agency"] = forms.ChoiceField(label="Which agency is the right one", choices=known)
        self.fields["words"] = WordsField(
            rows=5, label=WORDS[move], required=Need.WORDS in needs, max_length=4000,
            help_text="The other agency reads this. Write nothing new about the person here.",
        )  # fmt: skip

    def said(self) -> Said:
        """What was said, ready for the service."""
        told = self.cleaned_data
        return Said(
            words=told["words"], reason=Reason(told["reason"]) if told.get("reason") else None,
            team=self.teams.get(told.get("team", "")), agency=self.agencies.get(told.get("agency", "")), id=told["id"],
        )  # fmt: skip


WORDS: Final = {
    Move.PASS_ON: "What the other team should know",
    Move.ASK: "What you ask",
    Move.ANSWER: "Your answer",
    Move.DECLINE: "Why, and what would change that",
    Move.REDIRECT: "Why it is for them",
    Move.WITHDRAW: "Why you withdraw it",
    Move.HEAR: "What the panel decided, in a sentence",
    Move.TRANSFER: "To which area, and whom to ask there",
}


class AcceptForm(OnceForm):
    """As what somebody is taken on: a case of one's own, a person whom one's agency knows, or somebody new."""

    quiet_optional = True

    taking = forms.ChoiceField(label="Take them on as", widget=forms.RadioSelect)
    given = LineField(label="Given name, if new", max_length=100, required=False)
    family = LineField(label="Family name, if new", max_length=100, required=False)
    born = LineField(label="Date of birth, if new", max_length=40, required=False)
    reason = WordsField(rows=4, label="Why you open a case, if you open one", required=False, max_length=4000)

    def __init__(
        self, *args: Any, cases: Sequence[Case], known: Sequence[Candidate], closed: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.cases = {f"case:{one.pk}": one for one in cases}
        self.known = {f"person:{one.person.pk}": one.person for one in known}
        named = {f"person:{one.person.pk}": f"{one.name.text}, {one.why.lower()}: a new case" for one in known}
        self.fields["taking"].choices = [  # type: ignore[attr-defined]
            *((key, f"Case {one.reference}") for key, one in self.cases.items()), *named.items(),
            (NEW, "Somebody whom we do not know yet"),
        ]  # fmt: skip
        if not self.cases and not self.known:
            self.initial["taking"] = NEW
        if closed:
            self.fields["though_closed"] = forms.BooleanField(
                label="I know that the agency that refers has closed its case, and we take them on all the same",
                required=False,
            )

    def clean_born(self) -> PartialDate | None:
        """The date as far as it is known; refuses what is no date, in words."""
        return birth_date(self.cleaned_data["born"])

    def clean(self) -> dict[str, Any]:
        """Somebody new has a name, and a new case says why there is one."""
        said = super().clean() or self.cleaned_data
        if said.get("taking") == NEW and not (said.get("given") or said.get("family")):
            self.add_error("family", "Enter a name: somebody new is added under a name.")
        if said.get("taking") and said["taking"] not in self.cases and not said.get("reason"):
            self.add_error("reason", "Say why you open a case.")
        return said

    def as_taken(self) -> Taking:
        """What was chosen, ready for the service."""
        said = self.cleaned_data
        new = PersonDetails(given=said["given"], family=said["family"], born=said["born"])
        return Taking(
            case=self.cases.get(said["taking"]), person=self.known.get(said["taking"]),
            details=new if said["taking"] == NEW else None, reason=said["reason"],
            though_closed=said.get("though_closed", False),
        )  # fmt: skip


class CheckForm(forms.Form):
    """What a page showed before somebody sends: the body, and the fingerprint of what was decided."""

    body = forms.RegexField(r"[0-9a-f]{64}", widget=forms.HiddenInput)
    seen = forms.RegexField(r"[0-9a-f]{64}", widget=forms.HiddenInput)


class AskForm(ReasonsForm, OnceForm):
    """What is put to whoever can resolve what is held back of a draft."""


def parts_of(kind: Kind) -> list[tuple[str, Part]]:
    """What is confirmed, with the name of its field."""
    return [(f"part_{number}", part) for number, part in enumerate(kind.parts)]


def name_of(section: Section, field: Field) -> str:
    """The name of a question's field."""
    return f"{section.code}__{field.name}"


def field_of(field: Field) -> forms.Field:
    """The field by which a question is answered."""
    said: dict[str, Any] = {"label": field.label, "required": field.required, "help_text": field.hint}
    if field.way == "words":
        return WordsField(rows=5, **said)
    if field.way == "many":
        choices = list((field.choices or {}).items())
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said)
    if field.way == "one":
        return forms.ChoiceField(choices=list((field.choices or {}).items()), widget=forms.RadioSelect, **said)
    return DayField(**said) if field.way == "date" else LineField(max_length=200, **said)


def plain(said: Any) -> str | list[str]:
    """An answer as it is kept."""
    return list(said) if isinstance(said, list) else str(said or "")


def key_of(item: Item) -> str:
    """How an item is named in the form."""
    return f"{item.kind}:{item.id}"


def in_short(item: Item) -> str:
    """An item in one line: what it is, and how what it says begins."""
    words = "; ".join(text for text in item.words.values())
    return f"{item.title}: {words[:SHORT]}{'…' if len(words) > SHORT else ''}"


def code_of(agency: Agency | None, team: Team | None, person: User | None) -> str:
    """How a place is named in the form."""
    if person or team:
        return f"person:{person.pk}" if person else f"team:{team.pk}" if team else ""
    return f"agency:{agency.pk}" if agency else ""


def place_in_words(place: To) -> str:
    """A place as people read it."""
    agency, team, person = place
    return f"{agency.name}: {person.name if person else team.title if team else 'whoever takes referrals in'}"
