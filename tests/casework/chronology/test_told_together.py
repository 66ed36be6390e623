"""One human being at two agencies: told together in one role, as far as shares and need to know reach."""

import pytest

from accounts.context import acting
from accounts.denials import NotKnown
from casework.cases.models import Case, Role
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.chronology.asking import Asked
from casework.chronology.selectors import chronology
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.links.services import end_link
from casework.timeline.selectors import cases_told_together
from tests.casework.chronology.lines import happened
from tests.casework.links.linking import TwoAgencies, link_accepted, link_proposed, two_agencies
from tests.cast import actor, signed_in
from tests.town import Town, opened_case, shared

ORDERS = Category.ORDERS_CONDITIONS


@pytest.fixture
def two(town: Town) -> TwoAgencies:
    """Both agencies recorded something; the police share one category of theirs with probation."""
    both = two_agencies(town)
    happened(both.worker, both.police, "Breached his curfew", category=ORDERS)
    happened(both.worker, both.police, "Went from amber to red")
    happened(both.officer, both.probation, "Came to his appointment", category=ORDERS)
    shared(both.worker, both.police, both.probation.owner, ORDERS)
    return both


def told(two: TwoAgencies, case: Case, asked: Asked = Asked()) -> list[str]:  # noqa: B008  frozen
    who = actor(two.officer)
    with acting(who):
        opened = open_case(who, case.reference)
        entries = chronology(who, opened, asked, cases_told_together(who, opened)).entries
        return [entry.line.words.text for entry in entries if entry.line]


def test_it_is_merged_once_both_agencies_say_that_it_is_one_person_and_no_longer_than_that(two: TwoAgencies) -> None:
    assert told(two, two.probation) == ["Came to his appointment"]
    link = link_accepted(two)
    assert told(two, two.probation) == ["Came to his appointment", "Breached his curfew"]
    who = actor(two.officer)
    with acting(who):
        end_link(actor=who, link=link, why="Somebody else")
    assert told(two, two.probation) == ["Came to his appointment"]


def test_one_agencys_word_is_not_enough(two: TwoAgencies) -> None:
    link_proposed(two)
    assert told(two, two.probation) == ["Came to his appointment"]


def test_the_page_asks_for_one_agency_and_says_what_it_tells_together(two: TwoAgencies) -> None:
    link_accepted(two)
    assert told(two, two.probation, Asked(agency=two.police.owner.code)) == ["Breached his curfew"]
    browser, address = signed_in(two.officer), f"/cases/{two.probation.reference}/timeline/"
    page = browser.get(address).content.decode()
    assert two.police.reference in page
    assert "Every agency" in page
    assert "Breached his curfew" not in browser.get(f"{address}?agency={two.probation.owner.code}").content.decode()


def test_the_police_are_shared_nothing_and_see_nothing_of_probations(two: TwoAgencies) -> None:
    link_accepted(two)
    page = signed_in(two.worker).get(f"/cases/{two.police.reference}/timeline/").content.decode()
    assert "Came to his appointment" not in page
    assert two.probation.reference not in page


def test_another_role_at_the_same_agency_is_never_told_with_it(two: TwoAgencies) -> None:
    link_accepted(two)
    harmed = opened_case(two.officer, two.probation.person, role=Role.VICTIM)
    happened(two.officer, harmed, "Is afraid of his brother")
    assert "Is afraid of his brother" not in told(two, two.probation)
    assert told(two, harmed) == ["Is afraid of his brother"]


def test_a_conflict_with_the_other_agencys_row_is_with_the_person_and_closes_both(two: TwoAgencies) -> None:
    link_accepted(two)
    who = actor(two.officer)
    with acting(who):
        declare_conflict(actor=who, person=two.police.person, user=two.officer, kind=Kind.FRIEND)
    with pytest.raises(NotKnown):
        told(two, two.probation)
