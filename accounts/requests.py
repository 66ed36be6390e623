"""The request as the product's views receive it."""

from django.http import HttpRequest

from accounts.actor import Actor
from accounts.models import User


class SignedInRequest(HttpRequest):
    """A request of somebody signed in, with the actor that the middleware built; a type, never made."""

    actor: Actor
    user: User
