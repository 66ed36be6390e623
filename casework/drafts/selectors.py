"""Reading drafts: one's own alone, each opening written down."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from accounts.actor import Actor
from audit.ledger.events import event
from casework.acts import DRAFT_TAKEN_UP
from casework.drafts.models import Draft
from casework.drafts.places import Place
from casework.shown import open_for_page

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a form, when, and in which window."""

    saved_at: datetime
    page: UUID
    fields: Fields = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A form that the reader has not finished, and its address."""

    address: str
    saved_at: datetime


def own_drafts(actor: Actor) -> QuerySet[Draft]:
    """The actor's own drafts; the wall shows them nobody else's."""
    return Draft.objects.filter(user_id=actor.principal, owner_id=actor.agency_id)


def draft_at(actor: Actor, place: Place) -> Typed | None:
    """What the actor typed into this form and did not save; None where there is nothing, or it cannot be opened now."""
    row = own_drafts(actor).filter(place=place.id).first()
    if row is None:
        return None
    with event(DRAFT_TAKEN_UP, by=actor, subject=place.subject(actor)) as ticket:
        words = open_for_page(actor, ticket, [row], "words")[row.pk]["words"]
    if not isinstance(words, list):
        return None
    return Typed(row.saved_at, row.page, [(name, text) for name, text in words])


def unfinished(actor: Actor, case_id: UUID, reference: str) -> tuple[Unfinished, ...]:
    """The forms of a case that the actor has begun, newest first; opens nothing. One query."""
    rows = own_drafts(actor).filter(case_id=case_id).order_by("-saved_at")
    found = ((address_of(row.form, reference), row.saved_at) for row in rows)
    return tuple(Unfinished(address, at) for address, at in found if address)


def address_of(form: str, reference: str) -> str:
    """The address of a form; empty where it needs more than the case's reference, or is no more."""
    try:
        return reverse(form, args=[reference])
    except NoReverseMatch:
        return ""
