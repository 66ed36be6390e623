"""Movers and leavers: what was given to them goes in the same transaction; the ledger keeps what it was.

Rows are removed, not kept inert: a row that still stands would count again after the next mistake. The grants on cases,
which lie above this floor, are taken by triggers of the database.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from accounts.acts import ARRIVED, PERSON_LEFT, PERSON_MOVED, PERSON_RETURNED, SWITCHED
from accounts.agencies.models import Agency, Partnership
from accounts.context import acting
from accounts.denials import NotKnown
from accounts.invitations.models import Invitation
from accounts.people.models import Membership, RoleHeld, User
from accounts.people.policies import require_manage, require_move, require_other
from accounts.people.services import require_administrator_left
from accounts.signin.models import SignIn
from accounts.stepup import require_step_up
from audit.ledger.acts import Act
from audit.ledger.events import Subject, event, record


@transaction.atomic
def leave(*, actor: Actor, user: User) -> None:
    """Close an account: its roles, teams, cases given by name and other partnerships go, and an open invitation.

    Asks for a fresh second factor. Refuses one's own account (NotPermitted) and a partnership's last administrator
    (LastAdministrator).
    """
    require_manage(actor, PERSON_LEFT, user.agency)
    _require_may_end(actor, PERSON_LEFT, user)
    with event(PERSON_LEFT, by=actor, subject=user.subject):
        _take_everything(actor, user)
        user.partnership_id, user.is_active = actor.partnership_id, False
        user.save(update_fields=["partnership", "is_active"])


@transaction.atomic
def come_back(*, actor: Actor, user: User) -> None:
    """Open a closed account again, with no role, team or case; asks for a fresh second factor."""
    require_manage(actor, PERSON_RETURNED, user.agency)
    require_step_up(actor, PERSON_RETURNED, user.subject)
    with event(PERSON_RETURNED, by=actor, subject=user.subject):
        user.is_active = True
        user.save(update_fields=["is_active"])


@transaction.atomic
def move(*, actor: Actor, user: User, agency: Agency) -> None:
    """Let somebody work for another agency of the partnership from now on, and take with them nothing of the old one.

    Asks for a fresh second factor. Refuses whoever is not the partnership's administrator and one's own account
    (NotPermitted), an agency that does not serve the partnership (ValidationError), and the last administrator
    (LastAdministrator).
    """
    require_move(actor, PERSON_MOVED, user)
    _require_may_end(actor, PERSON_MOVED, user)
    if not agency.partnerships.filter(pk=actor.partnership_id).exists():
        raise ValidationError("This agency does not serve the partnership.")
    facts = {"from": user.agency_id, "to": agency.pk}
    with event(PERSON_MOVED, by=actor, subject=user.subject, facts=facts):
        _take_everything(actor, user)
        user.agency, user.partnership_id = agency, actor.partnership_id
        user.save(update_fields=["agency", "partnership"])


@transaction.atomic
def switch(*, actor: Actor, user: User, to: Partnership) -> None:
    """Go to work in another of one's partnerships, in every browser at once, from the next request on.

    Written down in both. Refuses a partnership where the user is not at work (NotKnown).
    """
    if not Membership.objects.filter(user=user, partnership=to).exists():
        raise NotKnown(SWITCHED, Subject("partnership", to.pk))
    with event(SWITCHED, by=actor, subject=user.subject, facts={"to": to.pk}):
        user.partnership = to
        user.save(update_fields=["partnership"])
    there = Actor("user", user.pk, user.agency_id, to.pk)
    with acting(there):
        record(ARRIVED, by=there, subject=user.subject)


def _require_may_end(actor: Actor, act: Act, user: User) -> None:
    require_other(actor, act, user)
    require_step_up(actor, act, user.subject)
    for partnership_id in sorted(user.memberships.values_list("partnership_id", flat=True)):
        require_administrator_left(partnership_id, user)


def _take_everything(actor: Actor, user: User) -> None:
    """Take roles, teams, other partnerships, an open invitation, and every sign-in; triggers take the cases."""
    RoleHeld.objects.filter(user=user).delete()
    user.groups.clear()
    Membership.objects.filter(user=user).exclude(partnership_id=actor.partnership_id).delete()
    Invitation.objects.filter(user=user).delete()
    SignIn.objects.filter(user=user).delete()
