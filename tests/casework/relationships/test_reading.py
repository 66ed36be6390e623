"""A relationship hints at no case that its reader does not see, and at no victim on an offender's side."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.context import acting
from accounts.denials import NotKnown
from audit.ledger.models import EventRow
from casework.cases.models import Case, Role
from casework.cases.services import add_to_case
from casework.categories import Category
from casework.relationships.kinds import Kind, Risk
from casework.relationships.policies import Impossible
from tests.casework.relationships.ties import related, seen_by, told
from tests.cast import actor, signed_in
from tests.pages import lasting
from tests.town import Town, known_person, opened_case, shared


@pytest.fixture
def victim(town: Town) -> Case:
    return opened_case(town.caseworker, known_person(town.caseworker, "Wilhelmina", "Starling"), role=Role.VICTIM)


@pytest.fixture
def offender(town: Town) -> Case:
    return opened_case(town.caseworker, known_person(town.caseworker, "Jasper", "Thorncastle"))


def given_to(town: Town, case: Case) -> None:
    who = actor(town.caseworker)
    with acting(who):
        add_to_case(actor=who, case=case, user=town.teammate)


def page(browser: Client, case: Case) -> str:
    return browser.get(f"/cases/{case.reference}/relationships/").content.decode()


def test_what_a_victims_case_says_is_read_there_alone_by_whoever_sees_both(
    town: Town, victim: Case, offender: Case
) -> None:
    related(town.caseworker, victim, "Jasper Thorncastle", other=offender, risk=Risk.FROM_OTHER)
    assert told(seen_by(town.caseworker, victim)) == [("Jasper Thorncastle", "EX_PARTNER")]
    assert told(seen_by(town.caseworker, offender)) == []
    related(town.caseworker, offender)  # recorded on both
    assert told(seen_by(town.caseworker, offender)) == [("Wilhelmina Starling", "EX_PARTNER")]


def test_neither_page_nor_count_of_the_offenders_case_says_that_there_is_a_victim(
    town: Town, victim: Case, offender: Case
) -> None:
    given_to(town, offender)
    browser = signed_in(town.teammate)
    before = lasting(browser.get(f"/cases/{offender.reference}/relationships/"))
    related(town.caseworker, victim, "Jasper Thorncastle", other=offender, risk=Risk.FROM_OTHER)
    assert lasting(browser.get(f"/cases/{offender.reference}/relationships/")) == before


def test_an_offenders_case_is_not_linked_to_a_victims(town: Town, victim: Case, offender: Case) -> None:
    with pytest.raises(Impossible, match="not linked from an offender's"):
        related(town.caseworker, offender, other=victim)
    with pytest.raises(Impossible, match="does not say that its person offends"):
        related(town.caseworker, victim, "Jasper Thorncastle", Kind.CO_OFFENDER, other=offender)


def test_the_two_roles_of_one_person_stay_apart(town: Town, offender: Case) -> None:
    """The co-offender was harmed too: their victim case says nothing of the other, whatever its reader sees."""
    accomplice = known_person(town.caseworker, "Ambrose", "Pettigrew")
    offends, harmed = (opened_case(town.caseworker, accomplice, role=role) for role in (Role.OFFENDER, Role.VICTIM))
    related(town.caseworker, offender, "Ambrose Pettigrew", Kind.CO_OFFENDER, other=offends)
    assert told(seen_by(town.caseworker, offends)) == [("Jasper Thorncastle", "CO_OFFENDER")]
    assert told(seen_by(town.caseworker, harmed)) == []
    related(town.caseworker, harmed, "Nobody Else", Kind.NEIGHBOUR)
    assert seen_by(town.caseworker, offender).further == ()


def test_a_link_to_a_case_is_there_for_whoever_sees_that_case(town: Town, victim: Case, offender: Case) -> None:
    related(town.caseworker, victim, "Jasper Thorncastle", other=offender)
    given_to(town, victim)
    browser = signed_in(town.teammate)
    text = page(browser, victim)
    assert "Jasper Thorncastle" in text
    assert offender.reference not in text
    given_to(town, offender)
    assert offender.reference in page(browser, victim)


def test_one_step_further_is_read_from_offenders_cases_that_are_seen(town: Town, victim: Case, offender: Case) -> None:
    related(town.caseworker, victim, "Jasper Thorncastle", other=offender)
    related(town.caseworker, offender, "Ottoline Vane", Kind.PARTNER)
    given_to(town, victim)
    assert seen_by(town.teammate, victim).further == ()
    given_to(town, offender)
    ((near, theirs),) = seen_by(town.teammate, victim).further
    assert near.name.text == "Jasper Thorncastle"
    assert [tie.name.text for tie in theirs] == ["Ottoline Vane"]
    with acting(actor(town.auditor)):  # whoever asks who looked at the offender's case finds it
        assert EventRow.objects.filter(row_id=str(offender.pk), event__actor_id=str(town.teammate.pk)).exists()


def test_another_agency_reads_the_categories_that_it_is_shared(town: Town, victim: Case) -> None:
    related(town.caseworker, victim, "Jasper Thorncastle")
    related(town.caseworker, victim, "Little Starling", Kind.CHILD)
    shared(town.caseworker, victim, town.probation, Category.CHILDREN_IN_HOUSEHOLD)
    assert told(seen_by(town.partner, victim)) == [("Little Starling", "CHILD")]
    with pytest.raises(NotKnown):
        seen_by(town.stranger, victim)


def test_the_page_costs_the_same_for_few_and_for_many(town: Town, offender: Case) -> None:
    browser = signed_in(town.caseworker)

    def cost() -> int:
        address = f"/cases/{offender.reference}/relationships/"
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    def more(number: int) -> None:
        other = opened_case(town.caseworker, known_person(town.caseworker, f"Number{number}", "Vane"))
        related(town.caseworker, offender, f"Number{number} Vane", Kind.CO_OFFENDER, other=other)
        related(town.caseworker, other, f"Friend of {number}", Kind.SIBLING)
        third = opened_case(town.caseworker, known_person(town.caseworker, f"Third{number}", "Vane"))
        related(town.caseworker, third, "Jasper", Kind.NEIGHBOUR, other=offender)

    more(0)
    few = cost()
    for number in range(1, 7):
        more(number)
    assert cost() == few


def test_the_page_of_the_case_names_whoever_is_a_risk_first(town: Town, victim: Case) -> None:
    for number in range(5):
        related(town.caseworker, victim, f"Cousin {number}", Kind.OTHER_FAMILY, risk=Risk.NONE_FOUND)
    related(town.caseworker, victim, "Jasper Thorncastle", risk=Risk.FROM_OTHER)
    text = signed_in(town.caseworker).get(f"/cases/{victim.reference}/").content.decode()
    people = text[text.index(">People<") :]
    assert people.index("Jasper Thorncastle") < people.index("Cousin 0")
    assert "All relationships (6)" in people
