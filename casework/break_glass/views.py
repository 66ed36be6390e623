"""The page on which the glass is broken."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from casework.break_glass.forms import BreakGlassForm
from casework.break_glass.policies import require_break_glass
from casework.break_glass.services import break_glass
from casework.openings.models import Emergency

OPENED = "You see this person's cases for sixty minutes. The people who answer for them have been told."
SEEN_ANYWAY = "You see this person's cases anyway. Nothing was opened, and nobody was told."


@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    """Open a person's cases in an emergency; absent and forbidden are answered alike."""
    require_break_glass(request.actor)
    form = BreakGlassForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        found = break_glass(
            actor=request.actor, sought=form.sought(), reason=Emergency(said["reason"]), words=said["words"]
        )
        if found is not None:
            messages.success(request, OPENED if found.opened else SEEN_ANYWAY)
            return redirect("casework:person", person_id=found.person.pk)
        form.nothing_opened()
    return render(request, "casework/break_glass.html", {"form": form})
