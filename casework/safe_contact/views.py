"""Pages of safe contact: who is named, one protected part, and who harms."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from casework.acts import HARM_LINKED, PROTECTED_CHANGED, READER_ENDED, READER_NAMED
from casework.cases.policies import require_work
from casework.cases.selectors import open_case, victim_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.safe_contact.forms import HarmForm, NameReaderForm, WordsForm
from casework.safe_contact.models import Part
from casework.safe_contact.policies import require_naming
from casework.safe_contact.selectors import find_offender, find_reader, open_protected, overview
from casework.safe_contact.services import end_reader, link_harm, name_reader, write_protected

PARTS = {"location": Part.LOCATION, "contact": Part.CONTACT}


@require_http_methods(["GET", "POST"])
@keeps_draft
def who_reads(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who may read what is protected; naming somebody."""
    opened = open_case(request.actor, reference)
    case = victim_case(opened)
    require_work(request.actor, READER_NAMED, case)
    form, shown = NameReaderForm(request.POST or None, actor=request.actor), overview(request.actor, opened)
    if shown.names_readers:
        take_up(request, form, opened.case.pk)
    if request.method == "POST":
        require_naming(request.actor, READER_NAMED, case)
        if form.is_valid():
            said = form.cleaned_data
            name_reader(
                actor=request.actor, case=case, user=said["user"], part=Part(said["part"]), reason=said["reason"]
            )
            messages.success(request, "They may read it from now on.")
            return redirect("casework:safe-contact", reference=reference)
    page = {"opened": opened, "overview": shown, "form": form, "harm": HarmForm()}
    return render(request, "casework/safe_contact.html", page)


@require_POST
def end(request: SignedInRequest, reference: str, reader_id: UUID) -> HttpResponse:
    """Somebody reads it no more."""
    opened = open_case(request.actor, reference)
    case = victim_case(opened)
    require_naming(request.actor, READER_ENDED, case)
    end_reader(actor=request.actor, case=case, reader=find_reader(case, reader_id))
    messages.success(request, "They read it no more.")
    return redirect("casework:safe-contact", reference=reference)


@require_http_methods(["GET", "POST"])
@keeps_draft
def words(request: SignedInRequest, reference: str, part: str) -> HttpResponse:
    """One protected part, for those who are named; writing it down."""
    if part not in PARTS:
        raise Http404
    opened = open_case(request.actor, reference)
    shown = open_protected(request.actor, opened, PARTS[part])
    form = WordsForm(request.POST or None, initial={"words": shown.text})
    take_up(request, form, opened.case.pk)
    if request.method == "POST":
        require_work(request.actor, PROTECTED_CHANGED, opened.case)
        if form.is_valid():
            said = form.cleaned_data["words"]
            write_protected(actor=request.actor, case=opened.case, part=PARTS[part], words=said)
            messages.success(request, "It is saved.")
            return redirect("casework:safe-contact", reference=reference)
    page = {"opened": opened, "part": PARTS[part], "shown": shown, "form": form}
    return render(request, "casework/safe_contact_words.html", page)


@require_POST
def harm(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say who harms them, so that nobody close to that person reads it."""
    opened = open_case(request.actor, reference)
    case = victim_case(opened)
    require_work(request.actor, HARM_LINKED, case)
    form = HarmForm(request.POST)
    offender = find_offender(request.actor, case, form.cleaned_data["reference"]) if form.is_valid() else None
    if offender is None:
        messages.error(request, "You see no offender case of somebody else with this reference. Nothing was changed.")
    else:
        link_harm(actor=request.actor, case=case, offender=offender)
        messages.success(request, "Whoever works with that person does not read this.")
    return redirect("casework:safe-contact", reference=reference)
