"""Pages on which an agreement is signed, stopped, taken up again and left, and the people who sign."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SignedInRequest
from accounts.stepup import require_step_up
from audit.ledger.acts import Act
from multiagency.acts import (
    AGREEMENT_RESUMED,
    AGREEMENT_SIGNED,
    AGREEMENT_SUSPENDED,
    AGREEMENT_WITHDRAWN,
    SIGNATORY_NAMED,
)
from multiagency.agreements.answering import AgreementForm, answer
from multiagency.agreements.forms.deciding import ConfirmForm, SignatoryForm, SignForm, WhyForm
from multiagency.agreements.page import read_page
from multiagency.agreements.policies import (
    may_name_signatories,
    require_authority,
    require_name_signatories,
    require_stop,
    subject_of,
)
from multiagency.agreements.reading import WholeAgreement
from multiagency.agreements.selectors import (
    agency_of,
    find_agreement,
    own_signatory,
    require_own_agency,
    signatories_here,
)
from multiagency.agreements.services.signing import end_signatory, name_signatory, sign
from multiagency.agreements.services.stopping import resume, suspend, withdraw


@require_http_methods(["GET", "POST"])
def agreement_sign(request: SignedInRequest, agreement: str) -> HttpResponse:
    """Sign the newest version for one's agency, after reading what it says."""
    found = find_agreement(request.actor, agreement, AGREEMENT_SIGNED)
    require_authority(request.actor, found.row, timezone.localdate())
    require_step_up(request.actor, AGREEMENT_SIGNED, subject_of(found.row))
    version = found.versions[-1].row
    form = SignForm(request.POST or None, initial={"edition": version.edition})
    said = AgreementForm(
        title="Sign for your agency", button="Sign", template="multiagency/agreement_sign.html",
        words="It comes into force once every party has signed and its first day has come. A signature is not undone.",
        done="You have signed for your agency.", more={"read": read_page(request.actor, found, version.number)},
    )  # fmt: skip

    def save() -> None:
        sign(actor=request.actor, version_id=version.pk, edition=form.cleaned_data["edition"])

    return answer(request, form, save, _about(found, said))


@require_http_methods(["GET", "POST"])
def agreement_stop(request: SignedInRequest, agreement: str) -> HttpResponse:
    """Stop at once what one's agency sends under an agreement."""
    found = _found_to_stop(request, agreement, AGREEMENT_SUSPENDED)
    form = WhyForm(request.POST or None)
    said = AgreementForm(
        title="Stop what your agency sends", button="Stop now", warning=True,
        words="From this moment your agency sends nothing under this agreement. What it shares of cases under it stops"
        " and does not come back by itself. What others send goes on.",
        done="Your agency sends nothing under this agreement until you let it again.",
    )  # fmt: skip

    def save() -> None:
        suspend(actor=request.actor, agreement=found.row, words=form.cleaned_data["words"])

    return answer(request, form, save, _about(found, said))


@require_http_methods(["GET", "POST"])
def agreement_resume(request: SignedInRequest, agreement: str) -> HttpResponse:
    """Let one's agency send under an agreement again."""
    found = _found_to_stop(request, agreement, AGREEMENT_RESUMED)
    said = AgreementForm(
        title="Let your agency send again", button="Let it send again",
        words="Shares of cases that stopped do not come back by themselves: whoever works a case decides anew.",
        done="Your agency may send under this agreement again.",
    )  # fmt: skip

    def save() -> None:
        resume(actor=request.actor, agreement=found.row)

    return answer(request, ConfirmForm(request.POST if request.method == "POST" else None), save, _about(found, said))


@require_http_methods(["GET", "POST"])
def agreement_leave(request: SignedInRequest, agreement: str) -> HttpResponse:
    """Leave an agreement for good."""
    found = _found_to_stop(request, agreement, AGREEMENT_WITHDRAWN)
    version = found.counts(timezone.now()).row
    ends = found.row.owner_id == request.actor.agency_id
    form = WhyForm(request.POST or None)
    said = AgreementForm(
        title="End this agreement" if ends else "Leave this agreement",
        button="End it for every party" if ends else "Leave", warning=True,
        words="Your agency owns it, so it ends for every party at once. This is not undone: a new version is signed."
        if ends
        else "What your agency sends and is sent under it ends at once. This is not undone: a new version is signed.",
        done="The agreement has ended." if ends else "Your agency has left the agreement.",
    )  # fmt: skip

    def save() -> None:
        withdraw(actor=request.actor, version=version, words=form.cleaned_data["words"])

    return answer(request, form, save, _about(found, said))


@require_GET
def signatories(request: SignedInRequest) -> HttpResponse:
    """Who may sign for each agency."""
    page = {
        "signatories": signatories_here(request.actor), "today": timezone.localdate(),
        "may_name": may_name_signatories(request.actor), "own": agency_of(request.actor),
    }  # fmt: skip
    return render(request, "multiagency/signatories.html", page)


@require_http_methods(["GET", "POST"])
def signatory_add(request: SignedInRequest, code: str) -> HttpResponse:
    """Say that somebody may sign for one's agency."""
    require_name_signatories(request.actor)
    require_own_agency(request.actor, code)
    require_step_up(request.actor, SIGNATORY_NAMED, request.actor.own_agency)
    form = SignatoryForm(request.POST or None, actor=request.actor)
    page = AgreementForm(
        title="Name somebody who may sign", button="Name them", back=reverse("multiagency:signatories"),
        done="They may sign for your agency in that time.",
        words="Name somebody senior enough to bind your agency. What they sign while they may sign stands afterwards.",
    )  # fmt: skip

    def save() -> None:
        name_signatory(actor=request.actor, new=form.authority())

    return answer(request, form, save, page)


@require_POST
def signatory_end(request: SignedInRequest, signatory_id: UUID) -> HttpResponse:
    """Take away from now on that somebody may sign."""
    require_name_signatories(request.actor)
    signatory = own_signatory(request.actor, signatory_id)
    end_signatory(actor=request.actor, signatory=signatory)
    messages.success(request, f"{signatory.user.name} may no longer sign. What they signed stands.")
    return redirect("multiagency:signatories")


def _found_to_stop(request: SignedInRequest, agreement: str, act: Act) -> WholeAgreement:
    found = find_agreement(request.actor, agreement, act)
    require_stop(request.actor, act, found.row, timezone.localdate())
    require_step_up(request.actor, act, subject_of(found.row))
    return found


def _about(found: WholeAgreement, page: AgreementForm) -> AgreementForm:
    caption = f"{found.row.reference}: {found.row.title}"
    return replace(page, caption=caption, back=reverse("multiagency:agreement", args=[found.row.reference]))
