"""The pages of the register: read across agencies, written by the data protection officer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from tests.cast import PASSWORD, make_user, signed_in
from tests.multiagency.conditions.relying import days, relied, written_anew
from tests.town import Town, make_town
from vault.ids import uuid7

REGISTER, ENTRY, FORM = 14, 14, 13


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


@pytest.fixture
def dpo(town: Town) -> User:
    return make_user(town.partnership, town.police, Role.DPO, name="Dee Peo", password=PASSWORD)


def filled(**changes: object) -> dict[str, object]:
    return {
        "id": uuid7(), "condition": "SCH1_18", "categories": ["HEALTH_MENTAL"], "from_on": f"{days(0):%d/%m/%Y}",
        "review_on": f"{days(90):%d/%m/%Y}", "reference": "APD 4", "procedures": "Looks are audited each month.",
        "retention": "Six years from closure.", **changes,
    }  # fmt: skip


def test_what_is_written_down_stands_on_the_register_for_the_other_agency_too(town: Town, dpo: User) -> None:
    sent = signed_in(dpo).post("/conditions/add/", filled())
    assert sent.status_code == 302
    other = signed_in(town.lead_auditor)
    register = other.get("/conditions/").content.decode()
    assert "Safeguarding of children and individuals at risk" in register
    assert "In date" in register
    assert "Looks are audited each month." in other.get(sent.headers["Location"]).content.decode()
    assert "Review, change or end it" not in other.get(sent.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"procedures": ""}, "law wants an appropriate policy document"), ({"categories": []}, "at least one kind"),
        ({"condition": "ART10_AUTHORITY"}, "does not serve: mental health"), ({"condition": "X"}, "valid choice"),
        ({"review_on": "01/01/2020"}, "before the first day"), ({"until_on": "01/01/2020"}, "before the first day"),
    ],
)  # fmt: skip
def test_what_is_missing_or_impossible_is_asked_for(dpo: User, changes: dict[str, object], words: str) -> None:
    page = signed_in(dpo).post("/conditions/add/", filled(**changes))
    assert page.status_code == 200
    assert words in page.content.decode()


def test_a_condition_is_reviewed_and_what_it_said_stays_to_be_read(dpo: User) -> None:
    row, browser = relied(dpo, review_on=days(-3)), signed_in(dpo)
    address = f"/conditions/{row.entry}/"
    assert "Document out of date" in browser.get(address).content.decode()
    assert "Looks are audited" not in browser.get(f"{address}change/").content.decode()
    assert "APD 4" in browser.get(f"{address}change/").content.decode()
    assert browser.post(f"{address}change/", filled(seen=row.pk)).status_code == 302
    page = browser.get(address).content.decode()
    assert "In date" in page
    assert "What it said before" in page
    overtaken = browser.post(f"{address}change/", filled(seen=row.pk))
    assert "Somebody has written this down anew" in overtaken.content.decode()


def test_another_officer_neither_adds_nor_changes(town: Town, dpo: User) -> None:
    row = relied(dpo)
    theirs = make_user(town.partnership, town.probation, Role.DPO, password=PASSWORD)
    auditor = signed_in(town.auditor)
    assert auditor.get("/conditions/add/").status_code == 403
    assert signed_in(theirs).post(f"/conditions/{row.entry}/change/", filled(seen=row.pk)).status_code == 404
    assert signed_in(town.caseworker).get("/conditions/").status_code == 403
    assert auditor.get(f"/conditions/{uuid7()}/").status_code == 404


def test_few_and_many_cost_the_same(dpo: User) -> None:
    browser, row = signed_in(dpo), relied(dpo)
    pages = {"/conditions/": REGISTER, f"/conditions/{row.entry}/": ENTRY, f"/conditions/{row.entry}/change/": FORM}

    def costs() -> dict[str, int]:
        found = {}
        for address in pages:
            browser.get(address)
            with CaptureQueriesContext(connection) as asked:
                browser.get(address)
            found[address] = len(asked)
        return found

    assert costs() == pages
    for condition in ("SCH1_6", "SCH1_10", "SCH1_1"):
        relied(dpo, condition)
        row = written_anew(dpo, row)
    assert costs() == pages
