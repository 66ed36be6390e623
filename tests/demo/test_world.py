"""The generator makes the same believable world from the same seed, of any size that is asked for."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest

from accounts.agencies.models import AgencyType
from accounts.roles import Role
from casework.cases.models import Priority, State
from casework.cases.models import Role as CaseRole
from casework.categories import Category
from casework.interventions.models import Mode, Result
from casework.people.models import AliasKind, IdentifierKind
from config.demo.generator import make_world
from config.demo.identifiers import nhs_check_digit, nhs_number
from config.demo.rhythm import DAYS, LONDON
from config.demo.world import Kind, World

TODAY = date(2026, 7, 15)


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(today=TODAY)


def test_the_same_seed_makes_the_same_world(world: World) -> None:
    assert make_world(today=TODAY) == world
    assert make_world(seed=1, today=TODAY) != world


def test_the_usual_world_has_the_size_that_the_tour_tells_of(world: World) -> None:
    assert len(world.agencies) == 12
    assert 55 <= len(world.staff) <= 65
    assert len(world.people) == 400
    assert len(world.cases) == 260
    assert 2_500 <= len(world.interventions) <= 4_000


@pytest.mark.parametrize("people", [0, 1, 5, 16, 90, 1_000])
def test_any_number_of_people_is_made_exactly(people: int) -> None:
    made = make_world(today=TODAY, people=people)
    assert len(made.people) == people
    assert len({contact.case for contact in made.interventions} - {case.key for case in made.cases}) == 0


@pytest.mark.parametrize("people", [-1, 50_001])
def test_a_number_of_people_out_of_reach_is_refused_in_words(people: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 50,000"):
        make_world(today=TODAY, people=people)


def test_every_role_has_one_well_known_sign_in_and_nobody_shares_an_address(world: World) -> None:
    known = Counter(role for member in world.staff if member.well_known for role in member.roles)
    assert known == Counter(Role.values)
    assert len({member.email for member in world.staff}) == len(world.staff)
    assert len({member.name for member in world.staff}) == len(world.staff)
    assert all(member.email.endswith(f"@{member.agency}.example") for member in world.staff)
    assert len({member.agency for member in world.staff if "CASEWORKER" in member.roles}) == 12


def test_every_word_is_one_that_the_product_knows(world: World) -> None:
    assert {agency.type for agency in world.agencies} <= set(AgencyType.values)
    assert {case.side.value for case in world.cases} == set(CaseRole.values)
    assert {case.state for case in world.cases} == set(State.values)
    assert {case.priority for case in world.cases} == set(Priority.names)
    assert {contact.mode for contact in world.interventions} == set(Mode.values) - {"EMAIL", "LETTER"}
    assert {contact.result for contact in world.interventions} == set(Result.values)
    assert {contact.category for contact in world.interventions} <= set(Category.values)
    assert {share.category for share in world.shares} <= set(Category.values)
    assert {alias.kind for person in world.people for alias in person.aliases} <= set(AliasKind.values)
    assert {number.type for person in world.people for number in person.identifiers} <= set(IdentifierKind.values)


def test_a_case_is_worked_by_a_caseworker_of_the_agency_that_holds_it(world: World) -> None:
    staff = {member.email: member for member in world.staff}
    assert all(staff[case.lead].agency == case.agency == world.people[case.person].agency for case in world.cases)
    assert all(case.team in staff[case.lead].teams for case in world.cases)
    assert all(staff[contact.by].agency == world.cases[contact.case].agency for contact in world.interventions)
    assert all(share.agency != world.cases[share.case].agency for share in world.shares)


def test_a_case_that_is_closed_has_an_end_and_no_next_date(world: World) -> None:
    assert all((case.state == "CLOSED") == (case.closed_on is not None) for case in world.cases)
    assert all(case.next_due is None for case in world.cases if case.closed_on)
    assert all(case.opened_on <= case.closed_on <= TODAY for case in world.cases if case.closed_on)
    assert any(case.next_due and case.next_due < TODAY for case in world.cases)
    assert any(case.next_due == TODAY for case in world.cases)


def test_contacts_lie_in_the_last_eighteen_months_and_are_typed_afterwards(world: World) -> None:
    start, end = (datetime.combine(day, time(), LONDON) for day in (TODAY - timedelta(days=DAYS), TODAY))
    assert all(start <= contact.occurred_at <= contact.recorded_at <= end for contact in world.interventions)
    opened = {case.key: case.opened_on for case in world.cases}
    assert all(contact.occurred_at.date() >= opened[contact.case] for contact in world.interventions)


def test_casework_has_a_week_and_a_year() -> None:
    contacts = make_world(today=TODAY, people=4_000).interventions
    by_weekday = Counter(contact.occurred_at.weekday() for contact in contacts)
    assert by_weekday[1] > by_weekday[4] > 2 * by_weekday[6]
    by_month = Counter((contact.occurred_at.year, contact.occurred_at.month) for contact in contacts)
    assert by_month[2025, 8] < by_month[2025, 7]
    assert by_month[2025, 12] < by_month[2025, 11]


def test_few_notes_are_alike(world: World) -> None:
    notes = Counter(contact.note for contact in world.interventions)
    assert len(notes) > 0.9 * len(world.interventions)
    assert "{" not in "".join(notes)


def test_subjects_differ_in_kind_of_name_and_in_what_is_known(world: World) -> None:
    humans = [person for person in world.people if person.kind is Kind.PERSON]
    assert any(not person.given for person in humans)
    assert any(not person.family.isascii() for person in humans)
    assert {person.birth_precision for person in humans} == {"EXACT", "MONTH", "YEAR", "ESTIMATED"}
    assert all(person.born is None for person in world.people if person.kind is Kind.VENUE)
    assert all(person.born for person in humans)
    kinds = {alias.kind for person in humans for alias in person.aliases}
    assert kinds == {"SPELLING", "NICKNAME", "STREET", "FORMER"}


def test_health_numbers_are_of_the_range_for_tests_and_pass_their_check() -> None:
    numbers = [nhs_number(serial) for serial in range(1, 50_001)]
    assert len(set(numbers)) == 50_000
    assert all(number.startswith("999") and nhs_check_digit(number[:9]) == int(number[9]) for number in numbers)
