"""Logging an intervention, reading one with its earlier versions, correcting it and signing it off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SignedInRequest
from casework.acts import FILE_ADDED, INTERVENTION_CORRECTED, INTERVENTION_LOGGED, INTERVENTION_SIGNED
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.files.cleaning.kinds import Refused
from casework.files.forms import AddFileForm
from casework.files.models import State
from casework.files.outcomes import say_what_came
from casework.files.services import add_file
from casework.interventions.clock import clock_of, needs_looking_in, stays_due
from casework.interventions.following import correct_intervention, mention, see_mentions, sign_off
from casework.interventions.forms import CorrectInterventionForm, LogInterventionForm, as_typed
from casework.interventions.models import Reach
from casework.interventions.policies import may_sign
from casework.interventions.reaching import mode_read_for
from casework.interventions.selectors import find_entry, last_mode, mentions_of, versions
from casework.interventions.services import log_intervention
from casework.refusals import AlreadySent, ChangedMeanwhile
from casework.safe_contact.selectors import card
from vault.ids import uuid7


@require_http_methods(["GET", "POST"])
@keeps_draft
def log(request: SignedInRequest, reference: str) -> HttpResponse:
    """Log an intervention on a case, below the rule of safe contact where it is a victim's; sent twice, logged once."""
    actor, opened = request.actor, open_case(request.actor, reference)
    require_work(actor, INTERVENTION_LOGGED, opened.case)
    shown = None if request.POST else card(actor, opened)
    initial = {} if request.POST else {"mode": mode_read_for(shown) or last_mode(actor, opened)}
    form = LogInterventionForm(request.POST or None, initial=initial, actor=actor, case=opened.case)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            row = log_intervention(actor=actor, case=opened.case, entry=form.entry())
        except AlreadySent:
            form.ask_again("Save again to log what is typed here as a second entry.")
        else:
            mention(actor=actor, case=opened.case, row=row, users=form.mentioned)
            messages.success(request, "Logged on the timeline.")
            if stays := stays_due(opened.case, row):
                messages.info(request, stays)
            if row.reach == Reach.ATTEMPT and needs_looking_in(opened.case, clock_of(opened.case)):
                messages.warning(request, "Nobody has reached them for some time. Consider a welfare check today.")
            if "attach" in request.POST:
                return redirect("casework:intervention-file", reference=reference, entry_id=row.pk)
            return redirect("casework:case", reference=reference)
    page = {"opened": opened, "form": form, "clock": clock_of(opened.case), "card": shown or card(actor, opened)}
    return render(request, "casework/intervention_log.html", page)


@require_GET
def entry(request: SignedInRequest, reference: str, entry_id: UUID) -> HttpResponse:
    """One entry with what it superseded."""
    opened = open_case(request.actor, reference)
    row = find_entry(opened, entry_id)
    newest, *earlier = versions(request.actor, opened, row)
    page = {
        "opened": opened,
        "entry": newest,
        "earlier": earlier,
        "later": getattr(row, "superseded_by", None),
        "may_sign": not newest.signed_by and may_sign(request.actor, opened.case, row),
    }
    see_mentions(actor=request.actor, case=opened.case)
    return render(request, "casework/intervention.html", page)


@require_http_methods(["GET", "POST"])
@keeps_draft
def correct(request: SignedInRequest, reference: str, entry_id: UUID) -> HttpResponse:
    """Put a new entry in the place of one that was wrong; the earlier stays readable."""
    actor, opened = request.actor, open_case(request.actor, reference)
    require_work(actor, INTERVENTION_CORRECTED, opened.case)
    row = find_entry(opened, entry_id)
    (old, *_) = versions(actor, opened, row)
    initial = as_typed(old.said, row.occurred_at, row.next_on, uuid7())
    form = CorrectInterventionForm(request.POST or None, initial=initial, actor=actor, case=opened.case)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        said, why = form.entry(), form.cleaned_data["why"]
        try:
            new = correct_intervention(actor=actor, case=opened.case, earlier=row, entry=said, why=why)
        except ChangedMeanwhile:
            form.add_error(None, "Somebody has corrected this entry since. Open it again to see how it reads now.")
        except AlreadySent:
            form.ask_again("Save again to correct the entry with what is typed here.")
        else:
            mention(actor=actor, case=opened.case, row=new, users=form.mentioned)
            messages.success(request, "Corrected. The earlier version stays readable below.")
            return redirect("casework:intervention", reference=reference, entry_id=new.pk)
    return render(request, "casework/intervention_correct.html", {"opened": opened, "form": form, "entry": old})


@require_http_methods(["GET", "POST"])
@keeps_draft
def attach(request: SignedInRequest, reference: str, entry_id: UUID) -> HttpResponse:
    """Add a file to an entry; sent twice, it is kept once."""
    actor, opened = request.actor, open_case(request.actor, reference)
    require_work(actor, FILE_ADDED, opened.case)
    row = find_entry(opened, entry_id)
    initial = {"category": row.category}
    form = AddFileForm(request.POST or None, request.FILES or None, initial=initial)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            file = add_file(actor=actor, case=opened.case, new=form.new_file(row.pk))
        except Refused as refusal:
            form.add_error("file", refusal.reason.words)
        except AlreadySent:
            form.ask_again("Choose the file again to add it as a second one.")
        else:
            say_what_came(request, State(file.state))
            return redirect("casework:intervention", reference=reference, entry_id=row.pk)
    page = {"opened": opened, "form": form, "entry": row}
    return render(request, "casework/intervention_file.html", page)


@require_POST
def sign(request: SignedInRequest, reference: str, entry_id: UUID) -> HttpResponse:
    """Sign an entry off as a supervisor."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, INTERVENTION_SIGNED, opened.case)
    sign_off(actor=request.actor, case=opened.case, row=find_entry(opened, entry_id))
    messages.success(request, "Signed off.")
    return redirect("casework:intervention", reference=reference, entry_id=entry_id)


@require_GET
def mentions(request: SignedInRequest) -> HttpResponse:
    """Where the reader is mentioned, newest first."""
    return render(request, "casework/mentions.html", {"mentions": mentions_of(request.actor)})
