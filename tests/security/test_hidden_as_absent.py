"""Whoever is hidden is as absent: the same answer, count, statements and time, whoever asks and however."""

import re
import statistics
import time
from collections.abc import Iterator
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from accounts.actor import Actor
from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.models import User
from accounts.roles import Role
from casework.finding.selectors import find_people, likely_duplicates
from casework.people.details import PersonDetails
from casework.people.models import IdentifierKind
from casework.people.services import add_person
from config.benchmarks.population import Invented, invent, make_names
from tests.cast import actor, make_agency, make_partnership, make_user, signed_in
from tests.pages import lasting
from tests.town import Town, known_person, opened_case

TIMINGS = 2_000
NAMES = 60
LIMIT = 1.0  # millisecond


def people(count: int) -> Iterator[Invented]:
    random = Random(32)  # noqa: S311 - names, not secrets
    return invent(random, make_names(random, given=300, family=3_000), count)


def sought(one: Invented) -> PersonDetails:
    return PersonDetails(given=one.given, family=one.family)


@pytest.fixture
def names(town: Town) -> tuple[list[Invented], list[Invented]]:
    """People of cases that the colleague may not see, and people who are nowhere; both from one urn."""
    hidden, absent = (list(half) for half in (list(people(2 * NAMES))[::2], list(people(2 * NAMES))[1::2]))
    who = actor(town.caseworker)
    for one in hidden:
        with acting(who):
            person = add_person(actor=who, details=one.details)
        opened_case(town.caseworker, person)
    return hidden, absent


def search(who: Actor, one: Invented) -> tuple[int, list[str]]:
    """How many are found, and the statements that it took, without their values."""
    with CaptureQueriesContext(connection) as captured:
        found = find_people(who, sought(one))
    return len(found.candidates), [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in captured.captured_queries]


@pytest.mark.parametrize("who", ["colleague", "stranger"])
def test_t32_a_search_takes_the_same_statements_for_the_hidden_and_the_absent(
    town: Town, names: tuple[list[Invented], list[Invented]], who: str
) -> None:
    """Of their own agency without need to know, and of another agency with which nothing is shared."""
    asker = actor(getattr(town, who))
    with acting(asker):
        hidden, absent = ([search(asker, one) for one in group[:8]] for group in names)
    assert {number for number, _ in hidden + absent} == {0}
    assert {tuple(statements) for _, statements in hidden} == {tuple(statements) for _, statements in absent}


def test_t32_likely_duplicates_take_the_same_statements_for_the_hidden_and_the_absent(
    town: Town, names: tuple[list[Invented], list[Invented]]
) -> None:
    asker = actor(town.colleague)
    costs = []
    with acting(asker):
        for group in names:
            with CaptureQueriesContext(connection) as captured:
                assert likely_duplicates(asker, [group[0].details]) == [[]]
            costs.append(len(captured))
    assert costs[0] == costs[1]


@pytest.mark.slow
@pytest.mark.serial
@pytest.mark.parametrize("who", ["colleague", "stranger"])
def test_t32_medians_of_2000_searches_differ_by_less_than_a_millisecond(
    town: Town, names: tuple[list[Invented], list[Invented]], who: str
) -> None:
    asker = actor(getattr(town, who))
    times: tuple[list[float], list[float]] = [], []
    with acting(asker):
        for turn in range(TIMINGS + 20):
            for group, kept in zip(names, times, strict=True):
                before = time.perf_counter()
                find_people(asker, sought(group[turn % NAMES]))
                kept.append((time.perf_counter() - before) * 1000)
    hidden, absent = (statistics.median(kept[20:]) for kept in times)
    assert abs(hidden - absent) < LIMIT


def page(client: Client, one: Invented) -> str:
    """The answer's page, without what was typed and what is new on every page."""
    body = lasting(client.post("/people/find/", {"given": one.given, "family": one.family}))
    return body.replace(escape(one.given), "GIVEN").replace(escape(one.family), "FAMILY")


@pytest.mark.parametrize("who", ["colleague", "stranger"])
def test_t32_the_page_says_the_same_of_the_hidden_and_the_absent(
    town: Town, names: tuple[list[Invented], list[Invented]], who: str
) -> None:
    client = signed_in(getattr(town, who))
    hidden, absent = (page(client, group[0]) for group in names)
    assert "Nobody you may know about matches" in hidden
    assert hidden == absent


def listed(client: Client) -> tuple[str, int]:
    with CaptureQueriesContext(connection) as captured:
        page = client.get("/cases/")
    return lasting(page), len(captured)


def test_t32_a_list_of_cases_is_the_same_before_and_after_hidden_ones_are_opened(town: Town) -> None:
    opened_case(town.colleague, known_person(town.colleague, "Ann", "Other"))
    client = signed_in(town.colleague)
    listed(client)
    before = listed(client)
    opened_case(town.caseworker)
    assert listed(client) == before


# ---- the same number, held elsewhere
PNC = (IdentifierKind.PNC, "1999/0123456X")
NEW = (IdentifierKind.PNC, "2001/7654321Y")


@pytest.fixture
def elsewhere(town: Town) -> User:
    """A caseworker of another partnership."""
    partnership = make_partnership("Easthaven Community Safety Partnership")
    return make_user(partnership, make_agency(partnership, AgencyType.POLICE), Role.CASEWORKER)


def with_number(number: tuple[IdentifierKind, str]) -> PersonDetails:
    return PersonDetails(given="Ann", family="Other", identifiers=(number,))


@pytest.mark.parametrize("asker", ["elsewhere", "stranger"])
def test_t34_a_number_that_others_hold_is_added_as_one_that_nobody_holds(
    town: Town, elsewhere: User, asker: str
) -> None:
    """Another partnership's, and another agency's of one's own partnership."""
    holder = actor(town.caseworker)
    with acting(holder):
        add_person(actor=holder, details=PersonDetails(family="Quillfeather", identifiers=(PNC,)))
    user = elsewhere if asker == "elsewhere" else town.stranger
    who = actor(user)
    known_person(
        user
    )  # the first of a partnership makes the key of its indexes, and the first of an agency unwraps its
    costs = []
    for number in (NEW, PNC):
        with acting(who), CaptureQueriesContext(connection) as captured:
            assert likely_duplicates(who, [with_number(number)]) == [[]]
            person = add_person(actor=who, details=with_number(number))
            found = find_people(who, PersonDetails(identifiers=(number,))).candidates
            assert [one.person.pk for one in found] == [person.pk]
        costs.append(len(captured))
    assert costs[0] == costs[1]
