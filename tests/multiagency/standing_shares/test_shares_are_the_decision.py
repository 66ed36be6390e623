"""On random worlds, what each reader of another agency is shown is what the sharing decision allows them now.

For every item of a case and every reader: shown where its category was shared and not ended by the sharing agency,
where the decision about the category and about the item, on facts gathered anew for this reader, both allow it, and
where the reader oversees shared cases. What is shown is read as pages read it, through all four gates.
"""

import pytest
from django.db import transaction

from accounts.context import acting
from accounts.models import User
from accounts.roles import AGENCY_WIDE
from casework.cases.models import Case
from casework.cases.policies import visible_cases
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.items.selectors import items_of
from casework.purposes import Purpose
from multiagency.sharing.claims import Audience, Claims, WholeCategory
from multiagency.sharing.weighing import weigh
from tests.cast import actor
from tests.multiagency.standing_shares.stage import SHARED, Stage, make_stage
from tests.multiagency.standing_shares.worlds import Agreed, Drawn, World, drawn_world, put_on

PAIRS = 100_000
Shown = set[tuple[str, object]]


@pytest.fixture
def stage(db: None) -> Stage:
    return make_stage(1)


@pytest.fixture
def full_stage(db: None) -> Stage:
    return make_stage(6)


def shown_to(reader: User, case: Case) -> Shown:
    """Every item that a page of the case shows the reader; an account that is closed has no session to ask with."""
    who = actor(reader)
    if not User.objects.get(pk=reader.pk).is_active:
        return set()
    with acting(who):
        if not visible_cases(who).filter(pk=case.pk).exists():
            return set()
        return {(item.kind, item.id) for item in items_of(who, open_case(who, case.reference))}


def allowed_to(stage: Stage, place: int, reader: User, claims: Claims, granted: frozenset[str]) -> Shown:
    """Every item that may be shown, decided now for this reader."""
    worker, case, agency = actor(stage.town.caseworker), stage.cases[place], reader.agency
    items = [item for item in stage.items[place] if item.category in granted]
    if not actor(reader).roles & AGENCY_WIDE or not items:
        return set()
    with acting(worker):
        opened = open_case(worker, case.reference)
        wholes = [WholeCategory(Category(category), case.owner) for category in sorted(granted)]
        weighed = weigh(
            actor=worker, opened=opened, things=[*wholes, *items], audience=Audience(agency, reader), claims=claims
        )  # fmt: skip
    open_now = {one.thing.category for one in weighed[: len(wholes)] if one.decided.allowed}
    rest = weighed[len(wholes) :]
    return {(one.thing.kind, one.thing.id) for one in rest if one.decided.allowed and one.thing.category in open_now}


def differences(stage: Stage, world: World) -> tuple[int, list[tuple[str, str, str, object]]]:
    """How many pairs of item and reader were compared in this world, and those that differ."""
    granted, pairs, found = put_on(stage, world), 0, []
    for place, case in enumerate(stage.cases):
        for reader in stage.readers:
            claims, kept = granted.get((place, reader.agency), (None, frozenset()))
            allowed = allowed_to(stage, place, reader, claims, kept) if claims else set()
            shown = shown_to(reader, case)
            pairs += len(stage.items[place])
            found += [(case.role, reader.agency.type, *one) for one in allowed ^ shown]
    return pairs, found


def compare(stage: Stage, seed: int) -> int:
    """How many pairs were compared in the world of this number; none may differ."""
    with transaction.atomic():
        pairs, found = differences(stage, drawn_world(seed))
        transaction.set_rollback(True)
    assert found == [], f"world {seed}"
    return pairs


def test_what_is_shown_is_what_the_decision_allows(stage: Stage) -> None:
    assert sum(compare(stage, seed) for seed in range(2)) > 100


@pytest.mark.parametrize(
    ("lost", "change"),
    [
        ("multiagency.agreements.services.stopping.stop_resting_on", "an agreement is suspended"),
        ("casework.handling.services.suspend_shares", "a case is marked"),
    ],
)
def test_a_change_that_does_not_stop_what_rests_on_it_is_found(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, lost: str, change: str
) -> None:
    """A planted fault: the fact changes, and nothing that rests on it is stopped."""
    agreed = Agreed("in force", both_sign=True, left_out=frozenset())
    drawn = Drawn(frozenset(SHARED), Purpose.OFFENDER_MANAGEMENT, "COMMON_LAW_POLICE", "", "", None)
    monkeypatch.setattr(lost, lambda *_, **__: 0)
    world = World((agreed, None), ((drawn, None), (None, None)), ((change, 0, 0),))
    with transaction.atomic():
        pairs, found = differences(stage, world)
        transaction.set_rollback(True)
    assert 0 < len(found) < pairs


@pytest.mark.slow
def test_what_is_shown_is_what_the_decision_allows_in_100_000_pairs(full_stage: Stage) -> None:
    pairs, seed = 0, 1_000
    while pairs < PAIRS:
        pairs, seed = pairs + compare(full_stage, seed), seed + 1
