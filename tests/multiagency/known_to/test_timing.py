"""The time of the known-to check tells nothing: medians of hit, hidden and absent are the same to a millisecond."""

import statistics
import time

import pytest

from accounts.context import acting
from accounts.roles import Role
from casework.cases.models import Role as CaseRole
from casework.categories import Category
from casework.people.details import PersonDetails
from casework.purposes import Purpose
from multiagency.known_to.selectors import check_details
from tests.cast import actor, make_user
from tests.multiagency.agreements.agreeing import clauses, in_force
from tests.multiagency.known_to.asking import BORN, QUILLON, worked
from tests.town import Town

TIMINGS = 250  # of each of the four, one after another, so that whatever else the machine does slows all alike
LIMIT = 1.0  # millisecond
ABSENT = PersonDetails(given="Marmaduke", family="Winterbourne", born=BORN)
VICTIM = PersonDetails(given="Perpetua", family="Winterbourne", born=BORN)
RESTRICTED = PersonDetails(given="Peregrine", family="Winterbourne", born=BORN)


@pytest.mark.slow
@pytest.mark.serial
@pytest.mark.django_db(transaction=True)
def test_t32_medians_of_1000_checks_differ_by_less_than_a_millisecond(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("multiagency.known_to.limits.MOST_BY_PERSON", 10 * TIMINGS)
    monkeypatch.setattr("multiagency.known_to.limits.MOST_BY_AGENCY", 10 * TIMINGS)
    in_force(
        town, [clauses(town.police, town.probation, Category.IDENTITY, Category.OFFENDING_HISTORY)], town.probation
    )
    worked(town.caseworker)
    worked(town.caseworker, VICTIM, role=CaseRole.VICTIM)
    worked(town.caseworker, RESTRICTED, restricted=True)
    asker = actor(make_user(town.partnership, town.probation, Role.CASEWORKER))
    people = (QUILLON, VICTIM, RESTRICTED, ABSENT)
    times: tuple[list[float], ...] = tuple([] for _ in people)
    for _ in range(TIMINGS + 20):
        for person, kept in zip(people, times, strict=True):
            with acting(asker):  # each is committed: in one long transaction every check is slower than the last
                before = time.perf_counter()
                check_details(asker, person, Purpose.OFFENDER_MANAGEMENT)
                kept.append((time.perf_counter() - before) * 1000)
    medians = [statistics.median(kept[20:]) for kept in times]
    assert max(medians) - min(medians) < LIMIT, medians
