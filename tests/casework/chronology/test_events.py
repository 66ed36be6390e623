"""Lines of a chronology: none without an event or a ground, and none for named people."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.context import acting
from audit.ledger.events import event
from casework.acts import CASE_CHANGED
from casework.cases.models import Role
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.chronology.models import ChronologyEvent, Happening, Statement
from casework.chronology.services import NewEvent, add_event, withdraw_events
from tests.casework.chronology.lines import happened
from tests.casework.consent.answers import answered, yes
from tests.casework.incidents.telling import linked, referred
from tests.casework.material_requests.asking import written
from tests.cast import actor, signed_in
from tests.town import Town, opened_case, shared
from vault.ids import uuid7

LINE = NewEvent(Happening.STANDING, Statement.ASSESSMENT, Category.RISK_ASSESSMENT, "Went from amber to red")


def page(client: Client, reference: str) -> str:
    return client.get(f"/cases/{reference}/").content.decode()


def test_the_page_of_the_case_tells_facts_and_assessments_apart(town: Town) -> None:
    case = opened_case(town.caseworker)
    happened(town.caseworker, case, "Was arrested on Tuesday")
    happened(town.caseworker, case, "Seems to be drinking again", statement=Statement.ASSESSMENT)
    text = page(signed_in(town.caseworker), case.reference)
    assert text.index("Seems to be drinking again") < text.index("Was arrested on Tuesday")
    assert ">Assessment<" in text
    assert ">Fact<" in text


def test_without_an_event_the_database_refuses_it(town: Town) -> None:
    case, who = opened_case(town.caseworker), actor(town.caseworker)
    with acting(who), pytest.raises(DatabaseError), transaction.atomic():
        add_event(who, case, LINE)
    with acting(who):
        assert not ChronologyEvent.objects.exists()


@pytest.mark.parametrize("category", sorted(FOR_NAMED_PEOPLE))
def test_where_a_victim_is_stands_in_no_chronology(town: Town, category: Category) -> None:
    case = opened_case(town.caseworker)
    with pytest.raises(ValueError, match="stands in no chronology"):
        happened(town.caseworker, case, "Moved to Lamplighter Row", category=category)


def test_another_agency_sees_the_lines_of_the_categories_it_is_shared(town: Town) -> None:
    case = opened_case(town.caseworker)
    happened(town.caseworker, case, "Went from amber to red")
    happened(town.caseworker, case, "Breached a condition", category=Category.ORDERS_CONDITIONS)
    shared(town.caseworker, case, town.probation, Category.ORDERS_CONDITIONS)
    text = page(signed_in(town.partner), case.reference)
    assert "Breached a condition" in text
    assert "Went from amber to red" not in text


def test_what_is_withdrawn_is_on_no_page(town: Town) -> None:
    case, who, source = opened_case(town.caseworker), actor(town.caseworker), uuid7()
    with acting(who), transaction.atomic(), event(CASE_CHANGED, by=who, subject=case.subject):
        add_event(who, case, NewEvent(LINE.kind, LINE.statement, LINE.category, "Was listed", source_id=source))
        assert withdraw_events(case, source) == 1
    assert "Was listed" not in page(signed_in(town.caseworker), case.reference)


def test_a_line_of_ones_own_agency_is_told_to_no_other_whatever_is_shared(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.RISK_ASSESSMENT)
    happened(town.caseworker, case, "Kept between us", own_agency=True)
    happened(town.caseworker, case, "Told to both")
    assert "Kept between us" in page(signed_in(town.caseworker), case.reference)
    text = page(signed_in(town.partner), case.reference)
    assert "Told to both" in text
    assert "Kept between us" not in text


def test_consent_referrals_and_requests_of_the_police_are_lines_of_ones_own_agency(town: Town) -> None:
    case, offender = opened_case(town.caseworker, role=Role.VICTIM), opened_case(town.caseworker)
    answered(town.caseworker, case, yes(town.charity))
    referred(town.caseworker, case, linked(town.caseworker, case, offender), days=3)
    written(town.caseworker, case)
    told = ("Referred to the MARAC", "The police asked for", "see Consent and wishes")
    ours = page(signed_in(town.caseworker), case.reference)
    assert [words for words in told if words not in ours] == []
    shared(
        town.caseworker, case, town.probation, Category.DA_INCIDENT, Category.PROFESSIONAL_CONTACT,
        Category.VULNERABILITY_ASSESSMENT,
    )  # fmt: skip
    theirs = page(signed_in(town.partner), case.reference)
    assert [words for words in told if words in theirs] == []
