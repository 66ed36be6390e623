"""Pages on the sender's side: the referrals of a case, the form, and what would go before it is sent."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import Actor
from accounts.denials import NotKnown
from accounts.requests import SignedInRequest
from casework.answering import FormPage, form_page
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, open_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.items.selectors import items_of
from casework.refusals import AlreadySent, ChangedMeanwhile
from multiagency.acts import REFERRAL_DRAFTED, REFERRAL_SUBMITTED
from multiagency.asked_decisions.models import Decider
from multiagency.asked_decisions.services import deciders_of
from multiagency.referrals.forms import AskForm, CheckForm, ReferralForm, said_anew, said_before
from multiagency.referrals.models import Referral
from multiagency.referrals.moves import CAME_BACK
from multiagency.referrals.places import places_for
from multiagency.referrals.policies import CannotMove
from multiagency.referrals.routed import ROUTED, placed, route_for
from multiagency.referrals.selectors.coming_back import CameBack, came_back
from multiagency.referrals.selectors.drafts import find_draft, open_draft
from multiagency.referrals.selectors.reading import referrals_of
from multiagency.referrals.services.drafting import drop_draft, keep_draft
from multiagency.referrals.services.submitting import Bundle, Checked, ask_about, submit_referral, weigh_referral
from multiagency.sharing.policy import policy_on
from multiagency.sharing.sending import FactsChanged
from multiagency.sorts.kinds import Kind, kinds

NOTHING_HELD: Final = "Nothing is held back that they decide any more. Look again at what would go."
NOTHING_WENT: Final = "Nothing of it may go as it stands, so nothing was sent. Why stands below; it is still a draft."
FACTS_CHANGED: Final = "Something changed since you looked. Nothing was sent: here is what would go now."
SENT_OTHERWISE: Final = "This referral was sent before, with something else in it. Nothing was changed."


@require_GET
def of_case(request: SignedInRequest, reference: str) -> HttpResponse:
    """The referrals of a case, and which sorts there are."""
    opened = open_case(request.actor, reference)
    fitting = [kind for kind in kinds().values() if kind.fits(opened.case.role)]
    listed = referrals_of(request.actor, opened)
    return render(request, "multiagency/case_referrals.html", {"opened": opened, "listed": listed, "kinds": fitting})


@require_http_methods(["GET", "POST"])
@keeps_draft
def make(request: SignedInRequest, reference: str, sort: str) -> HttpResponse:
    """Fill in a referral of one sort; what would go is shown next."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, REFERRAL_DRAFTED, opened.case)
    kind = kinds().get(sort)
    if kind is None or not kind.fits(opened.case.role):
        raise NotKnown(REFERRAL_DRAFTED, opened.case.subject)
    return _form(request, opened, kind, None)


@require_http_methods(["GET", "POST"])
@keeps_draft
def change(request: SignedInRequest, draft_id: UUID) -> HttpResponse:
    """Change a draft; what the record knows is confirmed anew."""
    row, opened = _draft(request, draft_id)
    return _form(request, opened, kinds()[row.kind], row)


@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest, draft_id: UUID) -> HttpResponse:
    """What would go, what would stay and why; sent from here, put to whoever can resolve it, or thrown away."""
    row, opened = _draft(request, draft_id)
    if "drop" in request.POST:
        return _dropped(request, opened, row)
    if "decider" in request.POST:
        return _put_to(request, opened, row)
    if request.method == "POST":
        form = CheckForm(request.POST)
        if form.is_valid() and (answer := _sent(request, opened, row, form)):
            return answer
    try:
        bundle = weigh_referral(request.actor, opened, row)
    except CannotMove as refusal:
        messages.error(request, str(refusal))
        return redirect("multiagency:referral-change", draft_id=row.pk)
    return _checked(request, opened, row, bundle)


@require_http_methods(["GET", "POST"])
@keeps_draft
def again(request: SignedInRequest, declined_id: UUID) -> HttpResponse:
    """Begin a new referral in place of one that came back: what was said of it is there, and why it came back."""
    before = find_draft(request.actor, declined_id)
    opened = open_case(request.actor, before.case.reference)
    require_work(request.actor, REFERRAL_DRAFTED, opened.case)
    if before.state not in CAME_BACK:
        return redirect("multiagency:referral", referral_id=before.pk)
    return _form(request, opened, kinds()[before.kind], None, came_back(request.actor, before))


def _draft(request: SignedInRequest, draft_id: UUID) -> tuple[Referral, OpenedCase]:
    row = find_draft(request.actor, draft_id)
    opened = open_case(request.actor, row.case.reference)
    require_work(request.actor, REFERRAL_SUBMITTED, opened.case)
    return row, opened


