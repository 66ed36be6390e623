"""Every night: administrators are told where somebody's training or vetting runs out within thirty days."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.jobs.declaring import Every, job
from accounts.outbox.notices import Notice
from accounts.outbox.services import tell_each
from accounts.people.models import UNUSABLE, User
from accounts.people.selectors import running_out_in
from accounts.roles import Role

RUNNING_OUT: Final = Notice(
    "accounts.running_out", "Training or vetting of a colleague runs out soon", quiet=timedelta(days=7)
)


@job("accounts.warn_running_out", "Telling whose training or vetting runs out", every=Every.NIGHT)
def warn(actor: Actor) -> None:
    """Tell each agency's administrators, or the partnership's where it has none; at most once a week."""
    heads = _administrators(actor.partnership_id, Role.PARTNERSHIP_ADMINISTRATOR)
    told: set[User] = set()
    for agency_id in running_out_in(actor.partnership_id, timezone.localdate()).values_list("agency_id", flat=True):
        theirs = _administrators(actor.partnership_id, Role.AGENCY_ADMINISTRATOR).filter(agency_id=agency_id)
        told.update(theirs or heads)
    tell_each(actor=actor, users=told, notice=RUNNING_OUT)


def _administrators(partnership_id: UUID, role: Role) -> QuerySet[User]:
    held = User.objects.filter(roles_held__partnership_id=partnership_id, roles_held__role=role, is_active=True)
    return held.exclude(password__startswith=UNUSABLE)
