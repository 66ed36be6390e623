"""Pages of safe contact: who is named, one protected part, and who harms."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actor import Actor
from accounts.requests import SignedInRequest
from casework.acts import HARM_LINKED, PROTECTED_CHANGED, READER_ENDED, READER_NAMED
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.cases.selectors import open_case, victim_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.finding.selectors import likely_duplicates
from casework.particulars.selectors import find_person
from casework.people.models import Person
from casework.people.services import add_person
from casework.refusals import AlreadySent
from casework.safe_contact.forms import HarmForm, NameReaderForm, WordsForm
from casework.safe_contact.models import Part
from casework.safe_contact.policies import letters_wait, require_naming
from casework.safe_contact.selectors import find_offender, find_reader, open_protected, overview
from casework.safe_contact.services import end_reader, link_harm, link_person, name_reader, write_protected

LINKED = "They are linked. Whoever knows that person or works with them does not read where the victim is."
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
    return render(request, "casework/safe_contact.html", {**page, "wrong": form})


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
            if PARTS[part] == Part.LOCATION and letters_wait(opened.case):
                messages.warning(request, "No letter goes out until somebody else has checked the address again.")
            return redirect("casework:safe-contact", reference=reference)
    page = {"opened": opened, "part": PARTS[part], "shown": shown, "form": form}
    return render(request, "casework/safe_contact_words.html", page)


@require_POST
def harm(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say who harms them, so that nobody close to that person reads where they are, and that repeats are found."""
    opened = open_case(request.actor, reference)
    case = victim_case(opened)
    require_work(request.actor, HARM_LINKED, case)
    form = HarmForm(request.POST)
    if form.is_valid() and _linked(request, case, form):
        return redirect("casework:safe-contact", reference=reference)
    naming = NameReaderForm(actor=request.actor)
    page = {"opened": opened, "overview": overview(request.actor, opened), "form": naming, "harm": form}
    return render(request, "casework/safe_contact.html", {**page, "wrong": form})


def _linked(request: SignedInRequest, case: Case, form: HarmForm) -> bool:
    """Link whom the form names, by a case or by name, and say what came of it; false where it is asked again."""
    if form.cleaned_data["reference"]:
        _link_case(request, case, form.cleaned_data["reference"])
        return True
    try:
        person = _known_or_added(request.actor, case, form)
    except AlreadySent:
        form.ask_again("Add again to add who is typed here as a second person.")
        return False
    link_person(actor=request.actor, case=case, person=person)
    messages.success(request, LINKED)
    return True


def _link_case(request: SignedInRequest, case: Case, reference: str) -> None:
    offender = find_offender(request.actor, case, reference)
    if offender is None:
        messages.error(request, "You see no offender case of somebody else with this reference. Nothing was changed.")
        return
    link_harm(actor=request.actor, case=case, offender=offender)
    messages.success(request, LINKED)


def _known_or_added(actor: Actor, case: Case, form: HarmForm) -> Person:
    """Who is named, if the agency knows somebody of that name and birth date; added where it does not."""
    (likely,) = likely_duplicates(actor, [form.details()])
    there = [one for one in likely if one not in {case.person_id, form.cleaned_data["id"]}]
    if there:
        return find_person(actor, there[0])
    return add_person(actor=actor, details=form.details(), person_id=form.cleaned_data["id"])
