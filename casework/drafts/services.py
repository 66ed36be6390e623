"""Keeping, ending and throwing away drafts.

The ledger hears of a draft three times, not at every stroke: when it is begun, when it is opened again, and when it is
thrown away. Saving the form is an event of the form's own.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from accounts.actor import Actor
from audit.ledger.events import record
from casework.acts import DRAFT_BEGUN, DRAFT_DROPPED, DRAFTS_SWEPT
from casework.drafts.models import Draft
from casework.drafts.places import Place
from casework.drafts.selectors import Fields, own_drafts
from casework.pasted import looks_pasted
from vault.opening import seal

MOST_CHARACTERS: Final = 1_000_000
"""Three times what anybody has been seen to paste; past that a form says no rather than fill the disk."""

KEPT: Final = timedelta(days=30)


class TooLong(Exception):
    """More was typed than a draft holds."""


class Pasted(Exception):
    """What looks like minutes stands in a form that takes none, so that it is stored on no way into the record."""


class TypedElsewhere(Exception):
    """Another window of the same person has typed into this form, saved it or thrown it away, since this one looked."""

    def __init__(self, page: UUID | None) -> None:
        super().__init__()
        self.page = page


@transaction.atomic
def keep_draft(
    *, actor: Actor, place: Place, fields: Fields, page: UUID, seen: UUID | None = None, over: bool = False
) -> Draft:
    """Keep what is typed in a window; `seen` is the window whose draft this one shows, itself once it has kept one.

    Refuses (TypedElsewhere), but for who asks to write `over` it, what would overwrite words of another window or bring
    back a form that is done with; (TooLong) more than MOST_CHARACTERS; and (Pasted) minutes where the form takes none.
    """
    if sum(len(text) for _, text in fields) > MOST_CHARACTERS:
        raise TooLong
    if not place.takes_minutes and any(looks_pasted(text) for _, text in fields):
        raise Pasted
    row = own_drafts(actor).select_for_update().filter(place=place.id).first()
    if row is None:
        if seen is not None and not over:
            raise TypedElsewhere(None)
        return _begin(actor, place, fields, page)
    if row.page not in {page, seen} and not over:
        raise TypedElsewhere(row.page)
    row.page = page
    _seal(actor, row, fields)
    own_drafts(actor).filter(pk=row.pk).update(page=page, saved_at=Now(), words=row.words)
    row.refresh_from_db(fields=["saved_at"])
    return row


def end_draft(*, actor: Actor, place: Place) -> None:
    """Let go of a draft whose form is saved; the form's own event says what became of it."""
    own_drafts(actor).filter(place=place.id).delete()


@transaction.atomic
def drop_draft(*, actor: Actor, place: Place) -> bool:
    """Throw a draft away; whether there was one."""
    gone, _ = own_drafts(actor).filter(place=place.id).delete()
    if gone:
        record(DRAFT_DROPPED, by=actor, subject=place.subject(actor), facts={"form": place.form})
    return bool(gone)


@transaction.atomic
def sweep_drafts(*, actor: Actor) -> int:
    """Delete the drafts of an agency that nobody has touched for KEPT, and say how many. Actor is the product."""
    gone, _ = Draft.objects.filter(owner_id=actor.agency_id, saved_at__lt=Now() - KEPT).delete()
    if gone:
        record(DRAFTS_SWEPT, by=actor, subject=actor.own_agency, facts={"drafts": gone})
    return gone


def _begin(actor: Actor, place: Place, fields: Fields, page: UUID) -> Draft:
    row = Draft(
        partnership_id=actor.partnership_id, owner_id=actor.agency_id, case_id=place.case_id,
        subject_id=place.case_id or actor.principal, user_id=actor.principal, place=place.id, form=place.form,
        page=page,
    )  # fmt: skip
    _seal(actor, row, fields)
    Draft.objects.bulk_create([row], ignore_conflicts=True)
    there = own_drafts(actor).get(place=place.id)
    if there.pk != row.pk:
        raise TypedElsewhere(there.page)
    record(DRAFT_BEGUN, by=actor, subject=place.subject(actor), facts={"form": place.form})
    return there


def _seal(actor: Actor, row: Draft, fields: Fields) -> None:
    seal(actor.agency_id, [(row, {"words": [[name, text] for name, text in fields]})])
