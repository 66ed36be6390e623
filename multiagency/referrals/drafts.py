"""What somebody would send, before it is kept and sealed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from accounts.models import Agency, Team, User
from multiagency.referrals.models import Urgency
from vault.ids import uuid7
from vault.indexes import blind_index

HASHED: Final = "referral body"


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Draft:
    """What somebody would send: what sort of referral, to whom, how urgent, and the form as it was filled in."""

    kind: str
    form: Mapping[str, object]
    agency: Agency | None = None
    team: Team | None = None
    addressee: User | None = None
    panel: str = ""
    urgency: Urgency = Urgency.ROUTINE
    id: UUID = field(default_factory=uuid7)

    def body(self, partnership_id: UUID) -> bytes:
        """A keyed hash of all of it, by which a second sending is told from another referral under the same id."""
        ids = [str(one.pk) if one else "" for one in (self.agency, self.team, self.addressee)]
        whole = [self.kind, *ids, self.panel, int(self.urgency), self.form]
        return blind_index(partnership_id, HASHED, json.dumps(whole, sort_keys=True, ensure_ascii=False))
