"""Reading one's own sign-ins."""

from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.signin.models import SignIn


def sign_ins_of(actor: Actor) -> QuerySet[SignIn]:
    """Where the actor is signed in now, or has a locked screen; the latest used first."""
    return SignIn.objects.filter(user_id=actor.principal, ends_at__gt=timezone.now()).order_by("-seen_at")
