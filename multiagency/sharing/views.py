"""The rules of sharing as anybody who is bound by them can read them, of this version and of earlier ones."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.requests import SignedInRequest
from multiagency.sharing.policy import policy_of, policy_on
from multiagency.sharing.policy_page import rules_by_kind, versions


@require_GET
def rules(request: SignedInRequest) -> HttpResponse:
    """The rules and words of one version, by what they do; today's where none is named."""
    today, version = timezone.localdate(), request.GET.get("version", "")
    try:
        policy = policy_of(version) if version else policy_on(today)
    except LookupError:
        raise Http404 from None
    page = {"policy": policy, "kinds": rules_by_kind(policy), "versions": versions(today)}
    return render(request, "multiagency/sharing_rules.html", page)
