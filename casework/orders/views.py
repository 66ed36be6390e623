"""Pages of orders: all of a case, one added or varied, and a breach recorded or followed up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import BREACH_FOLLOWED, BREACH_RECORDED, ORDER_ADDED, ORDER_VARIED
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, offender_case, open_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.files.selectors import files_of
from casework.inputs import id_sent
from casework.once import AlreadySent
from casework.orders.forms import BreachForm, OrderForm, VaryForm
from casework.orders.models import Breach, Order
from casework.orders.selectors import counts, find_breach, find_order, orders_of
from casework.orders.services import VariedMeanwhile, add_order, follow_breach, record_breach, vary_order

MEANWHILE = "Somebody changed this meanwhile. Look at what they said; nothing of yours was saved."
AGAIN = "Look at the orders of this case before you save again."


@require_GET
def orders(request: SignedInRequest, reference: str) -> HttpResponse:
    """Every order with its conditions and breaches, those in force first."""
    opened = open_case(request.actor, reference)
    return render(request, "casework/orders.html", {"opened": opened, "orders": orders_of(request.actor, opened)})


@require_http_methods(["GET", "POST"])
@keeps_draft
def add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Add an order or a licence."""
    opened = open_case(request.actor, reference)
    case = offender_case(opened)
    require_work(request.actor, ORDER_ADDED, case)
    form = OrderForm(request.POST or None)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            add_order(actor=request.actor, case=case, terms=form.terms())
        except AlreadySent:
            form.ask_again(AGAIN)
        else:
            return _saved(request, reference, "The order is saved.")
    return _page(request, opened, form, "Add an order or licence")


@require_http_methods(["GET", "POST"])
@keeps_draft
def vary(request: SignedInRequest, reference: str, order_id: UUID) -> HttpResponse:
    """Vary an order; its earlier terms stay to be read."""
    opened = open_case(request.actor, reference)
    case = offender_case(opened)
    require_work(request.actor, ORDER_VARIED, case)
    if request.method == "POST" and counts(opened, Order, id_sent(request)):
        return _saved(request, reference, "The order is varied.")  # the same sent again
    order = find_order(request.actor, opened, order_id, ORDER_VARIED)
    form = VaryForm(request.POST or None, order=order)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            vary_order(actor=request.actor, case=case, order=order.row, terms=form.terms())
        except (AlreadySent, VariedMeanwhile):
            form.add_error(None, MEANWHILE)
        else:
            return _saved(request, reference, "The order is varied.")
    return _page(request, opened, form, f"Vary: {order.kind}")


@require_http_methods(["GET", "POST"])
@keeps_draft
def breach(request: SignedInRequest, reference: str, order_id: UUID) -> HttpResponse:
    """Record a breach of an order."""
    opened = open_case(request.actor, reference)
    case = offender_case(opened)
    require_work(request.actor, BREACH_RECORDED, case)
    order = find_order(request.actor, opened, order_id, BREACH_RECORDED)
    form = BreachForm(request.POST or None, conditions=order.conditions, files=files_of(request.actor, opened))
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            record_breach(actor=request.actor, case=case, order=order.row, new=form.new_breach())
        except AlreadySent:
            form.ask_again(AGAIN)
        else:
            return _saved(request, reference, "The breach is recorded.")
    return _page(request, opened, form, f"Record a breach: {order.kind}")


@require_http_methods(["GET", "POST"])
@keeps_draft
def follow(request: SignedInRequest, reference: str, breach_id: UUID) -> HttpResponse:
    """Say what came of a breach."""
    opened = open_case(request.actor, reference)
    case = offender_case(opened)
    require_work(request.actor, BREACH_FOLLOWED, case)
    if request.method == "POST" and counts(opened, Breach, id_sent(request)):
        return _saved(request, reference, "What came of the breach is saved.")  # the same sent again
    found = find_breach(request.actor, opened, breach_id, BREACH_FOLLOWED)
    files = files_of(request.actor, opened)
    form = BreachForm(request.POST or None, conditions=(), files=files, breach=found)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            follow_breach(actor=request.actor, case=case, breach=found.row, new=form.new_breach())
        except (AlreadySent, VariedMeanwhile):
            form.add_error(None, MEANWHILE)
        else:
            return _saved(request, reference, "What came of the breach is saved.")
    return _page(request, opened, form, "What came of the breach")


def _page(request: SignedInRequest, opened: OpenedCase, form: OrderForm | BreachForm, title: str) -> HttpResponse:
    page = {"opened": opened, "form": form, "title": title, "button": "Save"}
    return render(request, "casework/case_form.html", page)


def _saved(request: SignedInRequest, reference: str, words: str) -> HttpResponseRedirect:
    messages.success(request, words)
    return redirect("casework:orders", reference=reference)
