"""Naming a liaison officer or a deputy in place of whoever was it."""

from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from accounts.actor import Actor
from accounts.models import Agency, User
from audit.ledger.events import Subject, event
from casework.inserting import insert
from multiagency.acts import LIAISON_NAMED
from multiagency.agreements.policies import require_name_signatories
from multiagency.liaison.models import LiaisonOfficer, Place
from vault.ids import uuid7


@dataclass(frozen=True, slots=True)
class Naming:
    """Who holds which place from now on; `id` tells a second sending from another naming."""

    user: User
    place: Place
    id: UUID = field(default_factory=uuid7)


@transaction.atomic
def name_liaison(*, actor: Actor, new: Naming) -> LiaisonOfficer:
    """Let somebody hold a place at the actor's agency from now on, and whoever held it no more.

    A person who held the other place leaves that one vacant. The same sent again names nobody. Refuses whoever does
    not say who acts for the agency (NotPermitted), and somebody without an account there (ValidationError).
    """
    require_name_signatories(actor, LIAISON_NAMED)
    Agency.objects.select_for_update(no_key=True).get(pk=actor.agency_id)
    there = LiaisonOfficer.objects.filter(pk=new.id, owner_id=actor.agency_id).first()
    if there:
        return there
    if new.user.agency_id != actor.agency_id or not new.user.is_active:
        raise ValidationError({"user": "Choose somebody with an account at your agency."})
    row = LiaisonOfficer(
        id=new.id, partnership_id=actor.partnership_id, owner_id=actor.agency_id, place=new.place, user=new.user,
        named_by_id=actor.principal if actor.kind == "user" else None,
    )  # fmt: skip
    subject = Subject("liaison_officer", row.pk, row.owner_id)
    with event(LIAISON_NAMED, by=actor, subject=subject, facts={"user": new.user.pk, "place": new.place.value}):
        held = LiaisonOfficer.objects.filter(
            Q(place=new.place) | Q(user=new.user), partnership_id=actor.partnership_id, owner_id=actor.agency_id,
            ended_at=None,
        )  # fmt: skip
        held.update(ended_at=Now())
        insert(LIAISON_NAMED, subject, row)
    return row
