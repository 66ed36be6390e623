"""Sending a transfer pack: every item is decided as any sending is, and every paper of the checklist answered for."""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from audit.ledger.events import Facts, event
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase
from casework.cases.services import lock_case
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event
from casework.inserting import insert
from casework.refusals import AlreadySent
from multiagency.acts import SHARING_REFUSED, TRANSFER_SENT
from multiagency.disclosures.services import weigh_with_granted
from multiagency.notices import TRANSFER_CAME
from multiagency.sharing.models import Disclosure
from multiagency.sharing.sending import FactsChanged, Picked, event_facts, pairs_of, require_named, write_sending
from multiagency.sharing.weighing import Weighed, fingerprint
from multiagency.transfers.checklist import Filled, checklist, fill
from multiagency.transfers.models import BETWEEN, Term, TransferPack, TransferPaper
from multiagency.transfers.policies import require_transferable
from multiagency.transfers.services.telling import tell_recipients
from vault.grants import sync_grants
from vault.ids import uuid7
from vault.indexes import blind_index
from vault.opening import seal

HASHED: Final = "transfer pack"


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class NewPack:
    """What somebody would hand over: for how long, the answers, what goes, and why a paper does not; by their codes."""

    picked: Picked
    term: Term
    until: date | None = None
    answers: Mapping[str, str]
    absent: Mapping[str, str]
    id: UUID = field(default_factory=uuid7)

    def body(self, partnership_id: UUID) -> bytes:
        """A keyed hash of all of it, by which a second sending is told from another pack under the same id."""
        audience, claims = self.picked.audience, self.picked.claims
        whole = [
            str(audience.agency.pk), str(audience.person.pk) if audience.person else "", self.term, str(self.until),
            dict(self.answers), dict(self.absent), sorted(f"{kind}:{pk}" for kind, pk in self.picked.items),
            claims.purpose.value, claims.gateway, claims.gateway_request, claims.conf_basis, claims.le_citation,
            claims.ndo_exemption, claims.wider, claims.third_party, *astuple(self.picked.why),
        ]  # fmt: skip
        return blind_index(partnership_id, HASHED, json.dumps(whole, sort_keys=True, ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pack as it would go now: what is picked, with what is decided about each thing, and each paper."""

    picked: Picked
    weighed: tuple[Weighed, ...]
    papers: tuple[Filled, ...]

    @property
    def seen(self) -> str:
        """What a page carries of it, so that another answer at the moment of sending sends nothing."""
        return fingerprint(self.weighed)


def prepare(actor: Actor, opened: OpenedCase, new: NewPack) -> Prepared:
    """Decide about everything in a pack now, and write nothing; refuses as `weigh_picked` does."""
    picked, weighed = weigh_with_granted(actor, opened, new.picked)
    going = pairs_of([one.thing for one in weighed if one.decided.allowed])
    papers = checklist().papers_for(opened.case.role)
    return Prepared(picked, tuple(weighed), fill(papers, new.absent, picked.items, going))


def send_pack(*, actor: Actor, opened: OpenedCase, new: NewPack, seen: str) -> TransferPack | None:
    """Send a pack: decide anew, seal copies of what may go, keep every decision and paper, all or nothing.

    The same sent again gives the pack that went. None where nothing of it may go: the refusals are kept, and there is
    no pack.

    Refuses whoever does not work the case (NotPermitted), a case that is closed or handed over already
    (CannotTransfer), other facts than the page showed (FactsChanged), an item that is gone (ChangedMeanwhile), and
    another body than the one that was sent under this id (AlreadySent).
    """
    require_work(actor, TRANSFER_SENT, opened.case)
    with transaction.atomic():
        case = lock_case(opened.case)
        body = new.body(actor.partnership_id)
        if there := TransferPack.objects.filter(pk=new.id, case=case).first():
            return _the_same(there, body)
        require_transferable(case)
        prepared = prepare(actor, opened, new)
        require_named(TRANSFER_SENT, case, prepared.picked.audience, prepared.picked.claims)
        if prepared.seen != seen:
            raise FactsChanged(prepared.weighed)
        return _send(actor, opened, new, prepared, body)


def _send(actor: Actor, opened: OpenedCase, new: NewPack, prepared: Prepared, body: bytes) -> TransferPack | None:
    picked, weighed, case = prepared.picked, prepared.weighed, opened.case
    act = TRANSFER_SENT if any(one.decided.allowed for one in weighed) else SHARING_REFUSED
    facts: Facts = {**event_facts(picked.audience, picked.claims, picked.channel, weighed), "pack": new.id}
    with event(act, by=actor, subject=case.subject, purpose=picked.claims.purpose.value, facts=facts):
        sent = write_sending(actor=actor, opened=opened, weighed=weighed, picked=picked)
        pack = _store(actor, case, new, sent.disclosure, body) if sent.disclosure else None
        if pack:
            _store_papers(pack, prepared.papers)
            words = f"A transfer pack went to {picked.audience.agency.name}."
            add_event(
                actor, case, NewEvent(Happening.CASE, Statement.FACT, Category.INTERVENTION_RECORD, words, pack.pk)
            )
    if pack:
        tell_recipients(actor, pack, TRANSFER_CAME)
    return pack


def _store(actor: Actor, case: Case, new: NewPack, disclosure: Disclosure, body: bytes) -> TransferPack:
    pack = TransferPack(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, person_id=case.person_id,
        role=case.role, agency=disclosure.agency, addressee=disclosure.recipient, disclosure=disclosure,
        term=new.term, until=new.until, body=body, sent_by_id=actor.principal,
    )  # fmt: skip
    seal(actor.agency_id, [(pack, {"answers": dict(new.answers)})])
    insert(TRANSFER_SENT, case.subject, pack)
    sync_grants(pack.pk, pack.owner_id, {(pack.agency_id, BETWEEN): None})
    return pack


def _store_papers(pack: TransferPack, papers: tuple[Filled, ...]) -> None:
    TransferPaper.objects.bulk_create(
        TransferPaper(
            partnership_id=pack.partnership_id, owner_id=pack.owner_id, pack=pack, number=number,
            paper=one.paper.code, how=one.how, why=one.why or "",
        )
        for number, one in enumerate(papers, 1)
    )  # fmt: skip


def _the_same(there: TransferPack, body: bytes) -> TransferPack:
    if bytes(there.body) != body:
        raise AlreadySent
    return there
