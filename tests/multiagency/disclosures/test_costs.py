"""What pages of sharing cost in statements: the same for one thing and for six."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework.cases.models import Case
from multiagency.sharing.models import Disclosure
from tests.cast import signed_in
from tests.multiagency.disclosures.sending import agreed, disclosed, filled, picked
from tests.town import Town, logged, opened_case

COSTS = {"share": 55, "preview": 98, "history": 27, "sent": 39, "received": 29, "received list": 17}


def cost(browser: Client, address: str, form: dict[str, object] | None = None) -> int:
    with CaptureQueriesContext(connection) as asked:
        page = browser.post(address, form) if form else browser.get(address)
    assert page.status_code == 200
    return len(asked)


def costs(
    ours: Client, theirs: Client, case: Case, sent: Disclosure, things: list[tuple[str, object]]
) -> dict[str, int]:
    of = f"/cases/{case.reference}"
    theirs.get(f"/received/{sent.pk}/")  # whoever opens it first is written down, once
    return {
        "share": cost(ours, f"{of}/share/"),
        "preview": cost(ours, f"{of}/share/", filled(sent.agency, *things)),
        "history": cost(ours, f"{of}/disclosures/"), "sent": cost(ours, f"{of}/disclosures/{sent.pk}/"),
        "received": cost(theirs, f"/received/{sent.pk}/"), "received list": cost(theirs, "/received/"),
    }  # fmt: skip


def test_they_cost_the_same_for_one_thing_and_for_six(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    ours, theirs = signed_in(town.caseworker), signed_in(town.partner)

    def with_so_many(number: int) -> dict[str, int]:
        notes = logged(town.caseworker, case, *[f"Seen, {place}" for place in range(number)])
        things: list[tuple[str, object]] = [("intervention", note.pk) for note in notes]
        sent = disclosed(town.caseworker, case, picked(case, town.probation, *things))
        return costs(ours, theirs, case, sent, things)

    first = with_so_many(1)
    assert with_so_many(6) == first == COSTS
