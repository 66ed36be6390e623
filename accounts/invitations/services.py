"""Inviting somebody, sending the link again, and setting the password with it."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.acts import INVITATION_ACCEPTED, INVITATION_SENT, INVITED, STARTED_HERE
from accounts.agencies.models import Agency
from accounts.context import set_context
from accounts.invitations.models import Invitation, runs_out
from accounts.invitations.selectors import hash_of, usable
from accounts.people.models import UNUSABLE, User
from accounts.people.policies import require_give, require_manage
from accounts.people.services import Particulars, add_user, start_work
from accounts.roles import Role
from accounts.stepup import require_step_up
from audit.ledger.events import event

TAKEN = (
    "Somebody already signs in with this address. If they work at another agency, the partnership's administrator "
    "can move them."
)


@dataclass(frozen=True, slots=True, repr=False)
class Invitee:
    """Who is invited, and what they will be."""

    email: str
    particulars: Particulars
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Invited:
    """Who may now sign in by the link that holds `token`; no token for somebody who signs in already."""

    user: User
    token: str


class NotInvited(Exception):
    """Somebody cannot be invited, or not again; the message says why to whoever tried."""


@transaction.atomic
def invite(*, actor: Actor, agency: Agency, invitee: Invitee) -> Invited:
    """Add somebody to an agency and make the link with which they set a password.

    A colleague of the same agency who is at work in another partnership is put to work in this one too, and needs no
    link. Asks for a fresh second factor. Refuses an address that is taken (NotInvited), and what `add_user` refuses.
    """
    require_manage(actor, INVITED, agency)
    require_step_up(actor, INVITED, agency.subject)
    there = User.objects.filter(email=invitee.email.strip().lower()).first()
    if there is not None:
        return Invited(_start_here(actor, agency, there, invitee.roles), "")
    said = invitee.particulars
    try:
        with transaction.atomic():
            user = add_user(
                actor=actor, agency=agency, email=invitee.email, name=said.name, roles=invitee.roles,
                teams=said.teams, last_days=said.last_days,
            )  # fmt: skip
    except IntegrityError as taken:  # by somebody else, at this very moment
        raise NotInvited(TAKEN) from taken
    return Invited(user, _new_link(actor, user))


@transaction.atomic
def invite_again(*, actor: Actor, user: User) -> Invited:
    """A new link for somebody who has set no password yet; the old one opens nothing from now on.

    Asks for a fresh second factor. Refuses whoever has a password, or whose account is closed (NotInvited).
    """
    require_manage(actor, INVITED, user.agency)
    require_step_up(actor, INVITED, user.subject)
    if not (user.invited and user.is_active):
        raise NotInvited("They have set a password already, or their account is closed. No link was sent.")
    return Invited(user, _new_link(actor, user))


@transaction.atomic
def fresh_link(*, actor: Actor, user_id: UUID) -> Invited | None:
    """Another link for an invitation that is out, whose time begins anew; None where there is none any more."""
    out = Invitation.objects.select_for_update(of=("self",)).select_related("user")
    invitation = out.filter(user=user_id, user__is_active=True, user__password__startswith=UNUSABLE).first()
    if invitation is None:
        return None
    token = secrets.token_urlsafe(32)
    with event(INVITATION_SENT, by=actor, subject=invitation.user.subject):
        invitation.token, invitation.expires_at = hash_of(token), runs_out()
        invitation.save(update_fields=["token", "expires_at"])
    return Invited(invitation.user, token)


@transaction.atomic
def set_first_password(*, token: str, password: str) -> User | None:
    """Use an invitation up: from now on this password is the person's; None for every other token, which does nothing.

    Two who use one link at once wait for each other, and the second gets None.
    """
    invitation = usable(token)
    if invitation is None:
        return None
    user = invitation.user
    themselves = Actor("user", user.pk, user.agency_id, user.partnership_id)
    set_context(themselves)  # to the end of the transaction: nobody is signed in, and the event must be seen until then
    if not Invitation.objects.select_for_update().filter(pk=invitation.pk, token=invitation.token).exists():
        return None
    with event(INVITATION_ACCEPTED, by=themselves, subject=user.subject):
        user.set_password(password)
        user.save(update_fields=["password"])
        invitation.delete()
    return user


def _start_here(actor: Actor, agency: Agency, user: User, roles: frozenset[Role]) -> User:
    elsewhere = user.agency_id == agency.pk and user.is_active and not user.invited
    if not elsewhere or user.memberships.filter(partnership_id=actor.partnership_id).exists():
        raise NotInvited(TAKEN)
    if not agency.partnerships.filter(pk=actor.partnership_id).exists():
        raise ValidationError("This agency does not serve the partnership. Bring it in first.")
    require_give(actor, STARTED_HERE, user, roles)
    with event(STARTED_HERE, by=actor, subject=user.subject, facts={"roles": sorted(roles)}):
        start_work(user, actor.partnership_id, roles)
    return user


def _new_link(actor: Actor, user: User) -> str:
    token = secrets.token_urlsafe(32)
    with event(INVITED, by=actor, subject=user.subject):
        fresh = {"token": hash_of(token), "expires_at": runs_out()}
        Invitation.objects.update_or_create(user=user, defaults=fresh)
    return token
