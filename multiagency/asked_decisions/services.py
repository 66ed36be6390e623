"""Asking whoever must decide whether something may go, and answering."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.models import User
from accounts.outbox.services import tell_each
from accounts.people.models import RoleHeld
from audit.ledger.events import Facts as EventFacts
from audit.ledger.events import Subject, event
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase
from casework.conflicts.policies import users_in_conflict
from casework.inserting import insert
from casework.items.item import Item
from casework.refusals import ChangedMeanwhile
from multiagency.acts import DECISION_ANSWERED, DECISION_ASKED
from multiagency.asked_decisions.deciders import by_decider, deciding
from multiagency.asked_decisions.models import Answer, Ask, Decider, Outcome
from multiagency.asked_decisions.policies import require_answer
from multiagency.notices import DECISION_GIVEN, DECISION_WANTED
from multiagency.sharing.claims import Sending
from multiagency.sharing.decide import Outcome as Decided
from multiagency.sharing.models import REASONS, Approval, DisclosedItem
from multiagency.sharing.policy import Kind, policy_on
from multiagency.sharing.weighing import Weighed
from vault.grants import sync_grants
from vault.opening import seal

SEES_WORDS: Final = frozenset(Decider) - {Decider.SECOND, Decider.IG_LEAD}
"""Who decides on the words of the thing itself; the others decide on what it is and why it should go."""
EVERYTHING: Final = "Everything of this kind, as a standing share"
TELLER: Final = "asked decisions"
SENT_AGAIN: Final = UUID("0d7f1c52-95aa-5c1e-8a39-6a2f1f6d7c44")


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Reasons:
    """Why it should go: the reason given with the sending, and the three of an override, each at least 20 long."""

    why: str
    necessity: str = ""
    proportionality: str = ""
    less_intrusive: str = ""


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Answered:
    """What was decided and why; `factors` are the six that are weighed for the public interest (HLT-02)."""

    outcome: Outcome
    reason: str
    conf_basis: str = ""
    factors: Mapping[str, str] | None = None


@transaction.atomic
def ask(
    *, actor: Actor, opened: OpenedCase, picked: Sending, weighed: Iterable[Weighed], decider: Decider, reasons: Reasons
) -> list[Ask]:
    """Ask a decider about everything of a sending that they can resolve; the same sent again asks nothing twice.

    Refuses whoever does not work the case (NotPermitted), and a sending in which nothing is theirs to resolve
    (ChangedMeanwhile). Whoever decides hears of it, and nothing of what it is.
    """
    require_work(actor, DECISION_ASKED, opened.case)
    held = [(one, rules) for one in weighed if (rules := _rules_for(one, decider))]
    if not held:
        raise ChangedMeanwhile
    Case.objects.select_for_update(of=("self",)).get(pk=opened.case.pk)
    asks = [(_ask(actor, opened.case, picked, one, decider, rules), one) for one, rules in held]
    there = set(Ask.objects.filter(pk__in=[row.pk for row, _ in asks]).values_list("pk", flat=True))
    new = [(row, one) for row, one in asks if row.pk not in there]
    facts: EventFacts = {"decider": decider.value, "items": [row.item_id for row, _ in new]}
    with event(DECISION_ASKED, by=actor, subject=opened.case.subject, purpose=picked.claims.purpose, facts=facts):
        for row, one in new:
            seal(actor.agency_id, [(row, {"words": _words(one, decider, reasons)})])
            insert(DECISION_ASKED, opened.case.subject, row)
            if row.asked_of_id != row.owner_id:
                sync_grants(row.pk, row.owner_id, {(row.asked_of_id, REASONS): None})
    if new:
        tell_each(actor=actor, users=who_decides(new[0][0]), notice=DECISION_WANTED)
    return [row for row, _ in asks]


@transaction.atomic
def answer(*, actor: Actor, ask: Ask, said: Answered) -> Answer:
    """Decide what was asked. A yes holds for some days; of a rule that is approved, the next weighing no longer fires.

    Refuses whoever may not decide it (NotPermitted) and a second answer (ChangedMeanwhile).
    """
    require_answer(actor, ask)
    if Answer.objects.filter(ask=ask).exists():
        raise ChangedMeanwhile
    granted = said.outcome is Outcome.GRANTED
    until = timezone.localdate() + timedelta(days=deciding()[Decider(ask.decider)].days)
    row = Answer(
        partnership_id=ask.partnership_id, owner_id=ask.asked_of_id, ask=ask, asker_id=ask.owner_id,
        asked_by_id=ask.asked_by_id, answered_by_id=actor.principal, outcome=said.outcome,
        conf_basis=said.conf_basis if granted else "", ends_on=until if granted else None,
    )  # fmt: skip
    facts: EventFacts = {"outcome": said.outcome.value, "decider": ask.decider, "rules": ask.rules}
    subject = Subject("ask", ask.pk, ask.owner_id)
    with event(DECISION_ANSWERED, by=actor, subject=subject, purpose=ask.purpose, facts=facts):
        seal(actor.agency_id, [(row, {"words": {"reason": said.reason, **(said.factors or {})}})])
        insert(DECISION_ANSWERED, subject, row)
        if row.asker_id != row.owner_id:
            sync_grants(ask.pk, row.owner_id, {(row.asker_id, REASONS): None})
        if granted:
            _approve(actor, ask, until, said.reason)
    tell_each(actor=actor, users=[ask.asked_by], notice=DECISION_GIVEN)
    return row


def deciders_of(weighed: Iterable[Weighed]) -> dict[Decider, int]:
    """Whom to ask about what is held back of a sending, with how many of its things each resolves."""
    things = list(weighed)
    counted = {decider: sum(bool(_rules_for(one, decider)) for one in things) for decider in Decider}
    return {decider: number for decider, number in counted.items() if number}


def who_decides(ask: Ask) -> list[User]:
    """Those at the agency that is asked who hold a role for it, without whoever asks and whoever is in conflict.

    Who there is in conflict with the person is known to their own agency alone, which is asked in its own name.
    """
    roles = deciding()[Decider(ask.decider)].roles
    held = RoleHeld.objects.filter(user__agency=ask.asked_of_id, partnership_id=ask.partnership_id, role__in=roles)
    there = User.objects.filter(pk__in=held.values("user"), is_active=True)
    with acting(system_actor(TELLER, ask.partnership_id, ask.asked_of_id)):
        sent = DisclosedItem.objects.filter(pk__in=[ask.item_id]).values_list("disclosure__case__person", flat=True)
        tied = users_in_conflict(ask.case.person_id, *sent)
        return list(there.exclude(pk=ask.asked_by_id).exclude(pk__in=tied))


def _rules_for(one: Weighed, decider: Decider) -> tuple[str, ...]:
    """The rules that stand in the way of a thing and that the decider resolves; none where a block stands."""
    if one.decided.allowed or one.decided.outcome is Decided.BLOCK:
        return ()
    if one.thing.id is None and decider is not Decider.SECOND:
        return ()  # an approval without an item would hold for the whole case
    standing = [why.rule for why in one.explanations if why.kind is not Kind.CONDITION]
    return by_decider(rule for rule in standing if rule not in one.decided.released).get(decider, ())


def _ask(
    actor: Actor, case: Case, picked: Sending, one: Weighed, decider: Decider, rules: tuple[str, ...]
) -> Ask:  # fmt: skip
    owner = one.thing.owner if deciding()[decider].at_owner else case.owner
    to, thing = picked.audience, f"{one.thing.kind} {one.thing.id or one.thing.category}"
    whom = f"{to.agency.pk} {to.person.pk if to.person else ''} {picked.claims.purpose.value}"
    return Ask(
        id=uuid5(SENT_AGAIN, f"{picked.id} {decider} {thing} {whom}"),
        partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, agency=picked.audience.agency,
        recipient=picked.audience.person, item_kind=one.thing.kind, item_id=one.thing.id,
        category=one.thing.category, purpose=picked.claims.purpose, gateway=picked.claims.gateway, decider=decider,
        rules=list(rules), asked_of=owner, asked_by_id=actor.principal,
    )  # fmt: skip


def _words(one: Weighed, decider: Decider, reasons: Reasons) -> dict[str, object]:
    item = one.thing if isinstance(one.thing, Item) else None
    words = dict(item.words) if item and decider in SEES_WORDS else {}
    return {
        "title": item.title if item else EVERYTHING, "words": words,
        "standing": [why.words for why in one.explanations if why.rule not in one.decided.released],
        "why": reasons.why, "necessity": reasons.necessity, "proportionality": reasons.proportionality,
        "less_intrusive": reasons.less_intrusive,
    }  # fmt: skip


def _approve(actor: Actor, ask: Ask, until: date, reason: str) -> None:
    """Record an approval of each rule that can be; the others end by an override or by their facts."""
    policy = policy_on(timezone.localdate())
    for rule in ask.rules:
        if policy.rule(rule).approvable:
            row = Approval(
                partnership_id=ask.partnership_id, owner_id=ask.asked_of_id, rule=rule, for_agency_id=ask.owner_id,
                to_agency_id=ask.agency_id, recipient_id=ask.recipient_id, case_id=ask.case_id, item_id=ask.item_id,
                purpose=ask.purpose,
                approved_by_id=actor.principal, ends_on=until,
            )  # fmt: skip
            seal(actor.agency_id, [(row, {"reason": {"words": reason}})])
            row.save(force_insert=True)
