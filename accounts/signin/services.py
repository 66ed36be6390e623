"""Ending sign-ins, one's own and others', and taking a lost second factor away; each counts on the next request."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from accounts.actor import Actor
from accounts.acts import SECOND_FACTOR_RESET, SIGN_IN_ENDED
from accounts.denials import NotKnown, NotPermitted
from accounts.outbox.notices import Notice
from accounts.outbox.services import tell
from accounts.people.models import Membership, User
from accounts.people.policies import may_manage_people
from accounts.signin.models import SignIn
from accounts.stepup import require_step_up
from audit.ledger.acts import Act
from audit.ledger.events import Subject, event, record

SIGN_IN_CHANGED = Notice("accounts.sign_in_changed", "An administrator changed how you sign in")
RESOLVER = "another administrator of the agency, or the partnership's"


@transaction.atomic
def end_sign_in(*, actor: Actor, sign_in: UUID) -> None:
    """End one of the actor's own sign-ins; NotKnown where it is not theirs, or over."""
    ended, _ = SignIn.objects.filter(user_id=actor.principal, pk=sign_in).delete()
    if not ended:
        raise NotKnown(SIGN_IN_ENDED, Subject("sign-in", sign_in))
    _record_ended(actor, actor.principal, actor.agency_id, ended)


@transaction.atomic
def end_other_sign_ins(*, actor: Actor, but: UUID) -> int:
    """End all of the actor's own sign-ins but this one; says how many that were."""
    ended, _ = SignIn.objects.filter(user_id=actor.principal).exclude(pk=but).delete()
    _record_ended(actor, actor.principal, actor.agency_id, ended)
    return ended


@transaction.atomic
def end_sign_ins(*, actor: Actor, user: User) -> int:
    """End every sign-in of somebody whom the actor may manage; says how many that were."""
    _require_may_manage(actor, user, SIGN_IN_ENDED)
    ended, _ = SignIn.objects.filter(user=user).delete()
    _record_ended(actor, user.pk, user.agency_id, ended)
    return ended


@transaction.atomic
def reset_second_factor(*, actor: Actor, user: User) -> None:
    """Take away somebody's app, passkeys and recovery codes, which they have lost, and end their sign-ins.

    With their password they then set up a new app; they are told by e-mail. Refuses whoever may not manage them, has
    not just confirmed who they are (StepUpNeeded), or would do it for themselves.
    """
    _require_may_manage(actor, user, SECOND_FACTOR_RESET)
    require_step_up(actor, SECOND_FACTOR_RESET, _subject(user.pk, user.agency_id))
    if user.pk == actor.principal:
        words = "Nobody can take their own second factor away. Replace it on the page Your sign-in, or ask a colleague."
        raise NotPermitted(SECOND_FACTOR_RESET, _subject(user.pk, user.agency_id), words=words, resolver=RESOLVER)
    with event(SECOND_FACTOR_RESET, by=actor, subject=_subject(user.pk, user.agency_id)):
        Authenticator.objects.filter(user=user).delete()
        SignIn.objects.filter(user=user).delete()
    tell(actor=actor, user=user, notice=SIGN_IN_CHANGED)


def end_the_oldest(user: User) -> int:
    """Make room for a sign-in that begins: where there are as many as may be at once, those used longest ago end.

    Says how many that were.
    """
    spare = SignIn.objects.filter(user=user).order_by("-seen_at").values("pk")[: settings.SIGN_INS_AT_ONCE - 1]
    ended, _ = SignIn.objects.filter(user=user).exclude(pk__in=spare).delete()
    return ended


def _record_ended(actor: Actor, user_id: UUID, agency_id: UUID, how_many: int) -> None:
    record(SIGN_IN_ENDED, by=actor, subject=_subject(user_id, agency_id), facts={"ended": how_many})


def _require_may_manage(actor: Actor, user: User, act: Act) -> None:
    here = Membership.objects.filter(user=user, partnership_id=actor.partnership_id)
    if not (may_manage_people(actor, user.agency) and here.exists()):
        words = "Only an administrator of their agency, or of the partnership, can do this."
        raise NotPermitted(act, _subject(user.pk, user.agency_id), words=words, resolver=RESOLVER)


def _subject(user_id: UUID, agency_id: UUID) -> Subject:
    return Subject("user", user_id, agency_id)
