"""Forms of transfer packs: what goes and what of the checklist does not, and what is said with a move."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField

from accounts.day_fields import DayField
from casework.inputs import LineField, OnceForm, WordsField
from casework.items.item import Item
from multiagency.disclosures.forms import ShareForm
from multiagency.sharing.models import Channel
from multiagency.transfers.checklist import Checklist, How, Paper, Why, checklist
from multiagency.transfers.models import Term
from multiagency.transfers.moves import MOVES, Move, Need
from multiagency.transfers.services.moving import Said
from multiagency.transfers.services.sending import NewPack
from vault.ids import uuid7

YES_NO: Final = [("YES", "Yes"), ("NO", "No"), ("NOT_KNOWN", "Not known")]
ABSENT: Final = [
    ("", "It goes: it is ticked above"),
    (How.NOT_HELD.value, "We do not hold it"),
    *((why.value, f"Kept back: {why.label[0].lower()}{why.label[1:]}") for why in Why if why is not Why.NOT_ALLOWED),
]
NO_WORD: Final = "Nothing of this is ticked. Say that you do not hold it, or why it is kept back."
TWICE: Final = "Something of this is ticked, so it goes. Untick it, or leave this as it is."


class PackForm(ShareForm):
    """A transfer pack: a sending like any other, and what its checklist asks besides."""

    term = forms.ChoiceField(
        label="For how long do they move?", choices=Term.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose for how long they move."},
    )  # fmt: skip
    until = DayField(label="Until when, where it is for a time?", required=False)

    OPENING: Final = ("to", "term", "until", "purpose")
    CLOSING: Final = ("gateway", "necessity", "told", "cover")

    def __init__(self, *args: Any, role: str, **options: Any) -> None:
        super().__init__(*args, **options)
        known = checklist()
        self.papers = known.papers_for(role)
        self.fields["to"].label = "Who takes over?"
        self.fields["items"].label = "What goes with them?"
        self.fields["items"].choices = _by_paper(self.papers, self.things)  # type: ignore[attr-defined]
        self._ask(known)

    def _ask(self, known: Checklist) -> None:
        for one in known.questions:
            self.fields[f"question_{one.code}"] = forms.ChoiceField(
                label=one.title, choices=YES_NO, widget=forms.RadioSelect,
                error_messages={"required": "Choose yes, no or not known."},
            )  # fmt: skip
        for paper in self.papers:
            self.fields[f"absent_{paper.code}"] = forms.ChoiceField(label=paper.title, choices=ABSENT, required=False)

    def clean(self) -> dict[str, Any]:
        """A move for a time says until when, and each paper either goes or says why not."""
        said = super().clean() or self.cleaned_data
        if said.get("term") == Term.FOR_A_TIME and not said.get("until"):
            self.add_error("until", "Enter until when they move.")
        ticked = {self.things[key].kind for key in said.get("items", ())}
        for paper in self.papers:
            goes, absent = bool(ticked & set(paper.items)), said.get(f"absent_{paper.code}")
            if goes == bool(absent):
                self.add_error(f"absent_{paper.code}", TWICE if goes else NO_WORD)
        return said

    @property
    def opening(self) -> list[BoundField]:
        """To whom, for how long, and what is asked of every move."""
        asked = [name for name in self.fields if name.startswith("question_")]
        return [self[name] for name in (*self.OPENING, *asked)]

    @property
    def absent(self) -> list[BoundField]:
        """What of the checklist does not go, and why."""
        return [self[f"absent_{paper.code}"] for paper in self.papers]

    @property
    def closing(self) -> list[BoundField]:
        """By which power it goes, why, and what whoever takes over should know."""
        return [self[name] for name in self.CLOSING]

    @property
    def more(self) -> list[BoundField]:
        """What the law asks of some of it."""
        return [field for field in super().more if field.name in ShareForm.base_fields]

    def new_pack(self) -> NewPack:
        """What was said, ready to be weighed and sent."""
        said, picked = self.cleaned_data, self.picked()
        channel = Channel.PACKAGE if picked.audience.outside else Channel.PORTAL
        return NewPack(
            id=said["id"], term=Term(said["term"]),
            until=said["until"] if said["term"] == Term.FOR_A_TIME else None,
            answers={name.removeprefix("question_"): said[name] for name in said if name.startswith("question_")},
            absent={paper.code: said[f"absent_{paper.code}"] for paper in self.papers if said[f"absent_{paper.code}"]},
            picked=replace(picked, channel=channel, id=uuid7()),
        )  # fmt: skip


class MoveForm(OnceForm):
    """What the table of moves asks of a move, and words where they are of use."""

    def __init__(self, *args: Any, move: Move, **options: Any) -> None:
        super().__init__(*args, **options)
        needs = MOVES[move].needs
        if Need.CONVERSATION in needs:
            held = [(one.code, one.title) for one in checklist().conversations]
            self.fields["conversation"] = forms.ChoiceField(
                label="Which conversation", choices=held, widget=forms.RadioSelect,
                error_messages={"required": "Choose which conversation it was."},
            )  # fmt: skip
        if Need.WHO in needs:
            self.fields["who"] = LineField(
                label=WHO[move], max_length=200, error_messages={"required": "Enter their name and post."}
            )
        self.fields["words"] = WordsField(
            rows=5, label=WORDS[move], required=Need.WORDS in needs, max_length=4000,
            help_text="The other agency reads this. Write nothing new about the person here.",
        )  # fmt: skip

    def said(self) -> Said:
        """What was said, ready for the service."""
        told = self.cleaned_data
        return Said(
            words=told["words"], who=told.get("who", ""), conversation=told.get("conversation", ""), id=told["id"]
        )


WHO: Final = {
    Move.HEARD_BACK: "Who acknowledged it there: name and post",
    Move.TALK: "Who talked: names and posts of both",
}
WORDS: Final = {
    Move.ASK: "Which papers are missing",
    Move.SUPPLY: "Where they are now, or why there are none",
    Move.ACKNOWLEDGE: "Anything that the sending area should know",
    Move.HEARD_BACK: "How and when they told you",
    Move.RETURN: "Why you do not take them on, and who should",
    Move.WITHDRAW: "Why you withdraw it",
    Move.TALK: "What was agreed about the handover, in a sentence or two",
    Move.CLOSE: "If a conversation was not held: why not",
}


def _by_paper(papers: tuple[Paper, ...], things: Mapping[str, Item]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Items as choices, those of one paper together, in the order of the checklist."""
    groups = []
    for paper in papers:
        held = [(key, _in_short(item)) for key, item in things.items() if item.kind in paper.items]
        if held:
            groups.append((paper.title, held))
    return groups


def _in_short(item: Item) -> str:
    return f"{item.title}, {item.occurred_on:%-d %B %Y}" if item.occurred_on else item.title
