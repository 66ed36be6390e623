"""Sending what may be sent: every decision is kept, refusals too, and a copy of what went is sealed for who gets it."""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotPermitted
from audit.ledger.acts import Act
from audit.ledger.events import Facts as EventFacts
from audit.ledger.events import event
from casework.cases.models import Case, Role
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase
from casework.inserting import under_a_free_id
from casework.items.item import Item
from casework.items.selectors import items_of
from casework.refusals import AlreadySent, ChangedMeanwhile
from multiagency.acts import DISCLOSED, SHARING_REFUSED
from multiagency.sharing.claims import Audience, Claims, Thing, emergency_review_due
from multiagency.sharing.facts import TEXTS, as_json
from multiagency.sharing.models import COPY, Channel, DisclosedItem, Disclosure, SharingDecision
from multiagency.sharing.receiving import picked_copies, received_items, sendable_on
from multiagency.sharing.weighing import Weighed, fingerprint, weigh
from vault.grants import sync_grants
from vault.ids import uuid7
from vault.opening import seal


@dataclass(frozen=True, slots=True, repr=False)
class Why:
    """What is written down about a sending: to whom it is of use and what the person was told of it.

    `cover` goes to the recipient; the rest stays with the discloser.
    """

    cover: str = ""
    necessity: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Picked:
    """What somebody chose to send of a case; `id` makes a second sending harmless."""

    items: frozenset[tuple[str, UUID]]
    audience: Audience
    claims: Claims
    why: Why = Why()
    channel: Channel = Channel.PORTAL
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it: the disclosure, or None where nothing could go, with every decision and copy."""

    disclosure: Disclosure | None
    decisions: tuple[SharingDecision, ...]
    copies: tuple[DisclosedItem, ...]


class FactsChanged(Exception):
    """What may go is not what the page showed; nothing was sent. `weighed` is the answer now."""

    def __init__(self, weighed: Sequence[Weighed]) -> None:
        super().__init__("the facts changed between the page and the sending")
        self.weighed = tuple(weighed)


def disclose(*, actor: Actor, opened: OpenedCase, picked: Picked, seen: str) -> Sent:
    """Send once what was picked, as far as it is allowed now, and keep every decision; a second sending adds nothing.

    `seen` is the fingerprint of what the page showed. Refuses whoever does not work the case (NotPermitted), facts that
    have changed since (FactsChanged), an item that is gone meanwhile (ChangedMeanwhile), and an id that is there for
    another sending (AlreadySent).

    A restricted record goes to a person by name, but for an emergency (`require_named`).
    """
    require_work(actor, DISCLOSED, opened.case)
    require_named(DISCLOSED, opened.case, picked.audience, picked.claims)
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=opened.case.pk)
        if there := Disclosure.objects.filter(pk=picked.id).first():
            return _again(there, opened.case, picked)
        weighed = weigh_picked(actor, opened, picked)
        if fingerprint(weighed) != seen:
            raise FactsChanged(weighed)
        allowed = any(one.decided.allowed for one in weighed)
        act = DISCLOSED if allowed else SHARING_REFUSED
        facts = event_facts(picked.audience, picked.claims, picked.channel, weighed)
        with event(act, by=actor, subject=opened.case.subject, purpose=picked.claims.purpose.value, facts=facts):
            return write_sending(actor=actor, opened=opened, weighed=weighed, picked=picked)


def require_named(act: Act, case: Case, audience: Audience, claims: Claims) -> None:
    """Refuse (NotPermitted) a restricted record for a whole agency on this system, where anybody who takes in reads it.

    An emergency does not wait for a name.
    """
    if case.restricted and not (audience.person or audience.outside or claims.emergency):
        raise NotPermitted(
            act, case.subject, words="This record is restricted, so it is sent to nobody but a person by name.",
            resolver=f"whoever takes in at {audience.agency.name}, who can say a name",
        )  # fmt: skip


def weigh_picked(actor: Actor, opened: OpenedCase, picked: Picked) -> list[Weighed]:
    """Weigh what was picked; refuses (ChangedMeanwhile) an item that the case no longer has for the actor."""
    copies = sendable_on(actor).filter(pk__in=picked_copies(picked.items))
    items = [*items_of(actor, opened, picked.items), *received_items(actor, opened, copies)]
    if {(item.kind, item.id) for item in items} != picked.items:
        raise ChangedMeanwhile
    return weigh(actor=actor, opened=opened, things=items, audience=picked.audience, claims=picked.claims)


def event_facts(audience: Audience, claims: Claims, channel: Channel, weighed: Iterable[Weighed]) -> EventFacts:
    """What the ledger is told of a sending: to whom, what, on which power and agreement, and what was decided."""
    known = list(weighed)
    return {
        "to": audience.agency.pk, "recipient": audience.person.pk if audience.person else None,
        "channel": channel.value, "gateway": claims.gateway, "emergency": claims.emergency,
        "agreements": sorted({str(one.terms.version_id) for one in known if one.terms}),
        "sent": [one.thing.id for one in known if one.decided.allowed],
        "refused": [one.thing.id for one in known if not one.decided.allowed],
        "rules": sorted({rule for one in known for rule in one.decided.fired}),
    }  # fmt: skip


def write_sending(*, actor: Actor, opened: OpenedCase, weighed: Sequence[Weighed], picked: Picked) -> Sent:
    """Keep a decision about every item, and seal a copy of each that is allowed for the audience.

    Under the ledger event now open, in the transaction in which they were weighed. The number of statements is the same
    for one item and for fifty.
    """
    going = [one for one in weighed if one.decided.allowed]
    disclosure = _disclosure(actor, opened.case, picked, going) if going else None
    decisions = write_decisions(actor, opened.case, weighed, picked.audience, picked.claims, disclosure)
    by_thing = {(row.item_kind, row.item_id): row for row in decisions}
    copies = _copies(actor, opened.case, going, by_thing, disclosure) if disclosure else []
    return Sent(disclosure, tuple(decisions), tuple(copies))


def write_decisions(
    actor: Actor, case: Case, weighed: Iterable[Weighed], audience: Audience, claims: Claims,
    disclosure: Disclosure | None = None,
) -> list[SharingDecision]:  # fmt: skip
    """Keep what was decided about each thing, under the ledger event now open."""
    decided = [(_decision(actor, case, one, audience, claims, disclosure), one.facts.override) for one in weighed]
    rows = [row for row, _ in decided]
    said = [(row, {"override": {text: getattr(by, text) for text in TEXTS}}) for row, by in decided if by]
    if said:
        seal(actor.agency_id, said)
    SharingDecision.objects.bulk_create(rows)
    return rows


def _decision(
    actor: Actor, case: Case, one: Weighed, audience: Audience, claims: Claims, disclosure: Disclosure | None
) -> SharingDecision:
    return SharingDecision(
        partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, agency=audience.agency,
        recipient=audience.person, requested_by_id=actor.principal if actor.kind == "user" else None,
        item_kind=one.thing.kind, item_id=one.thing.id, category=one.thing.category, purpose=claims.purpose,
        gateway=claims.gateway, agreement_version_id=one.terms.version_id if one.terms else None, policy=one.policy,
        facts=as_json(one.facts), rules=list(one.decided.fired), released=sorted(one.decided.released),
        outcome=one.decided.outcome.value, disclosure=disclosure if one.decided.allowed else None,
    )  # fmt: skip


def _disclosure(actor: Actor, case: Case, picked: Picked, going: Sequence[Weighed]) -> Disclosure:
    claims, why = picked.claims, picked.why
    emergency = any("R20" in one.decided.fired for one in going)
    row = Disclosure(
        id=picked.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case,
        agency=picked.audience.agency, recipient=picked.audience.person,
        team=picked.audience.team, disclosed_by_id=actor.principal,
        purpose=claims.purpose, gateway=claims.gateway, channel=picked.channel, emergency=emergency,
        review_due_on=emergency_review_due(timezone.localdate()) if emergency else None,
    )  # fmt: skip
    seal(actor.agency_id, [(row, {
        "cover": {"words": why.cover},
        "reasons": {"necessity": why.necessity, "told": why.told, "le_citation": claims.le_citation},
    })])  # fmt: skip
    with under_a_free_id(DISCLOSED, case.subject, Disclosure):
        row.save(force_insert=True)
    sync_grants(row.pk, row.owner_id, {(picked.audience.agency.pk, COPY): None})
    return row


def _copies(
    actor: Actor, case: Case, going: Sequence[Weighed],
    decisions: Mapping[tuple[str, UUID | None], SharingDecision], disclosure: Disclosure,
) -> list[DisclosedItem]:  # fmt: skip
    rows, sealing = [], []
    for number, one in enumerate(going, 1):
        copy = copy_of(one, case)
        row = DisclosedItem(
            partnership_id=case.partnership_id, owner_id=case.owner_id, disclosure=disclosure,
            decision=decisions[one.thing.kind, one.thing.id], agency=disclosure.agency, number=number,
            item_kind=one.thing.kind, item_id=_item(one).id, category=one.thing.category, digest=digest_of(copy),
        )  # fmt: skip
        rows.append(row)
        sealing.append((row, {"copy": copy}))
    seal(actor.agency_id, sealing)
    return DisclosedItem.objects.bulk_create(rows)


def copy_of(one: Weighed, case: Case) -> dict[str, object]:
    """What the recipient gets of one item: its words as far as they may go, its quality and the conditions on it.

    The quality block is what the recipient needs to judge it by (DPA 2018 s.38(4) and (5)): when it was last verified,
    fact or assessment, who the person is in it, and whether it is disputed.
    """
    item = _item(one)
    return {
        "title": item.title, "words": dict(one.kept), "from": item.owner.name,
        "quality": {
            "verified_on": timezone.localdate(item.recorded_at).isoformat(),
            "occurred_on": item.occurred_on.isoformat() if item.occurred_on else "",
            "statement": item.statement.value if item.statement else "",
            "role": "victim" if case.role == Role.VICTIM else "person managed for offending",
            "disputed": one.facts.disputed,
        },
        "conditions": [said.words for said in one.explanations if said.goes_along], "salt": secrets.token_hex(16),
    }  # fmt: skip


def _item(one: Weighed) -> Item:
    """The item that was weighed; refuses (TypeError) a whole category, which a share opens and nobody copies."""
    if not isinstance(one.thing, Item):
        raise TypeError("Only an item is copied.")
    return one.thing


def digest_of(copy: Mapping[str, object]) -> str:
    """What proves a copy without telling anything of it: it has a salt of its own."""
    return hashlib.sha256(json.dumps(copy, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _again(there: Disclosure, case: Case, picked: Picked) -> Sent:
    """What a second sending finds; refuses (AlreadySent) another sending under the same id."""
    copies = tuple(there.items.order_by("number"))
    decisions = tuple(there.decisions.all())
    to = picked.audience
    same = (there.case_id, there.agency_id, there.recipient_id, there.team_id, there.purpose) == (
        case.pk, to.agency.pk, to.person.pk if to.person else None, to.team.pk if to.team else None,
        picked.claims.purpose,
    )  # fmt: skip
    if not same or not {(row.item_kind, row.item_id) for row in copies} <= picked.items:
        raise AlreadySent
    return Sent(there, decisions, copies)


def pairs_of(things: Collection[Thing]) -> frozenset[tuple[str, UUID]]:
    """The kind and id of items, as a form picks them."""
    return frozenset((thing.kind, thing.id) for thing in things if thing.id)
