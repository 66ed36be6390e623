"""The page on which a team manager gives many cases to another colleague."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from casework.reassigning.forms import LedByForm, ReassignForm
from casework.reassigning.selectors import SHOWN, list_led_by
from casework.reassigning.services import CannotLead, NotTheirs, reassign_cases


@require_http_methods(["GET", "POST"])
def reassign(request: SignedInRequest) -> HttpResponse:
    """Choose a colleague, which of the cases that they lead, and who leads them from now on."""
    whose = LedByForm(request.GET, actor=request.actor)
    led_by = whose.chosen()
    rows = list_led_by(request.actor, led_by.pk if led_by else None)
    form = ReassignForm(request.POST or None, actor=request.actor, rows=rows, led_by=led_by)
    if form.is_valid():
        lead = form.cleaned_data["lead"]
        try:
            moved = reassign_cases(
                actor=request.actor, cases=form.chosen(), led_by=led_by, lead=lead, keeps=form.they_keep_them
            )
        except CannotLead as refusal:
            words = f"{lead.name} cannot lead {refusal}. Nothing was changed. Leave out these cases, or choose another."
            form.add_error("cases", words)
        except NotTheirs:
            form.add_error("cases", "Somebody else leads some of these by now. Nothing was changed. Choose again.")
        else:
            messages.success(request, f"{lead.name} leads {moved} more case{'' if moved == 1 else 's'} from now on.")
            return redirect(request.get_full_path())
    page = {"whose": whose, "led_by": led_by, "rows": rows, "form": form, "more": len(rows) == SHOWN}
    return render(request, "casework/cases_reassign.html", page)
