"""What was sent laid beside what was agreed: unused, beside, ended and wanted flows, and what figures must not tell."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from audit.ledger.models import Event
from casework.categories import Category
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from multiagency.agreements.services.stopping import withdraw
from multiagency.flows.agreed import Flow
from multiagency.flows.findings import NOTHING, Actual, Count, Finding, Terms, Way
from multiagency.flows.quarters import Quarter, shown
from multiagency.flows.selectors import Flows, flows_of
from multiagency.sharing.facts import Override
from tests.cast import actor, signed_in
from tests.multiagency.agreements.agreeing import fresh
from tests.multiagency.sharing.sending import CLAIMS, agreed, picked, sent
from tests.multiagency.standing_shares.sharing import shared_standing, wanted
from tests.town import Town, logged, opened_case
from vault.ids import uuid7

pytestmark = pytest.mark.django_db

FLOW = Flow(uuid7(), uuid7(), "MAPPA", "IDENTITY")
LET = {FLOW: {"ISA-001"}}
REASONS = ("He said he would jump tonight",) * 3


def now() -> Quarter:
    return Quarter.of(timezone.localdate())


def read(user: User) -> Flows:
    who = actor(user)
    with acting(who):
        return flows_of(who, now())


def found(user: User) -> list[tuple[str, str, Finding]]:
    return [(row.sender.name, row.flow.category, row.finding) for row in read(user).rows]


def send(town: Town, *notes: str, restricted: bool = False) -> None:
    case = opened_case(town.caseworker, restricted=restricted)
    rows = logged(town.caseworker, case, *(notes or ("Went to the shop",)))
    sent(town.caseworker, case, picked(town, *(row.pk for row in rows)))


def counted(**ways: int) -> Actual:
    return Actual({Way[name]: number for name, number in ways.items()}, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("terms", "actual", "finding"),
    [
        (Terms(LET, LET, LET), NOTHING, Finding.UNUSED),
        (Terms(LET, LET, LET), counted(AGREED=5), Finding.USED),
        (Terms(LET, LET, LET), counted(AGREED=5, OVERRIDE=1), Finding.BESIDE),
        (Terms(LET, LET, LET), counted(REFUSED=1), Finding.UNUSED),
        (Terms({}, LET, LET), NOTHING, Finding.PART),
        (Terms(LET, {}, LET), counted(REFUSED=1), Finding.ENDED),
        (Terms(LET, {}, LET), counted(EMERGENCY=1), Finding.ENDED),
        (Terms(LET, {}, LET), counted(AGREED=1), Finding.PART),
        (Terms(LET, {}, LET), NOTHING, None),
        (Terms({}, {}, {}), counted(EMERGENCY=1), Finding.BESIDE),
        (Terms({}, {}, {}), counted(REFUSED=1), Finding.WANTED),
    ],
)
def test_each_flow_is_found_to_be_one_thing(terms: Terms, actual: Actual, finding: Finding | None) -> None:
    assert terms.found(FLOW, actual) is finding


def test_what_goes_as_agreed_is_used_and_what_a_share_shows_is_too(town: Town) -> None:
    agreed(town, Category.INTERVENTION_RECORD, Category.IDENTITY)
    send(town)
    case = opened_case(town.caseworker)
    shared_standing(town.caseworker, case, wanted(town.probation, Category.IDENTITY))
    assert found(town.auditor) == [
        ("Westhaven Police", "INTERVENTION_RECORD", Finding.USED), ("Westhaven Police", "IDENTITY", Finding.USED),
    ]  # fmt: skip
    assert read(town.auditor).rows[0].actual.last == timezone.localdate().replace(day=1)


def test_what_is_refused_without_an_agreement_is_told_to_the_sender_and_the_lead_alone(town: Town) -> None:
    send(town)
    assert found(town.caseworker) == [("Westhaven Police", "INTERVENTION_RECORD", Finding.WANTED)]
    assert found(town.lead_auditor) == found(town.caseworker)
    assert found(town.partner) == []
    assert found(town.stranger) == []


def test_what_goes_in_an_emergency_goes_beside_what_is_agreed(town: Town) -> None:
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Went to the shop")
    alone = Override(str(town.caseworker.pk), str(town.caseworker.pk), *REASONS)
    sent(town.caseworker, case, picked(town, note.pk, claims=replace(CLAIMS, emergency=True, override=alone)))
    (row,) = read(town.partner).rows
    assert (row.finding, bool(row.emergency), bool(row.override)) == (Finding.BESIDE, True, False)
    assert row.refused.words == "Known to the sender alone"


def test_what_is_asked_for_after_an_agreement_ended_is_found(town: Town) -> None:
    version = agreed(town)
    who = fresh(town.auditor)
    with acting(who):
        withdraw(actor=who, version=version, words="Replaced")
    assert found(town.auditor) == []
    send(town)
    assert found(town.auditor) == [("Westhaven Police", "INTERVENTION_RECORD", Finding.ENDED)]


def test_figures_are_in_steps_and_never_of_a_restricted_record(town: Town) -> None:
    agreed(town)
    send(town, restricted=True)
    assert {row.finding for row in read(town.auditor).rows} == {Finding.PART}
    send(town, "One", "Two", "Three", "Four")
    assert [row.agreed.words for row in read(town.auditor).rows] == ["Fewer than 5"]
    send(town, "Five", "Six", "Seven")
    assert [row.agreed.words for row in read(town.auditor).rows] == ["5 or more"]
    assert [row.agreed.words for row in read(town.lead_auditor).rows] == ["5 or more"]
    assert Count(0).words == "None"


def test_nobody_is_counted_to_whom_the_reader_is_tied(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Went to the shop")
    sent(town.caseworker, case, picked(town, note.pk))
    who = actor(town.colleague)
    with acting(who):
        declare_conflict(actor=who, user=town.colleague, person=case.person, kind=Kind.FAMILY, words="My brother")
    assert [row.finding for row in read(town.colleague).rows] == [Finding.PART]
    assert [row.finding for row in read(town.auditor).rows] == [Finding.USED]


def test_the_database_counts_nothing_without_the_event_of_the_look(town: Town) -> None:
    agreed(town)
    send(town)
    with acting(actor(town.lead_auditor)), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM flows_counted(%s, %s, '{}', true)", [now().begins, now().ends])
        assert cursor.fetchall() == []
    assert read(town.auditor).rows[0].agreed


def test_the_page_says_it_at_the_same_cost_whatever_was_sent(town: Town) -> None:
    agreed(town)
    reader = signed_in(town.auditor)
    costs, pages = [], []
    for _ in range(2):
        reader.get("/agreements/flows/")
        with CaptureQueriesContext(connection) as queries:
            page = reader.get(f"/agreements/flows/?quarter={now().code}&finding=ALL")
        pages.append(page.content.decode())
        costs.append(len(queries))
        send(town)
    said = [("govuk-tag--green" in page, "Fewer than 5" in page) for page in pages]
    assert (costs, said) == ([23, 23], [(False, False), (True, True)])
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act="flows.read").exists()


def test_a_quarter_is_three_months_and_the_last_whole_one_comes_first(town: Town) -> None:
    assert [one.code for one in shown(date(2026, 11, 26))[:5]] == ["2026-4", "2026-3", "2026-2", "2026-1", "2025-4"]
    assert Quarter(2026, 3).label == "July to September 2026"
    assert (Quarter(2025, 4).ends, Quarter(2025, 4).next) == (Quarter(2026, 1).begins, Quarter(2026, 1))
    page = signed_in(town.auditor).get("/agreements/flows/?quarter=nonsense").content.decode()
    assert Quarter.of(timezone.localdate()).before.label in page
    assert "No such flow" in page
