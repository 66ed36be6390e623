"""That an agency declined to share is written down with its reason, and refusals are listed (MTG-03)."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.events import event
from casework.categories import Category
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from multiagency.acts import INFORMATION_ASKED
from multiagency.information_asks.models import InformationAsk, Outcome, Reason
from multiagency.information_asks.selectors import refusals
from tests.cast import actor, signed_in
from tests.multiagency.information_asks.asking import QUESTION, asked, filled, written
from tests.town import Town, opened_case, shared


def counted(town: Town) -> list[tuple[str, str, int]]:
    who = actor(town.coordinator)
    with acting(who):
        return [(one.agency.name, one.reason, one.count) for one in refusals(who)]


def test_mtg_03_that_an_agency_declined_is_written_down_with_its_reason(town: Town) -> None:
    case, browser = opened_case(town.caseworker), signed_in(town.caseworker)
    form, path = filled(town.probation), f"/cases/{case.reference}/asked/"
    for _ in range(2):
        page = browser.post(f"{path}add/", form, follow=True).content.decode()
    assert "Westhaven Probation: they declined to share" in page
    for words in ("No legal power to share it", QUESTION, "They ask for it in writing", "Casey Worker"):
        assert words in page
    with acting(actor(town.caseworker)):
        assert InformationAsk.objects.count() == 1
    assert "was asked for information" in browser.get(f"/cases/{case.reference}/").content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"reason": ""}, "Say why they declined, or that they gave no reason."),
        ({"outcome": "SHARED"}, "Only an agency that declined has a reason."),
        ({"categories": []}, "Choose at least one kind of information."),
        ({"asked_on": "1/1/2999"}, "This is in the future."),
    ],
)
def test_mtg_03_a_refusal_without_a_reason_is_not_written_down(town: Town, said: dict[str, object], words: str) -> None:
    case = opened_case(town.caseworker)
    page = signed_in(town.caseworker).post(f"/cases/{case.reference}/asked/add/", filled(town.probation, **said))
    assert words in page.content.decode()
    with pytest.raises(ValueError, match="declined"):
        asked(town.probation, Outcome.DECLINED, None)


def test_mtg_03_the_list_counts_refusals_and_none_of_a_record_that_is_not_the_readers_to_know(town: Town) -> None:
    for _ in range(2):
        written(town.caseworker, opened_case(town.caseworker), asked(town.probation))
    written(town.caseworker, opened_case(town.caseworker), asked(town.charity, reason=Reason.NO_CONSENT))
    written(town.caseworker, opened_case(town.caseworker), asked(town.charity, Outcome.NOTHING_HELD, None))
    written(town.caseworker, opened_case(town.caseworker, restricted=True), asked(town.charity))
    both = [("Night Shelter Outreach", "The person does not agree", 1)]
    assert counted(town) == [*both, ("Westhaven Probation", "No legal power to share it", 2)]
    page = signed_in(town.auditor).get("/declined/").content.decode()
    assert "Night Shelter Outreach" in page
    who = actor(town.caseworker)
    with acting(who), pytest.raises(NotPermitted):
        refusals(who)


def test_nobody_is_counted_to_whom_the_reader_is_tied(town: Town) -> None:
    case = opened_case(town.caseworker)
    written(town.caseworker, case, asked(town.probation))
    who = actor(town.coordinator)
    with acting(who):
        declare_conflict(actor=who, user=town.coordinator, person=case.person, kind=Kind.FAMILY, words="My brother")
    assert counted(town) == []


def test_it_is_the_asking_agencys_alone_whatever_it_shares_and_never_changed(town: Town) -> None:
    case = opened_case(town.caseworker)
    row = written(town.caseworker, case, asked(town.probation))
    shared(town.caseworker, case, town.probation, Category.PROFESSIONAL_CONTACT)
    with acting(actor(town.partner)):
        assert not InformationAsk.objects.exists()
    assert signed_in(town.partner).get(f"/cases/{case.reference}/asked/").status_code == 403
    who = actor(town.caseworker)
    with acting(who), event(INFORMATION_ASKED, by=who), pytest.raises(DatabaseError), transaction.atomic():
        InformationAsk.objects.filter(pk=row.pk).update(outcome=Outcome.SHARED, reason="")


def test_the_pages_cost_the_same_however_much_was_asked(town: Town) -> None:
    case, reader = opened_case(town.caseworker), signed_in(town.caseworker)
    officer, costs = signed_in(town.auditor), []
    for agency in (town.probation, town.charity):
        written(town.caseworker, case, asked(agency))
        for browser, path in ((reader, f"/cases/{case.reference}/asked/"), (officer, "/declined/")):
            browser.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert agency.name in browser.get(path).content.decode()
            costs.append(len(queries))
    assert costs == [25, 15] * 2
