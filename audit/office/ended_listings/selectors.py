"""Reading in the ledger which places on cohorts ended, and why. Nothing of the places is read or opened by it."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Agency, User
from audit.ledger.events import event
from audit.ledger.models import Event
from audit.ledger.selectors import newest_of
from audit.office.acts import ENDED_LISTINGS_READ
from audit.office.policies import hidden_from, require_audit
from casework.acts import LISTING_ENDED
from casework.listings.models import Ending

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class EndedListing:
    """That a place ended: on which case, why, by whom and when."""

    event: Event
    reference: str
    reason: str
    who: str
    agency: str


@dataclass(frozen=True, slots=True)
class EndedPage:
    """One page of ended places, newest first, and the id before which the next begins."""

    ended: tuple[EndedListing, ...]
    older: UUID | None


def ended_listings(actor: Actor, before: UUID | None = None) -> EndedPage:
    """The newest ended places of the officer's agency or, for its lead, of the partnership; the look is recorded."""
    require_audit(actor, ENDED_LISTINGS_READ)
    with event(ENDED_LISTINGS_READ, by=actor, purpose="IG_AUDIT"):
        found = newest_of(LISTING_ENDED, before, PAGE + 1, besides=hidden_from(actor))
    page = found[:PAGE]
    names = {str(pk): name for pk, name in User.objects.filter(pk__in=_ids(page)).values_list("pk", "name")}
    owners = {one.owner_id for one in page if one.owner_id}
    agencies = {str(pk): name for pk, name in Agency.objects.filter(pk__in=owners).values_list("pk", "name")}
    lines = tuple(
        EndedListing(
            one, str(one.facts["reference"]), str(Ending(one.facts["reason"]).label),
            names.get(one.actor_id, "The product itself"), agencies.get(one.owner_id, ""),
        )
        for one in page
    )  # fmt: skip
    return EndedPage(lines, page[-1].pk if len(found) > PAGE else None)


def _ids(events: list[Event]) -> set[str]:
    return {one.actor_id for one in events if one.actor_kind == "user"}
