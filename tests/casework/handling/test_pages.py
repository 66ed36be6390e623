"""The pages of handling: for those who have the case, for officers who do not, and the banner that nobody misses."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from casework.cases.models import Case
from casework.handling.models import Kind
from tests.casework.handling.marking import WHY, an_item, decided, how, placed
from tests.casework.test_sent_twice import id_of
from tests.cast import PASSWORD, make_user, signed_in
from tests.town import Town, logged, opened_case
from vault.ids import uuid7

READ, LISTED = 19, 15
TODAY = f"{timezone.localdate():%d/%m/%Y}"


@pytest.fixture
def case(town: Town) -> Case:
    made = opened_case(town.caseworker, team=town.team)
    logged(town.caseworker, made, "Met at the Blue Heron", "Rang the brother")
    return made


@pytest.fixture
def dpo(town: Town) -> User:
    return make_user(town.partnership, town.police, Role.DPO, name="Dee Peo", password=PASSWORD)


def page(browser: Client, case: Case, rest: str = "handling/") -> str:
    return browser.get(f"/cases/{case.reference}/{rest}").content.decode()


def filled(**changes: object) -> dict[str, object]:
    return {"id": uuid7(), "kind": "LPP", "words": "Advice of counsel in the claim", "since": TODAY, **changes}


def test_a_restriction_stands_as_a_banner_on_the_case_and_an_item_s_does_not(town: Town, case: Case) -> None:
    browser = signed_in(town.caseworker)
    placed(town.auditor, case, Kind.RESTRICTED_PROCESSING, an_item(town.caseworker, case, "intervention"))
    assert "Processing of this record is restricted" not in page(browser, case, "")
    placed(town.auditor, case, Kind.RESTRICTED_PROCESSING)
    assert "Processing of this record is restricted" in page(browser, case, "")
    assert "for legal claims" in page(browser, case)


def test_the_banner_says_whom_not_to_tell_and_that_somebody_objects(town: Town, case: Case, dpo: User) -> None:
    browser = signed_in(town.caseworker)
    placed(town.caseworker, case, Kind.DO_NOT_INFORM)
    mark = placed(town.caseworker, case, Kind.OBJECTION)
    text = page(browser, case, "")
    assert "Do not tell the person" in text
    assert "has not decided yet" in text
    decided(dpo, case, mark, upheld=True)
    assert "The objection is upheld" in page(browser, case, "")


def test_an_officer_reads_why_by_the_reference_and_no_name(town: Town, case: Case) -> None:
    placed(town.caseworker, case, Kind.LPP)
    officer = signed_in(town.auditor)
    assert case.reference in officer.get("/handling/").content.decode()
    text = page(officer, case)
    assert WHY in text
    assert "Featherstonehaugh" not in text
    assert "One of:" not in text
    assert officer.get(f"/cases/{case.reference}/").status_code == 404
    assert officer.get(f"/cases/{case.reference}/handling/add/intervention/").status_code == 404


def test_whoever_works_the_case_marks_one_of_its_items(town: Town, case: Case) -> None:
    browser, item = signed_in(town.caseworker), an_item(town.caseworker, case, "intervention")
    address = f"/cases/{case.reference}/handling/add/intervention/"
    assert "Rang the brother" in browser.get(address).content.decode()
    sent = filled(kind="DISPUTED", item=item.id, words="He says that he never rang")
    assert browser.post(address, sent).status_code == 302
    assert how(town.caseworker, case).disputed(item.id)
    assert "He says that he never rang" in page(browser, case)


def test_a_kind_of_item_that_there_is_not_is_not_found_and_one_without_items_says_so(town: Town, case: Case) -> None:
    browser = signed_in(town.caseworker)
    assert browser.get(f"/cases/{case.reference}/handling/add/nonsense/").status_code == 404
    assert "There is none" in page(browser, case, "handling/add/order/")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"words": "short"}, "at least 10 characters"), ({"kind": "DO_NOT_INFORM"}, "last day on which"),
        ({"kind": "OFFICIAL_SENSITIVE"}, "on which this is reviewed"), ({"until": TODAY}, "has a last day"),
        ({"review_on": TODAY}, "has a review"), ({"since": "01/01/2090"}, "still to come"),
        ({"kind": "DO_NOT_INFORM", "until": "01/01/2020"}, "before the first"), ({"kind": "DISPUTED"}, "valid choice"),
        ({"kind": "RESTRICTED_PROCESSING"}, "valid choice"),
    ],
)  # fmt: skip
def test_what_is_not_fully_said_is_asked_for(town: Town, case: Case, changes: dict[str, object], words: str) -> None:
    sent = signed_in(town.caseworker).post(f"/cases/{case.reference}/handling/add/case/", filled(**changes))
    assert sent.status_code == 200
    assert words in sent.content.decode()


def test_a_second_mark_of_a_kind_and_another_under_the_same_id_are_refused_in_words(town: Town, case: Case) -> None:
    browser, address = signed_in(town.caseworker), f"/cases/{case.reference}/handling/add/case/"
    first = filled()
    assert browser.post(address, first).status_code == 302
    assert browser.post(address, first).status_code == 302
    assert "It is marked so already" in browser.post(address, filled()).content.decode()
    again = browser.post(address, {**first, "words": "Something else altogether"})
    assert "already saved once" in again.content.decode()
    assert id_of(again.content) != str(first["id"])


def test_the_data_protection_officer_decides_an_objection_and_lifts_it(town: Town, case: Case, dpo: User) -> None:
    mark, browser = placed(town.caseworker, case, Kind.OBJECTION), signed_in(dpo)
    address = f"/cases/{case.reference}/handling/{mark.pk}/end/"
    assert "Waits" in browser.get("/handling/").content.decode()
    assert "Is the objection upheld?" in browser.get(address).content.decode()
    assert browser.post(address, {"upheld": "yes", "words": "no"}).status_code == 200
    assert browser.post(address, {"upheld": "yes", "words": "Her safety is at stake"}).status_code == 302
    assert "Her safety is at stake" in page(browser, case)
    assert "Why is it lifted?" in browser.get(address).content.decode()
    assert browser.post(address, {"words": "She takes it back"}).status_code == 302
    assert browser.get(address).status_code == 404
    assert "She takes it back" in page(browser, case)


def test_a_team_manager_lifts_what_is_sensitive_on_a_case_that_they_work_and_on_no_other(
    town: Town, case: Case
) -> None:
    mark = placed(town.caseworker, case, Kind.OFFICIAL_SENSITIVE)
    manager = make_user(town.partnership, town.police, Role.TEAM_MANAGER, teams=(town.team,), password=PASSWORD)
    other = make_user(town.partnership, town.police, Role.TEAM_MANAGER, password=PASSWORD)
    address, words = f"/cases/{case.reference}/handling/{mark.pk}/end/", {"words": "The operation is over"}
    assert signed_in(other).post(address, words).status_code == 404
    assert signed_in(town.caseworker).post(address, words).status_code == 403
    assert signed_in(manager).post(address, words).status_code == 302


def test_few_and_many_marks_cost_the_same(town: Town, case: Case) -> None:
    officer = signed_in(town.auditor)
    for address, most in ((f"/cases/{case.reference}/handling/", READ), ("/handling/", LISTED)):
        costs = []
        for number in (2, 6):
            for _ in range(number):
                placed(town.caseworker, case, Kind.STATUTORY_BAR)
            officer.get(address)
            with CaptureQueriesContext(connection) as asked:
                officer.get(address)
            costs.append(len(asked))
        assert costs == [most, most]
