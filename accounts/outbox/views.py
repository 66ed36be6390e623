"""The page on which somebody sees what they have been told by e-mail."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.outbox.selectors import messages_to
from accounts.requests import SignedInRequest


@require_safe
def messages(request: SignedInRequest) -> HttpResponse:
    """The newest messages to whoever is signed in."""
    return render(request, "accounts/messages.html", {"messages_to_me": messages_to(request.actor)})
