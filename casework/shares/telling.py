"""Telling both sides that something is shared no more; no message says of which case, or what."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef

from accounts.actor import Actor
from accounts.models import User
from accounts.outbox.services import tell, tell_each
from accounts.people.models import RoleHeld
from accounts.roles import Role
from casework.cases.models import Case
from casework.notices import SHARED_NO_MORE, SHARES_NO_MORE


def tell_recipients(actor: Actor, agencies: Collection[UUID]) -> None:
    """Tell whoever oversees shared cases in each of these agencies that something is shared with it no more."""
    holding = RoleHeld.objects.filter(
        user=OuterRef("pk"), partnership_id=actor.partnership_id, role__in=[Role.PANEL_COORDINATOR, Role.IG_OFFICER]
    )
    users = User.objects.filter(Exists(holding), agency_id__in=agencies, is_active=True)
    tell_each(actor=actor, users=users, notice=SHARED_NO_MORE)


def tell_owner(actor: Actor, case: Case) -> None:
    """Tell whoever leads the case that something of it is shared no more, unless they did it themselves."""
    lead = case.lead
    if lead and lead.is_active and lead.pk != actor.principal:
        tell(actor=actor, user=lead, notice=SHARES_NO_MORE)
