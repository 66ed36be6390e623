"""Pages of orders: all of a case, one added or varied, and a breach recorded or followed up."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import BREACH_FOLLOWED, BREACH_RECORDED, ORDER_ADDED, ORDER_VARIED
from casework.answering import FormPage, Refused, answer, saved
from casework.cases.policies import require_work
from casework.cases.selectors import offender_case, open_case
from casework.files.selectors import files_of
from casework.inputs import id_sent
from casework.orders.forms import BreachForm, OrderForm, VaryForm
from casework.orders.models import Breach, Order
from casework.orders.selectors import counts, find_breach, find_order, orders_of
from casework.orders.services import add_order, follow_breach, record_breach, vary_order
from casework.refusals import AlreadySent, ChangedMeanwhile

BACK: Final = "casework:orders"
MEANWHILE: Final = (None, "Somebody changed this meanwhile. Look at what they said; nothing of yours was saved.")
REFUSED: Final[Refused] = {AlreadySent: MEANWHILE, ChangedMeanwhile: MEANWHILE}
VARIED: Final = FormPage(title="Vary", done="The order is varied.", back=BACK, refused=REFUSED)
FOLLOWED: Final = FormPage(
    title="What came of the breach", done="What came of the breach is saved.", back=BACK, refused=REFUSED
)


@require_GET
def orders(request: SignedInRequest, reference: str) -> HttpResponse:
    """Every order with its conditions and breaches, those in force first."""
    opened = open_case(request.actor, reference)
    return render(request, "casework/orders.html", {"opened": opened, "orders": orders_of(request.actor, opened)})


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Add an order or a licence."""
    opened = open_case(request.actor, reference)
    case = offender_case(opened)
    require_work(request.actor, ORDER_ADDED, case)
    form = OrderForm(request.POST or None)

    def save() -> None:
        add_order(actor=request.actor, case=case, terms=form.terms())

    return answer(request, opened, form, save, _page("Add an order or licence", "The order is saved."))


@require_http_methods(["GET", "POST"])
def vary(request: SignedInRequest, reference: str, order_id: UUID) -> HttpResponse:
    """Vary an order; its earlier terms stay to be read."""
    opened = open_case(request.actor, reference)
    case = offender_case(opened)
    require_work(request.actor, ORDER_VARIED, case)
    if request.method == "POST" and counts(opened, Order, id_sent(request)):
        return saved(request, opened, VARIED)  # the same sent again
    order = find_order(request.actor, opened, order_id, ORDER_VARIED)
    form = VaryForm(request.POST or None, order=order)

    def save() -> None:
        vary_order(actor=request.actor, case=case, order=order.row, terms=form.terms())

    return answer(request, opened, form, save, replace(VARIED, title=f"Vary: {order.kind}"))


@require_http_methods(["GET", "POST"])
def breach(request: SignedInRequest, reference: str, order_id: UUID) -> HttpResponse:
    """Record a breach of an order."""
    opened = open_case(request.actor, reference)
    case = offender_case(opened)
    require_work(request.actor, BREACH_RECORDED, case)
    order = find_order(request.actor, opened, order_id, BREACH_RECORDED)
    form = BreachForm(request.POST or None, conditions=order.conditions, files=files_of(request.actor, opened))

    def save() -> None:
        record_breach(actor=request.actor, case=case, order=order.row, new=form.new_breach())

    page = _page(f"Record a breach: {order.kind}", "The breach is recorded.")
    return answer(request, opened, form, save, page)


@require_http_methods(["GET", "POST"])
def follow(request: SignedInRequest, reference: str, breach_id: UUID) -> HttpResponse:
    """Say what came of a breach."""
    opened = open_case(request.actor, reference)
    case = offender_case(opened)
    require_work(request.actor, BREACH_FOLLOWED, case)
    if request.method == "POST" and counts(opened, Breach, id_sent(request)):
        return saved(request, opened, FOLLOWED)  # the same sent again
    found = find_breach(request.actor, opened, breach_id, BREACH_FOLLOWED)
    files = files_of(request.actor, opened)
    form = BreachForm(request.POST or None, conditions=(), files=files, breach=found)

    def save() -> None:
        follow_breach(actor=request.actor, case=case, breach=found.row, new=form.new_breach())

    return answer(request, opened, form, save, FOLLOWED)


def _page(title: str, done: str) -> FormPage:
    return FormPage(title=title, done=done, back=BACK, again="Look at the orders of this case before you save again.")
