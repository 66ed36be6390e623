"""Answering one form about an agreement: its page, and what comes of what was sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from accounts.requests import SignedInRequest
from casework.drafts.keeping import let_go, take_up
from casework.inputs import DraftedForm
from casework.refusals import ChangedMeanwhile
from multiagency.agreements.services.editing import SignedAlready
from multiagency.agreements.services.versions import DraftThere

REFUSED = {
    ChangedMeanwhile: (
        "This version was changed after you opened the page. Look at what it says now, then send again what you want."
    ),
    SignedAlready: "Somebody has signed this version meanwhile, so it stays as it is. Make a new version from it.",
    DraftThere: "There is a draft already that nobody has signed. Edit that one.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementForm:
    """What the page of a form says, and where it leads once it is saved."""

    title: str
    caption: str = ""
    words: str = ""
    button: str = "Save"
    warning: bool = False
    done: str
    back: str = ""
    template: str = "multiagency/agreement_form.html"
    more: Mapping[str, object] = field(default_factory=dict)


def answer(
    request: SignedInRequest, form: DraftedForm, save: Callable[[], object], page: AgreementForm
) -> HttpResponse:  # fmt: skip
    """Save what was sent and lead on; where that is refused the form says why, with what was typed."""
    take_up(request, form)
    if form.is_valid():
        try:
            save()
        except tuple(REFUSED) as refusal:
            form.add_error(None, REFUSED[type(refusal)])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return saved(request, page)
    return render(request, page.template, {"form": form, "page": page, **page.more})


def saved(request: SignedInRequest, page: AgreementForm) -> HttpResponse:
    """Say that it is saved, let its draft go and lead on."""
    let_go(request)
    messages.success(request, page.done)
    return HttpResponseRedirect(page.back)
