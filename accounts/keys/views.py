"""The page on which an administrator sees how keys stand, and has them turned."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.acts import KEY_TURNED, REKEYING_BEGUN
from accounts.keys.selectors import agency_with_keys, how_keys_stand, root_key_works
from accounts.keys.turning import ask_for_rekeying, ask_for_rotation
from accounts.requests import SignedInRequest


@require_safe
def keys(request: SignedInRequest) -> HttpResponse:
    """Whether all keys are healthy, when they were last turned, and what is under way."""
    standing = how_keys_stand(request.actor)
    return render(request, "accounts/keys.html", {"standing": standing, "root_key_works": root_key_works()})


@require_POST
def turn(request: SignedInRequest, code: str) -> HttpResponse:
    """Give an agency a new key."""
    agency = agency_with_keys(request.actor, code, KEY_TURNED)
    ask_for_rotation(actor=request.actor, agency=agency)
    messages.success(request, f"The key of {agency.name} is being turned. New shares use the new key already.")
    return redirect("keys:keys")


@require_POST
def rekey(request: SignedInRequest, code: str) -> HttpResponse:
    """Seal an agency's records under new keys."""
    agency = agency_with_keys(request.actor, code, REKEYING_BEGUN)
    ask_for_rekeying(actor=request.actor, agency=agency)
    messages.success(request, f"The records of {agency.name} are being sealed anew. Everybody can go on working.")
    return redirect("keys:keys")
