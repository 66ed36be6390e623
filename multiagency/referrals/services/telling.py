"""Telling the other agency that a referral moved: by e-mail that says nothing of it, and to nobody in conflict."""

from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.models import User
from accounts.outbox.services import tell_each
from accounts.roles import WHOLE_TRAY
from casework.conflicts.policies import users_in_conflict
from multiagency.notices import REFERRAL_CAME, REFERRAL_MOVED
from multiagency.referrals.models import Referral, ReferralMove
from multiagency.referrals.moves import Side

TELLER: Final = "referrals"


def tell_other_side(actor: Actor, referral: Referral) -> None:
    """Have whoever must know at the other agency told; call it once the move is made, in its transaction.

    Who there is in conflict with the person is known to their own agency alone, which is asked in its own name.
    """
    there, people, notice = referral.owner_id, senders, REFERRAL_MOVED
    if referral.side_of(actor.agency_id) is Side.SENDER and referral.agency_id:
        there, people, notice = referral.agency_id, takers, REFERRAL_CAME
    with acting(system_actor(TELLER, referral.partnership_id, there)):
        told = people(referral).exclude(pk__in=users_in_conflict(referral.person_id))
        tell_each(actor=actor, users=list(told), notice=notice)


def takers(referral: Referral) -> QuerySet[User]:
    """Who is told at the agency that it went to."""
    if referral.agency_id is None:
        return User.objects.none()
    person, team = referral.addressee_id, referral.team_id
    return takers_at(referral.agency_id, referral.partnership_id, person_id=person, team_id=team)


def takers_at(
    agency_id: UUID, partnership_id: UUID, *, person_id: UUID | None = None, team_id: int | None = None
) -> QuerySet[User]:
    """Who is told of what comes in: the person that it names, else its team, else who looks after the whole in-tray."""
    staff = User.objects.filter(is_active=True, agency_id=agency_id)
    if person_id:
        return staff.filter(pk=person_id)
    whole = Q(roles_held__role__in=WHOLE_TRAY, roles_held__partnership_id=partnership_id)
    return staff.filter(Q(groups=team_id) if team_id else whole).distinct()


def senders(referral: Referral) -> QuerySet[User]:
    """Whoever drafted it or moved it since for the agency that refers."""
    moved: QuerySet[ReferralMove, UUID] = ReferralMove.objects.filter(referral=referral, side=Side.SENDER).values_list(
        "moved_by", flat=True
    )
    return User.objects.filter(is_active=True, pk__in={*moved, referral.drafted_by_id})
