"""Reading what was asked and answered, and what of it holds for a sending now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import Subject, event
from casework.cases.selectors import OpenedCase
from casework.categories import Category
from casework.shown import open_for_page, show_rows
from multiagency.acts import DECISION_LOOKED_AT, DECISIONS_LISTED
from multiagency.asked_decisions.models import Answer, Ask, Decider, Outcome
from multiagency.asked_decisions.policies import asked_by, asked_of, asks_seen
from multiagency.sharing.claims import Granted, Sending
from multiagency.sharing.facts import TEXTS, Override
from multiagency.sharing.policy import Kind
from multiagency.sharing.sending import Picked
from multiagency.sharing.weighing import Weighed

MOST: Final = 100
FACTORS: Final = {
    "harm_to_patient": "What harm may sharing do to the patient?",
    "harm_to_trust": "What harm may it do to trust in a confidential service?",
    "harm_to_others": "What harm to others may it prevent?",
    "benefit": "What is gained by sharing this, and not less?",
    "views": "What does the patient say, or why were they not asked?",
    "avoidable": "Could the same be reached without it?",
}
"""The six factors that are weighed before confidence gives way to the public interest (governance HLT-02)."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for the actor's decision, what they or their like decided, and what they asked themselves."""

    waiting: tuple[Ask, ...]
    decided: tuple[Ask, ...]
    own: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class OpenedAsk:
    """One question with its words, whether the actor decides it, and the answer where there is one."""

    row: Ask
    said: Mapping[str, Any] = field(repr=False)
    answer: Answer | None
    answered: Mapping[str, Any] = field(repr=False)
    may_answer: bool

    @property
    def factors(self) -> list[tuple[str, str]]:
        """What was weighed for the public interest, in words; empty where it was not."""
        return [(label, str(self.answered[name])) for name, label in FACTORS.items() if self.answered.get(name)]


def queue(actor: Actor) -> Queue:
    """What is asked of the actor, unanswered first, and what they asked; the look is written down."""
    rows = asked_of(actor).select_related("answer", "asked_by", "agency", "owner", "asked_of")
    own = asked_by(actor)
    waiting = list(rows.filter(answer=None).order_by("pk")[:MOST])
    decided = list(rows.filter(answer__isnull=False).order_by("-pk")[:MOST])
    asked = list(own.select_related("answer", "agency", "asked_of").order_by("-pk")[:MOST])
    with event(DECISIONS_LISTED, by=actor, facts={"waiting": len(waiting)}) as ticket:
        show_rows(ticket, [*waiting, *decided, *asked])
    return Queue(tuple(waiting), tuple(decided), tuple(asked))


def find_ask(actor: Actor, ask_id: UUID) -> Ask:
    """The row behind an address, nothing opened; NotKnown where it is neither the actor's to decide nor their own."""
    rows = asks_seen(actor).select_related("asked_by", "agency", "recipient", "owner", "asked_of")
    found = rows.filter(pk=ask_id).first()
    if found is None:
        raise NotKnown(DECISION_LOOKED_AT, Subject("ask", ask_id))
    return found


def open_ask(actor: Actor, ask_id: UUID) -> OpenedAsk:
    """Open one question and its answer, the look written down; NotKnown as `find_ask`."""
    row = find_ask(actor, ask_id)
    answer = Answer.objects.filter(ask=row).select_related("answered_by", "owner").first()
    subject = Subject("ask", row.pk, row.owner_id)
    with event(DECISION_LOOKED_AT, by=actor, subject=subject, purpose=row.purpose) as ticket:
        said = open_for_page(actor, ticket, [row], "words")[row.pk]["words"]
        answered = open_for_page(actor, ticket, [answer], "words")[answer.pk]["words"] if answer else {}
    may = answer is None and asked_of(actor).filter(pk=row.pk).exists()
    return OpenedAsk(row, _held(said), answer, _held(answered), may)


def with_granted(actor: Actor, opened: OpenedCase, picked: Picked, weighed: Sequence[Weighed]) -> Picked:
    """The sending with what was granted for its things and still holds, as `granted_now`."""
    granted = granted_now(actor, opened, picked, weighed)
    return replace(picked, claims=replace(picked.claims, granted=granted)) if granted else picked


def granted_now(
    actor: Actor, opened: OpenedCase, sending: Sending, weighed: Sequence[Weighed]
) -> dict[UUID | Category, Granted]:
    """What was granted for the things of a sending and still holds, by id, and by category for a whole one.

    What was granted holds for the rules that were asked about, this recipient and this purpose, and for nothing else:
    a thing that another rule holds back besides stays held back.
    """
    held = {one.thing.id or one.thing.category: _overridable(one) for one in weighed if not one.decided.allowed}
    whole = [key for key in held if isinstance(key, Category)]
    rows = Ask.objects.filter(
        Q(item_id__in=[key for key in held if isinstance(key, UUID)]) | Q(item_id=None, category__in=whole),
        case=opened.case, owner_id=actor.agency_id, agency=sending.audience.agency, recipient=sending.audience.person,
        purpose=sending.claims.purpose, decider__in=[Decider.SECOND, Decider.CALDICOTT],
        answer__outcome=Outcome.GRANTED, answer__ends_on__gte=timezone.localdate(),
    )  # fmt: skip
    asks = list(rows.select_related("answer", "owner").order_by("pk"))
    words = open_for_page(actor, opened.ticket, asks, "words") if asks else {}
    answers = open_for_page(actor, opened.ticket, [row.answer for row in asks], "words") if asks else {}
    granted: dict[UUID | Category, Granted] = {}
    for row in asks:
        key = row.item_id or Category(row.category)
        if held[key] <= set(row.rules) or row.decider == Decider.CALDICOTT:
            new = _granted(row, _held(words[row.pk]["words"]), _held(answers[row.answer.pk]["words"]), held[key])
            before = granted.get(key, Granted())
            granted[key] = Granted(
                new.override or before.override, new.conf_basis or before.conf_basis, new.ends_on or before.ends_on
            )
    return granted


def _granted(row: Ask, said: Mapping[str, Any], answered: Mapping[str, Any], held: frozenset[str]) -> Granted:
    by = (str(row.asked_by_id), str(row.answer.answered_by_id))
    if row.decider == Decider.SECOND:
        override = Override(*by, **{text: str(said.get(text, "")) for text in TEXTS})
        return Granted(override, ends_on=row.answer.ends_on)
    if row.answer.conf_basis == "PUBLIC_INTEREST" and not held:
        return Granted(Override(*by, **_weighed(answered)), row.answer.conf_basis, row.answer.ends_on)
    return Granted(None, row.answer.conf_basis)


def _weighed(answered: Mapping[str, Any]) -> dict[str, str]:
    """The six factors as the three reasons that an override holds."""
    pairs = {
        "necessity": ("harm_to_others", "benefit"), "proportionality": ("harm_to_patient", "harm_to_trust", "views"),
        "less_intrusive": ("avoidable",),
    }  # fmt: skip
    return {text: " ".join(str(answered.get(name, "")) for name in names) for text, names in pairs.items()}


def _overridable(one: Weighed) -> frozenset[str]:
    return frozenset(why.rule for why in one.explanations if why.kind is Kind.OVERRIDABLE)


def _held(said: Any) -> Mapping[str, Any]:
    return said if isinstance(said, Mapping) else {}
