"""What was sent of each case to the agency that has a share of it, for the addresses of one."""

from uuid import UUID

from django.utils import timezone

from accounts.context import acting
from audit.ledger.events import event
from casework.cases.models import Case
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.acts import DECISION_ASKED, DISCLOSED, RECALLED
from multiagency.asked_decisions.models import Ask, Decider
from multiagency.recalls.models import Recall, Why
from multiagency.sharing.models import COPY, Channel, Disclosure
from tests.access.world import World
from tests.cast import actor
from vault.grants import sync_grants
from vault.ids import uuid7
from vault.opening import seal

OPENS_WHAT_IS_PROTECTED = {"multiagency:transfer-new"}
"""Pages that offer everything on a case: where whoever is named reads an address, opening it is written down."""
MADE_UP: dict[str, object] = {"disclosure_id": uuid7(), "ask_id": uuid7(), "recall_id": uuid7()}


def disclosure_of(world: World, case: Case) -> UUID:
    """What police sent of the case to the in-tray of the other agency, sent when it is first asked for."""
    if ("disclosure", case.pk) not in world.made:
        world.made["disclosure", case.pk] = _sent(world, case)
    return world.made["disclosure", case.pk]


def recall_of(world: World, case: Case) -> UUID:
    """A notice about what was sent of the case, given when it is first asked for."""
    if ("recall", case.pk) not in world.made:
        world.made["recall", case.pk] = _recalled(world, case)
    return world.made["recall", case.pk]


def _recalled(world: World, case: Case) -> UUID:
    who = actor(world.worker)
    told = Recall(
        partnership_id=case.partnership_id, owner_id=case.owner_id, disclosure_id=disclosure_of(world, case),
        agency=world.agencies["shared"], why=Why.CORRECTED, given_by=world.worker,
    )  # fmt: skip
    with acting(who), event(RECALLED, by=who, subject=case.subject):
        seal(who.agency_id, [(told, {"words": "The date was wrong"})])
        told.save(force_insert=True)
    return told.pk


def ask_of(world: World, case: Case) -> UUID:
    """A question about the case that a second authoriser of the police decides, put when it is first asked for."""
    if ("ask", case.pk) not in world.made:
        world.made["ask", case.pk] = _asked(world, case)
    return world.made["ask", case.pk]


def _asked(world: World, case: Case) -> UUID:
    who = actor(world.worker)
    asked = Ask(
        partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, agency=world.agencies["shared"],
        item_kind="name", item_id=case.person_id, category=Category.IDENTITY, purpose=Purpose.VICTIM_SUPPORT,
        decider=Decider.SECOND, rules=["R30"], asked_of_id=case.owner_id, asked_by=world.worker,
    )  # fmt: skip
    with acting(who), event(DECISION_ASKED, by=who, subject=case.subject):
        seal(who.agency_id, [(asked, {"words": {"title": "Name", "why": "They asked"}})])
        asked.save(force_insert=True)
    return asked.pk


def _sent(world: World, case: Case) -> UUID:
    who = actor(world.worker)
    sent = Disclosure(
        partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, agency=world.agencies["shared"],
        disclosed_by=world.worker, purpose=Purpose.VICTIM_SUPPORT, gateway="CDA_115", channel=Channel.PORTAL,
        emergency=True, review_due_on=timezone.localdate(),
    )  # fmt: skip
    with acting(who), event(DISCLOSED, by=who, subject=case.subject):
        seal(who.agency_id, [(sent, {"cover": {"words": ""}, "reasons": {"necessity": "They asked"}})])
        sent.save(force_insert=True)
        sync_grants(sent.pk, sent.owner_id, {(sent.agency_id, COPY): None})
    return sent.pk
