"""Telling the other agency that a referral moved: by e-mail that says nothing of it, and to nobody in conflict."""

from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.models import User
from accounts.outbox.services import tell_each
from casework.conflicts.policies import users_in_conflict
from multiagency.notices import REFERRAL_CAME, REFERRAL_MOVED
from multiagency.referrals.models import Referral, ReferralMove
from multiagency.referrals.moves import Side
from multiagency.referrals.policies import WHOLE_TRAY

TELLER: Final = "referrals"


def tell_other_side(actor: Actor, referral: Referral) -> None:
    """Have whoever must know at the other agency told; call it once the move is made, in its transaction.

    Who there is in conflict with the person is known to their own agency alone, which is asked in its own name.
    """
    if referral.side_of(actor.agency_id) is Side.SENDER and referral.agency_id:
        with acting(system_actor(TELLER, referral.partnership_id, referral.agency_id)):
            told = takers(referral).exclude(pk__in=users_in_conflict(referral.person_id))
            tell_each(actor=actor, users=list(told), notice=REFERRAL_CAME)
    else:
        tell_each(actor=actor, users=list(senders(referral)), notice=REFERRAL_MOVED)


def takers(referral: Referral) -> QuerySet[User]:
    """The person that it names; else the team that it went to, or who looks after the whole in-tray."""
    staff = User.objects.filter(is_active=True, agency=referral.agency)
    if referral.addressee_id:
        return staff.filter(pk=referral.addressee_id)
    whole = Q(roles_held__role__in=WHOLE_TRAY, roles_held__partnership_id=referral.partnership_id)
    return staff.filter(Q(groups=referral.team_id) if referral.team_id else whole).distinct()


def senders(referral: Referral) -> QuerySet[User]:
    """Whoever drafted it or moved it since for the agency that refers."""
    moved: QuerySet[ReferralMove, UUID] = ReferralMove.objects.filter(referral=referral, side=Side.SENDER).values_list(
        "moved_by", flat=True
    )
    return User.objects.filter(is_active=True, pk__in={*moved, referral.drafted_by_id})
