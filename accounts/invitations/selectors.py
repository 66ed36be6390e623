"""Finding an invitation by the words of its link."""

import hashlib

from django.utils import timezone

from accounts.invitations.models import Invitation
from accounts.people.models import UNUSABLE


def hash_of(token: str) -> bytes:
    """What is stored of a link's token: it is long and random, so a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).digest()


def usable(token: str) -> Invitation | None:
    """The invitation that this token opens; None for one used, run out, withdrawn or made up, after the same query."""
    open_ones = Invitation.objects.select_related("user").filter(
        expires_at__gt=timezone.now(), user__is_active=True, user__password__startswith=UNUSABLE
    )
    return open_ones.filter(token=hash_of(token)).first()
