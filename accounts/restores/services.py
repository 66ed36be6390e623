"""Going on with a database that was restored from a backup."""

from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import transaction

from accounts.acts import RESTORED
from accounts.agencies.models import Partnership
from accounts.context import acting
from accounts.invitations.models import Invitation
from accounts.restores.position import lost, witness, write_down
from accounts.signin.models import SignIn
from audit.ledger.events import Facts, event


def accept_restore() -> int:
    """Make a restored database safe to serve, and write an alarm into the ledger of every partnership.

    Everybody signs in again; invitations and recovery codes, some of which may have been used since the backup, are
    void. What was sealed after the backup is gone. Gives the number of sessions that ended.
    """
    gone = lost()
    with transaction.atomic():
        ended = SignIn.objects.count()
        SignIn.objects.all().delete()
        Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).delete()
        cache.clear()
        for partnership_id in Partnership.objects.values_list("pk", flat=True):
            by = witness(partnership_id)
            facts: Facts = {"sessions_ended": ended, "lost": gone.get(partnership_id)}
            with acting(by), event(RESTORED, by=by, facts=facts):
                Invitation.objects.filter(user__partnership=partnership_id).delete()
    write_down()
    return ended