def _form(
    request: SignedInRequest, opened: OpenedCase, kind: Kind, there: Referral | None, back: CameBack | None = None
) -> HttpResponse:
    """The form of a sort; filled in from the draft that is there, or from what came back and is begun anew."""
    actor, case = request.actor, opened.case
    places = places_for(actor, kind.agencies, people_alone=case.restricted)
    before = there.instead_of if there else back.row if back else None
    form = ReferralForm(
        request.POST or None, kind=kind, items=items_of(actor, opened), places=places, people_alone=case.restricted,
        initial=_said(actor, opened, there, back), enforces=_enforces(opened, kind),
    )  # fmt: skip
    take_up(request, form, case.pk)
    if form.is_valid():
        try:
            draft = placed(actor, opened, form.draft_said(), before)
            row = keep_draft(actor=actor, case=case, draft=draft, instead_of=before)
        except CannotMove as refusal:
            form.add_error(None, str(refusal))
        except AlreadySent:
            form.ask_again("Send it again to make another referral of what is typed here.")
        else:
            return redirect("multiagency:referral-check", draft_id=row.pk)
    page = FormPage(
        title=f"Refer: {kind.title}", button="See what would go", template="multiagency/referral_form.html",
        more={"kind": kind, "back": back, "elsewhere": back and not back.goes_to(places)},
        done="", back="multiagency:case-referrals",
    )  # fmt: skip
    return form_page(request, opened, form, page)


def _enforces(opened: OpenedCase, kind: Kind) -> bool:
    """Whether the sender holds the data for law enforcement, so that another use of it needs a law that is named."""
    policy = policy_on(timezone.localdate())
    return policy.regime(policy.types[opened.case.owner.type], kind.purpose.value) == "LE"


def _said(actor: Actor, opened: OpenedCase, there: Referral | None, back: CameBack | None) -> dict[str, Any]:
    """What the form begins with."""
    if there:
        return said_before(open_draft(actor, opened, there))
    return said_anew(open_draft(actor, opened, back.row), back.place) if back else {}


def _sent(request: SignedInRequest, opened: OpenedCase, row: Referral, form: CheckForm) -> HttpResponse | None:
    """Where sending leads, or None where the page is to be shown again with what it says."""
    checked = Checked(bytes.fromhex(form.cleaned_data["body"]), form.cleaned_data["seen"])
    try:
        went, _ = submit_referral(actor=request.actor, opened=opened, referral=row, checked=checked)
    except FactsChanged:
        messages.error(request, FACTS_CHANGED)
    except CannotMove as refusal:
        messages.error(request, str(refusal))
    except AlreadySent:
        messages.error(request, SENT_OTHERWISE)
        return redirect("multiagency:referral", referral_id=row.pk)
    else:
        if went.version:
            messages.success(request, f"The referral is sent to {row.agency.name if row.agency else 'the agency'}.")
            return redirect("multiagency:referral", referral_id=went.pk)
        messages.error(request, NOTHING_WENT)
    return None


def _put_to(request: SignedInRequest, opened: OpenedCase, row: Referral) -> HttpResponse:
    """Ask whoever can resolve what is held back: first why, then the question is put."""
    decider = next((one for one in Decider if one.value == request.POST["decider"]), None)
    form = AskForm(request.POST if "put" in request.POST else None)
    if decider and not form.is_valid():
        page = {"opened": opened, "form": form, "decider": decider}
        return render(request, "multiagency/share_ask.html", page)
    if decider:
        _ask(request, opened, row, decider, form)
    return redirect("multiagency:referral-check", draft_id=row.pk)


def _ask(request: SignedInRequest, opened: OpenedCase, row: Referral, decider: Decider, form: AskForm) -> None:
    why = f"A referral: {kinds()[row.kind].title}"
    try:
        ask_about(
            actor=request.actor, opened=opened, referral=row, decider=decider, reasons=form.reasons_for(why),
            ask_id=form.cleaned_data["id"],
        )  # fmt: skip
    except ChangedMeanwhile:
        messages.error(request, NOTHING_HELD)
    except CannotMove as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is put to them. You are told when it is decided; then look here again.")


def _dropped(request: SignedInRequest, opened: OpenedCase, row: Referral) -> HttpResponse:
    try:
        drop_draft(actor=request.actor, referral=row)
    except CannotMove as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The draft is thrown away. Nothing was sent.")
    return redirect("multiagency:case-referrals", reference=opened.case.reference)


def _checked(request: SignedInRequest, opened: OpenedCase, row: Referral, bundle: Bundle) -> HttpResponse:
    form = CheckForm(initial={"body": bytes(row.body or b"").hex(), "seen": bundle.seen})
    by_rules = bundle.form.get(ROUTED)
    reason = route_for(request.actor, opened, row.kind, bundle.form, row.instead_of).words if by_rules else ""
    page = {
        "opened": opened, "row": row, "kind": kinds()[row.kind], "bundle": bundle, "form": form, "reason": reason,
        "deciders": deciders_of(bundle.weighed).items(),
    }  # fmt: skip
    return render(request, "multiagency/referral_check.html", page)
