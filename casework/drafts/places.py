"""Where a draft belongs: a form at its address, about a case or about none, for one person.

The page that showed the form says so in a signed text, so that whoever was shown the form may keep a draft of it, and
nobody finds out about a case by keeping drafts.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid5

from django.core import signing

from accounts.actor import Actor
from audit.ledger.events import Subject

_PLACES: Final = UUID("8a4ff2a1-93cb-5f0e-9a55-1d7c0c7e9b10")
_SALT: Final = "casework.draft"
LONGEST_OPEN: Final = timedelta(hours=24)
"""How long a page may stay open and still keep drafts; a session ends sooner."""


@dataclass(frozen=True, slots=True)
class Place:
    """A form: its address, the name of that, the case that it is about, and whether it takes pasted minutes."""

    path: str
    form: str
    case_id: UUID | None = None
    takes_minutes: bool = True

    @property
    def id(self) -> UUID:
        """The same for the same address."""
        return uuid5(_PLACES, self.path)

    def subject(self, actor: Actor) -> Subject:
        """What the ledger says that the draft is about."""
        return Subject("case", self.case_id, actor.agency_id) if self.case_id else actor.own_agency


def signed(place: Place, actor: Actor) -> str:
    """The place in a form that only this actor can hand back."""
    about = [place.path, place.form, str(place.case_id or ""), place.takes_minutes]
    return signing.dumps([str(actor.principal), str(actor.agency_id), *about], salt=_SALT, compress=True)


def place_of(text: str, actor: Actor) -> Place | None:
    """The place that was signed for this actor; None for anything else, and for a page that stood open too long."""
    try:
        who, agency, path, form, case_id, takes_minutes = signing.loads(text, salt=_SALT, max_age=LONGEST_OPEN)
    except signing.BadSignature:
        return None
    if (who, agency) != (str(actor.principal), str(actor.agency_id)):
        return None
    return Place(path, form, UUID(case_id) if case_id else None, takes_minutes)
