"""On whose behalf something is done: built once per request or job, and passed explicitly."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid5

from django.utils import timezone

from accounts.people.models import RoleHeld, Team, User
from accounts.people.standing import lapsed, run_out
from accounts.roles import AGENCY_WIDE, OVERSIGHT_OF_AGENCY, OVERSIGHT_OF_PARTNERSHIP, Role
from audit.ledger.events import Subject

NO_AGENCY = UUID(int=0)
_SYSTEM = UUID("5f1d0a52-6f3c-5d0e-9b53-0e6f1f0c7a11")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: their own id, the agency they act for, the partnership they act in, and what they may be.

    `lapsed` are roles that they hold and that do not count, because training or vetting is not in date.
    """

    kind: Literal["user", "service", "system"]
    principal: UUID
    agency_id: UUID
    partnership_id: UUID
    team_ids: tuple[UUID, ...] = ()
    roles: frozenset[Role] = field(default_factory=frozenset)
    authenticated_at: datetime | None = None
    lapsed: frozenset[Role] = field(default_factory=frozenset)

    @property
    def principals(self) -> tuple[UUID, ...]:
        """Every id to which a grant on a case may have been given and that counts for this actor."""
        if self.lapsed:
            return ()
        agency = (self.agency_id,) if self.roles & AGENCY_WIDE else ()
        return (self.principal, *self.team_ids, *agency)

    @property
    def own_agency(self) -> Subject:
        """The actor's agency, as the ledger names it."""
        return Subject("agency", self.agency_id, self.agency_id)

    @property
    def oversight(self) -> Literal["on", "agency", ""]:
        """How much of the ledger this actor oversees: 'on' the partnership's, 'agency' the agency's, '' none."""
        if self.roles & OVERSIGHT_OF_PARTNERSHIP:
            return "on"
        return "agency" if self.roles & OVERSIGHT_OF_AGENCY else ""

    def has(self, role: Role) -> bool:
        """Whether the actor holds this role."""
        return role in self.roles


def team_principal(group_id: int) -> UUID:
    """The id under which a team is granted cases: it cannot meet an id that the product makes."""
    return UUID(int=group_id)


def actor_for(user: User, *, authenticated_at: datetime | None = None) -> Actor:
    """The actor that a signed-in user is now, in two queries: a change of role counts on the next request.

    Roles are those of the partnership where the user is at work, as far as their training and vetting are in date.
    """
    teams = Team.objects.filter(user=user, agency_id=user.agency_id).values_list("pk", flat=True)
    held = RoleHeld.objects.filter(user=user, partnership_id=user.partnership_id).values_list("role", flat=True)
    roles = frozenset(Role(role) for role in held)
    out = lapsed(roles, run_out(user, timezone.localdate()))
    return Actor(
        "user",
        user.pk,
        user.agency_id,
        user.partnership_id,
        tuple(team_principal(pk) for pk in sorted(teams)),
        roles - out,
        authenticated_at,
        out,
    )


def system_actor(name: str, partnership_id: UUID, agency_id: UUID = NO_AGENCY, *, roles: Iterable[Role] = ()) -> Actor:
    """The product itself at work under a name, such as 'demo' or 'import'; one name is always one principal."""
    return Actor("system", uuid5(_SYSTEM, name), agency_id, partnership_id, roles=frozenset(roles))
