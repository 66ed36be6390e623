"""The locked screen, how long until it locks, and what was being sent when it was locked."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.acts import KEPT_FORM_SHOWN
from accounts.denials import NotKnown
from accounts.people.models import User
from accounts.requests import Request, SignedInRequest
from accounts.signin import records
from accounts.signin.forms import UnlockForm, UnlockWithPasskeyForm
from accounts.signin.kept import SENT_AGAIN, forget, kept_form
from accounts.signin.models import IDLE
from accounts.signin.session import asked_by_itself, ours, sign_in_of, while_locked
from accounts.signin.views.proving import AsksForProof
from accounts.signin.way_back import NEXT, way_back
from audit.ledger.events import Subject

UNPROCESSABLE = 422


class LockedView(AsksForProof):
    """Says whose screen is locked, and unlocks it by code or passkey; scripts ask for JSON and stay on their page."""

    template_name = "signin/locked.html"
    code_form, passkey_form = UnlockForm, UnlockWithPasskeyForm
    request: Request

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nothing to unlock where the screen is not locked."""
        if self.request.actor is not None:
            return self._unlocked()
        return super().dispatch(request, *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or for a script the passkey's challenge."""
        if self._asked_by_script():
            return JsonResponse({"passkey": self.get_context_data().get("passkey")})
        return super().get(*args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whose screen it is, and the way back."""
        return super().get_context_data(**kwargs, who=self.whose(), next=way_back(self.request), NEXT=NEXT)

    def form_valid(self, form: Any) -> HttpResponse:
        """Unlock."""
        form.save()
        return self._unlocked()

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong."""
        if self._asked_by_script():
            problems = [str(problem) for field in form.errors.values() for problem in field]
            return JsonResponse({"problem": " ".join(problems)}, status=UNPROCESSABLE)
        return super().form_invalid(form)

    def whose(self) -> User:
        """Whoever signed in at this browser."""
        return ours(self.request.user)

    def _unlocked(self) -> HttpResponse:
        return JsonResponse({"locked": False}) if self._asked_by_script() else redirect(way_back(self.request))

    def _asked_by_script(self) -> bool:
        return self.request.headers.get("Accept") == "application/json"


@while_locked
def screen(request: Request) -> HttpResponse:
    """How many seconds until the screen locks; asking does not count as being there, a POST does."""
    sign_in = sign_in_of(request)
    if sign_in is None or sign_in.locked:
        return JsonResponse({"locks_in": 0})
    if request.method == "POST":
        return JsonResponse({"locks_in": int(IDLE.total_seconds())})
    asked_by_itself(request)
    return JsonResponse({"locks_in": int(sign_in.locks_in.total_seconds())})


@require_POST
def lock_now(request: SignedInRequest) -> HttpResponse:
    """Lock the screen before leaving it."""
    request.session.lock()  # type: ignore[attr-defined]
    return redirect("locked")


def send_again(request: SignedInRequest, unsent_id: UUID) -> HttpResponse:
    """Show a form that was kept, to be sent again as it was or thrown away; NotKnown where there is none."""
    words = kept_form(request.user, unsent_id)
    if words is None:
        raise NotKnown(KEPT_FORM_SHOWN, Subject("kept-form", unsent_id))
    if request.method == "POST":
        forget(request.user, unsent_id)
        return redirect("/")
    records.done_by(request.user, KEPT_FORM_SHOWN)
    return render(request, "signin/send_again.html", {"kept": unsent_id, "words": words, "SENT_AGAIN": SENT_AGAIN})


locked = while_locked(LockedView.as_view())
