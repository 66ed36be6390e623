"""Pages of links: other records of one human being, what other agencies propose, and which of them know somebody."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import LINKS_LISTED
from casework.drafts.keeping import keeps_draft, take_up
from casework.links.forms import AnswerForm, EndForm, ProposeForm
from casework.links.models import PersonLink
from casework.links.policies import CannotLink
from casework.links.selectors import asked_of, find_link, links_of, other_agency, own_person, told_of
from casework.links.services import accept_link, decline_link, end_link, propose_link
from casework.merging.forms import PairForm
from casework.merging.policies import CannotMerge
from casework.merging.selectors import find_other, others_of
from casework.merging.services import keep_apart, propose_merge
from casework.particulars.selectors import find_person
from casework.people.models import Person
from casework.people.policies import require_add


@require_http_methods(["GET", "POST"])
def others(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Who may be the same as a person; proposing that they are, or recording that they are not."""
    found = others_of(request.actor, person_id)
    sent = PairForm(request.POST or None, same="")
    if sent.is_valid():
        said = sent.cleaned_data
        other = find_other(request.actor, said["other"])
        if said["same"] == "no":
            keep_apart(actor=request.actor, one=found.person, other=other.pk, why=said["why"])
            messages.success(request, "They are kept apart: nobody is suggested that they are the same.")
        else:
            _propose(request, found.person, other, said["why"])
        return redirect("casework:person-others", person_id=person_id)
    pairs = [(candidate, _pair_form(request, found.person, candidate.person)) for candidate in found.candidates]
    page = {"found": found, "pairs": pairs, "forms": [form for _, form in pairs]}
    return render(request, "casework/person_others.html", page)


@require_GET
def linked(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Which other agencies know somebody, and whom to ask there."""
    return render(request, "casework/person_links.html", {"linked": links_of(request.actor, person_id)})


@require_http_methods(["GET", "POST"])
@keeps_draft
def propose(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Say that a person whom another agency shares is one of one's own agency's."""
    other, name = told_of(request.actor, person_id)
    form = ProposeForm(request.POST or None)
    take_up(request, form)
    if form.is_valid():
        try:
            own = own_person(request.actor, form.cleaned_data["reference"])
            propose_link(actor=request.actor, person=own, other=other, why=form.cleaned_data["why"])
        except CannotLink as refusal:
            form.add_error("reference", str(refusal))
        else:
            messages.success(request, f"It is proposed. {other.owner.name} answers.")
            return redirect("casework:person-links", person_id=own.pk)
    return render(request, "casework/link_propose.html", {"other": other, "name": name, "form": form})


@require_GET
def asked(request: SignedInRequest) -> HttpResponse:
    """What other agencies propose."""
    require_add(request.actor, LINKS_LISTED)
    return render(request, "casework/links.html", {"asked": asked_of(request.actor)})


@require_http_methods(["GET", "POST"])
@keeps_draft
def answer(request: SignedInRequest, link_id: UUID) -> HttpResponse:
    """Another agency's proposal, to be answered."""
    link = find_link(request.actor, link_id)
    form = AnswerForm(request.POST or None)
    take_up(request, form)
    if form.is_valid():
        try:
            _answer(request, link, form.cleaned_data["answer"], form.cleaned_data["why"])
        except CannotLink as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Your answer is recorded.")
        return redirect("casework:links")
    page = {"link": link, "agency": other_agency(request.actor, link), "form": form}
    return render(request, "casework/link_answer.html", page)


@require_http_methods(["GET", "POST"])
@keeps_draft
def end(request: SignedInRequest, link_id: UUID) -> HttpResponse:
    """Take one's agency's word back."""
    link = find_link(request.actor, link_id)
    own = link.person_id if link.owner_id == request.actor.agency_id else link.other_id
    form = EndForm(request.POST or None)
    take_up(request, form)
    if form.is_valid():
        end_link(actor=request.actor, link=link, why=form.cleaned_data["why"])
        messages.success(request, "The link is ended. That it stood stays on record.")
        return redirect("casework:person-links", person_id=own)
    page = {"agency": other_agency(request.actor, link), "form": form, "own": own}
    return render(request, "casework/link_end.html", page)


def _pair_form(request: SignedInRequest, person: Person, other: Person) -> PairForm:
    """The form of one candidate, filled with what was sent about them."""
    sent = request.POST if request.POST.get("other") == str(other.pk) else None
    same = "propose to merge them" if other.owner_id == person.owner_id else f"propose a link to {other.owner.name}"
    return PairForm(sent, same=same, initial={"other": other.pk}, auto_id=f"id_{other.pk.hex}_%s")


def _propose(request: SignedInRequest, person: Person, other: Person, why: str) -> None:
    """A merge where both rows are one's own agency's, a link where the other is another's."""
    try:
        if other.owner_id == person.owner_id:
            propose_merge(actor=request.actor, one=person, other=other, why=why)
            messages.success(request, "It is proposed. A team manager who may see both records decides.")
        else:
            propose_link(actor=request.actor, person=person, other=other, why=why)
            messages.success(request, f"It is proposed. {other.owner.name} answers.")
    except (CannotMerge, CannotLink) as refusal:
        messages.error(request, str(refusal))


def _answer(request: SignedInRequest, link: PersonLink, said: str, why: str) -> None:
    if said == "yes":
        accept_link(actor=request.actor, link=link, why=why)
        return
    decline_link(actor=request.actor, link=link, why=why)
    if said == "never":
        own = find_person(request.actor, link.other_id)
        keep_apart(actor=request.actor, one=own, other=link.person_id, why=why)
