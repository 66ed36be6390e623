"""What the middleware puts on a request, for the type checker."""

from uuid import UUID

from django.http import HttpRequest

from accounts.actor import Actor
from accounts.denials import Denied
from accounts.people.models import User


class Request(HttpRequest):
    """A request that anybody may have made; `actor` is None until both factors are given."""

    actor: Actor | None
    denied: Denied | None


class SignedInRequest(Request):
    """A request of somebody signed in with both factors: what every view receives that is not marked otherwise."""

    actor: Actor
    user: User


def id_asked_for(request: HttpRequest, name: str) -> UUID | None:
    """The id in an address's query, such as where a page of a list begins; None where there is none, or no id."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None
