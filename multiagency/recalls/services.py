"""Telling every recipient of something that it was corrected or recalled, and their acknowledgement."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import User
from accounts.outbox.services import tell_each
from audit.ledger.events import Facts as EventFacts
from audit.ledger.events import Subject, event
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase
from casework.inserting import insert
from casework.refusals import ChangedMeanwhile
from multiagency.acts import RECALL_ACKNOWLEDGED, RECALLED
from multiagency.disclosures.models import Opening
from multiagency.notices import RECALLED as HEARS
from multiagency.recalls.models import Acknowledged, Done, Recall, Why
from multiagency.recalls.selectors import every_copy, find_recall
from multiagency.sharing.models import DisclosedItem, Disclosure
from vault.ids import uuid7
from vault.opening import seal


@dataclass(frozen=True, slots=True, repr=False)
class NewRecall:
    """What is corrected or recalled, by the ids of the things on the case, and why; `id` makes it harmless twice."""

    item_ids: Collection[UUID]
    why: Why
    words: str
    id: UUID = field(default_factory=uuid7)


@transaction.atomic
def recall(*, actor: Actor, opened: OpenedCase, new: NewRecall) -> list[Recall]:
    """Tell everybody who has a copy of these things, in whichever disclosure; the same sent again tells nobody twice.

    Each has the notice at the top of their copy, and hears by e-mail that there is one. Refuses whoever does not work
    the case (NotPermitted).
    """
    require_work(actor, RECALLED, opened.case)
    Case.objects.select_for_update(of=("self",)).get(pk=opened.case.pk)
    copies = list(every_copy(actor, opened.case, new.item_ids))
    return tell_holders(actor=actor, case=opened.case, copies=copies, new=new)


def tell_holders(*, actor: Actor, case: Case, copies: Sequence[DisclosedItem], new: NewRecall) -> list[Recall]:
    """Put a notice on each of these copies and tell whoever has one, for whoever has checked that it may be."""
    rows = [_row(actor, case, one, new) for one in copies]
    there = set(Recall.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    fresh = [row for row in rows if row.pk not in there]
    facts: EventFacts = {"why": new.why.value, "copies": [one.pk for one in copies]}
    with event(RECALLED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        seal(actor.agency_id, [(row, {"words": new.words}) for row in fresh])
        Recall.objects.bulk_create(fresh)
    if fresh:
        tell_each(actor=actor, users=_who_has({one.disclosure for one in copies}), notice=HEARS)
    return fresh


@transaction.atomic
def acknowledge(*, actor: Actor, recall_id: UUID, done: Done) -> Acknowledged:
    """Say what the receiving agency did about a notice; the sender sees it. The same again changes nothing.

    Refuses a notice about something that the actor does not read (NotKnown), and another answer than the one that is
    there (ChangedMeanwhile).
    """
    told = find_recall(actor, recall_id)
    there = Acknowledged.objects.filter(recall=told).first()
    if there:
        if there.done != done:
            raise ChangedMeanwhile
        return there
    row = Acknowledged(
        partnership_id=told.partnership_id, owner_id=actor.agency_id, recall=told, sender_id=told.owner_id, done=done,
        acknowledged_by_id=actor.principal,
    )  # fmt: skip
    subject = Subject("disclosure", told.disclosure_id, told.owner_id)
    with event(RECALL_ACKNOWLEDGED, by=actor, subject=subject, facts={"done": done.value}):
        insert(RECALL_ACKNOWLEDGED, subject, row)
    return row


def _row(actor: Actor, case: Case, one: DisclosedItem, new: NewRecall) -> Recall:
    return Recall(
        id=uuid5(new.id, str(one.pk)), partnership_id=case.partnership_id, owner_id=case.owner_id,
        disclosure_id=one.disclosure_id, agency_id=one.agency_id, item=one, why=new.why, given_by_id=actor.principal,
    )  # fmt: skip


def _who_has(disclosures: Collection[Disclosure]) -> list[User]:
    """Whoever was named, alone or in a team, and whoever opened a copy."""
    named = {one.recipient_id for one in disclosures if one.recipient_id}
    teams = {one.team_id for one in disclosures if one.team_id}
    read = Opening.objects.filter(disclosure__in=disclosures).values_list("opened_by_id", flat=True)
    told = Q(pk__in=named | set(read)) | Q(groups__in=teams)
    return list(User.objects.filter(told, is_active=True).distinct())
