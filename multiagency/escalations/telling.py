"""Telling those who speak at a stage: by e-mail that says nothing of it, and to nobody in conflict with the person."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.models import User
from accounts.outbox.services import tell_each
from accounts.roles import AGENCY_WIDE
from casework.cases.models import Case
from casework.conflicts.policies import users_in_conflict
from multiagency.escalations.models import Escalation
from multiagency.notices import ESCALATION_NEEDS_YOU
from multiagency.referrals.moves import Side
from multiagency.referrals.services.telling import senders, takers

TELLER: Final = "escalations"


def tell_stage(actor: Actor, row: Escalation, agencies: Iterable[UUID], *, restricted: bool) -> None:
    """Have those who speak at the stage where a dispute is told, at each of these agencies, but not the actor.

    Call it once the step is stored, in its transaction. Who is in conflict with the person is known to their own
    agency alone, which is asked in its own name.
    """
    of_case = Case.objects.filter(pk__in=[row.case_id]).values_list("person", flat=True)
    people = [row.referral.person_id] if row.referral else list(of_case)
    for agency_id in agencies:
        first = restricted or row.stage == 1
        speakers = _first_speakers(row, agency_id, restricted=restricted) if first else _holders(row, agency_id)
        with acting(system_actor(TELLER, row.partnership_id, agency_id)):
            told = list(speakers.exclude(pk=actor.principal).exclude(pk__in=users_in_conflict(*people)))
        tell_each(actor=actor, users=told, notice=ESCALATION_NEEDS_YOU)


def _holders(row: Escalation, agency_id: UUID) -> QuerySet[User]:
    """Who holds the role of the stage at an agency."""
    role = row.stages[row.stage - 1].speaks
    held = Q(roles_held__role=role, roles_held__partnership_id=row.partnership_id)
    return User.objects.filter(held, is_active=True, agency=agency_id).distinct()


def _first_speakers(row: Escalation, agency_id: UUID, *, restricted: bool) -> QuerySet[User]:
    """Who deals with the matter itself: those who moved the referral, or those to whom the case was given by name.

    A case that was given to nobody by name is for whoever oversees the agency's cases, unless it is restricted.
    """
    if row.referral:
        return senders(row.referral) if row.referral.side_of(agency_id) is Side.SENDER else takers(row.referral)
    staff = User.objects.filter(is_active=True, agency=agency_id)
    named = staff.filter(caseuserpermission__content_object=row.case_id)
    overseeing = Q(roles_held__role__in=AGENCY_WIDE, roles_held__partnership_id=row.partnership_id)
    return (named if restricted or named.exists() else staff.filter(overseeing)).distinct()
