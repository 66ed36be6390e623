"""Pages of a person's particulars: changing a part, numbers, and what was said before."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.drafts.keeping import keeps_draft, take_up
from casework.particulars.forms import IdentifierForm, PartForm, RemoveIdentifierForm, form_of
from casework.particulars.rules import Impossible
from casework.particulars.selectors import Known, find_person, history, known_for_change, same_number_elsewhere
from casework.particulars.services import add_identifier, change_part, remove_identifier
from casework.particulars.vocabulary import Part
from casework.particulars.wording import in_words
from casework.people.models import IdentifierKind, Person
from casework.refusals import AlreadySent, ChangedMeanwhile

PARTS = {part.slug: part for part in Part}


@require_http_methods(["GET", "POST"])
def part(request: SignedInRequest, person_id: UUID, particular: str) -> HttpResponse:
    """One part of what is known of somebody, to be said anew."""
    if particular not in PARTS:
        raise Http404
    which = PARTS[particular]
    known = known_for_change(request.actor, person_id, which)
    form = _form(request, known, which)
    if form.is_valid():
        if form.said() == _held(known, which):
            messages.info(request, "Nothing was changed, so nothing was saved.")
            return redirect("casework:person", person_id=person_id)
        if _change(request, known.person, which, form):
            messages.success(request, "It is saved. What was there before stays in the history.")
            return redirect("casework:person", person_id=person_id)
    page = {"known": known, "part": which, "form": form, "now": in_words(which, known.details[which])}
    return render(request, "casework/person_part.html", page)


@require_http_methods(["GET", "POST"])
def identifiers(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """The numbers of a person; adding one, with a warning where somebody else of the agency has the same."""
    known = known_for_change(request.actor, person_id)
    form, elsewhere = IdentifierForm(request.POST or None), None
    if form.is_valid():
        said = form.cleaned_data
        kind = IdentifierKind(said["kind"])
        if "anyway" not in request.POST:
            elsewhere = same_number_elsewhere(request.actor, known.person, kind, said["value"])
        if elsewhere is None:
            try:
                add_identifier(
                    actor=request.actor, person=known.person, kind=kind, value=said["value"], issuer=said["issuer"],
                    identifier_id=said["id"],
                )  # fmt: skip
            except AlreadySent:
                form.ask_again("Save again to add this as another number.")
            else:
                messages.success(request, "The number is added.")
                return redirect("casework:person-identifiers", person_id=person_id)
    return render(request, "casework/person_identifiers.html", {"known": known, "form": form, "elsewhere": elsewhere})


@require_http_methods(["GET", "POST"])
@keeps_draft
def remove(request: SignedInRequest, person_id: UUID, identifier_id: UUID) -> HttpResponse:
    """A number that is not this person's, with the reason."""
    known = known_for_change(request.actor, person_id)
    found = next((one for one in known.identifiers if one[0].pk == identifier_id), None)
    if found is None:
        raise Http404
    form = RemoveIdentifierForm(request.POST or None)
    take_up(request, form)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        remove_identifier(actor=request.actor, person=known.person, identifier=found[0], reason=reason)
        messages.success(request, "The number is removed. That it stood here stays on record.")
        return redirect("casework:person-identifiers", person_id=person_id)
    return render(request, "casework/person_identifier_remove.html", {"known": known, "found": found, "form": form})


@require_GET
def said_before(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Everything that was said of somebody, newest first."""
    person, entries = history(request.actor, person_id)
    return render(request, "casework/person_history.html", {"person": person, "entries": entries})


def _form(request: SignedInRequest, known: Known, which: Part) -> PartForm:
    return form_of(which)(request.POST or None, part=which, held=known.details[which], version=known.person.version)


def _held(known: Known, which: Part) -> dict[str, object]:
    return {name: value for name, value in known.details[which].items() if value}


def _change(request: SignedInRequest, person: Person, which: Part, form: PartForm) -> bool:
    """Whether it was saved; where not, the form says why and keeps what was typed."""
    version = form.cleaned_data["version"]
    try:
        change_part(actor=request.actor, person=person, version=version, part=which, said=form.said())
    except Impossible as wrong:
        form.add_error(None, str(wrong))
    except ChangedMeanwhile:
        now = find_person(request.actor, person.pk).version
        form.data = dict(form.data.items()) | {"version": str(now)}
        form.add_error(
            None,
            "Somebody else changed this person while you were typing. What is recorded now is shown here, and what you "
            "typed is kept. Save again to record it instead.",
        )
    else:
        return True
    return False
