"""On random worlds, the list of each user, the policy of one case and the projection say what a plain decision says."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.actor import Actor, team_principal
from accounts.context import acting
from accounts.models import Agency, User
from accounts.roles import Role
from audit.ledger.events import event
from casework.acts import CASE_CHANGED, CONFLICT_DECLARED
from casework.cases.front_list import CaseFilters, cursor_after, front_list
from casework.cases.models import Case, CaseShare, CaseUserPermission, Priority, State, Stopped
from casework.cases.policies import visible_cases, visible_people
from casework.cases.services import grant_case, permissions_of_member
from casework.categories import Category
from casework.conflicts.models import Conflict
from tests.access.world import in_conflict
from tests.cast import actor, make_user
from tests.security.raw import COPIED, changed, sql
from tests.town import Town, known_person, make_town, opened_case

LIVE, SUSPENDED, ENDED = "live", "suspended", "ended"
CASES, PEOPLE, USERS = 6, 3, 8  # of the world that is drawn; cases 4 and 5 are the charity's, with a person each


@dataclass(frozen=True)
class Drawn:
    """What is so of one case: its state, and who has it or is told of it, by their places in the stage's lists."""

    state: State
    priority: Priority
    restricted: bool
    users: frozenset[int]
    with_team: bool
    shares: tuple[str, ...]


@dataclass(frozen=True)
class Stage:
    """The people and records that a drawn world is put on, made once a test."""

    town: Town
    users: list[User]
    actors: list[Actor]
    cases: list[Case]
    conflict: Conflict


@st.composite
def drawn_cases(draw: st.DrawFn) -> Drawn:
    share = st.sampled_from(["", LIVE, SUSPENDED, ENDED])
    return Drawn(
        draw(st.sampled_from(State)), draw(st.sampled_from(Priority)), draw(st.booleans()),
        draw(st.frozensets(st.integers(0, USERS - 1), max_size=3)), draw(st.booleans()), (draw(share), draw(share)),
    )  # fmt: skip


WORLDS = st.lists(drawn_cases(), min_size=CASES, max_size=CASES)
CONFLICTS = st.frozensets(st.tuples(st.integers(0, USERS - 1), st.integers(0, CASES - 1)), max_size=4)


@pytest.fixture
def stage(db: None) -> Stage:
    """Three agencies, people in every relation, four cases of the police's with three people, two of the charity's."""
    town = make_town()
    people = [known_person(town.caseworker) for _ in range(PEOPLE)]
    cases = [opened_case(town.caseworker, people[place % PEOPLE]) for place in range(4)]
    cases += [opened_case(town.stranger) for _ in range(2)]
    conflict = in_conflict(town.auditor, town.colleague, cases[0])
    both = make_user(town.partnership, town.police, Role.PANEL_COORDINATOR, Role.CASEWORKER, teams=(town.team,))
    theirs = make_user(town.partnership, town.probation, Role.CASEWORKER)
    users = [
        town.caseworker, town.teammate, town.colleague, town.coordinator, town.partner, town.stranger, both, theirs,
    ]  # fmt: skip
    return Stage(town, users, [actor(user) for user in users], cases, conflict)


def owner_of(stage: Stage, case: Case) -> Actor:
    return stage.actors[0] if case.owner_id == stage.town.police.pk else stage.actors[5]


def others_than(stage: Stage, case: Case) -> list[Agency]:
    """The two agencies that may be told of a case."""
    town = stage.town
    return [town.probation, town.charity if case.owner_id == town.police.pk else town.police]


def put_on(stage: Stage, world: list[Drawn], conflicts: frozenset[tuple[int, int]]) -> None:
    """Make the database say what was drawn."""
    may, now = permissions_of_member(), timezone.now()
    for case, drawn in zip(stage.cases, world, strict=True):
        who = owner_of(stage, case)
        with acting(who), event(CASE_CHANGED, by=who):
            CaseUserPermission.objects.filter(content_object=case).delete()
            closed_on = now.date() if drawn.state == State.CLOSED else None
            Case.objects.filter(pk=case.pk).update(
                state=drawn.state, priority=drawn.priority, restricted=drawn.restricted, closed_on=closed_on
            )
            people = {stage.users[place].pk for place in drawn.users if stage.users[place].agency_id == who.agency_id}
            ours = drawn.with_team and case.owner_id == stage.town.police.pk
            grant_case(case, people=people, teams={stage.town.team.pk} if ours else set(), permissions=may)
            CaseShare.objects.bulk_create(
                CaseShare(
                    partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, person_id=case.person_id,
                    agency=agency, category=Category.IDENTITY, decision_id=uuid4(),
                    suspended_at=now if share == SUSPENDED else None,
                    stopped_for=Stopped.DECISION if share == SUSPENDED else "",
                    ends_at=now + (timedelta(hours=-1) if share == ENDED else timedelta(hours=1)),
                )
                for agency, share in zip(others_than(stage, case), drawn.shares, strict=True) if share
            )  # fmt: skip
    for at, place in conflicts:
        declare(stage, stage.users[at], stage.cases[place])


def declare(stage: Stage, user: User, case: Case) -> None:
    """A copy of the stage's conflict, of the police's people with people on the police's cases alone."""
    police = stage.actors[0]
    if {user.agency_id, case.owner_id} != {police.agency_id}:
        return
    with acting(police), event(CONFLICT_DECLARED, by=police):
        if not Conflict.objects.filter(user=user, person=case.person_id).exists():
            values = changed(user_id=user.pk, person_id=case.person_id)
            sql(COPIED.format("casework_conflict"), values, stage.conflict.pk)


def decide(stage: Stage, world: list[Drawn], at: int, place: int) -> bool:
    """Whether this user sees this case, from what was drawn and nothing else."""
    user, who, case, drawn = stage.users[at], stage.actors[at], stage.cases[place], world[place]
    told = dict(zip([agency.pk for agency in others_than(stage, case)], drawn.shares, strict=True))
    if who.agency_id != case.owner_id and told.get(who.agency_id) != LIVE:
        return False
    if at in drawn.users and who.agency_id == case.owner_id:
        return True
    in_team = drawn.with_team and case.owner_id == stage.town.police.pk and team_of(stage) in who.team_ids
    return not drawn.restricted and (in_team or Role.PANEL_COORDINATOR in who.roles) and user.is_active


def team_of(stage: Stage) -> UUID:
    return team_principal(stage.town.team.pk)


def hidden(stage: Stage, conflicts: frozenset[tuple[int, int]], at: int, place: int) -> bool:
    """Whether a conflict that could be declared hides the case's person from the user."""
    person, police = stage.cases[place].person_id, stage.town.police.pk
    declared = {(user, stage.cases[case].person_id) for user, case in conflicts if stage.cases[case].owner_id == police}
    declared |= {(2, stage.conflict.person_id)}  # the one that the stage begins with, of the colleague
    return stage.actors[at].agency_id == police and (at, person) in declared


def listed(who: Actor) -> list[UUID]:
    """Everything on every page of two, open and closed, until a page is short."""
    told: list[UUID] = []
    for state in ("", State.CLOSED):
        after, size = "", 2
        while size == 2:
            page = list(front_list(who, CaseFilters(scope="all", state=state), after, 2))
            told += [case.pk for case in page]
            after, size = cursor_after(page[-1]) if page else "", len(page)
    return told


def compare(stage: Stage, world: list[Drawn], conflicts: frozenset[tuple[int, int]]) -> None:
    with transaction.atomic():
        put_on(stage, world, conflicts)
        for at, who in enumerate(stage.actors):
            places = [place for place in range(CASES) if decide(stage, world, at, place)]
            wanted = {stage.cases[place].pk for place in places if not hidden(stage, conflicts, at, place)}
            with acting(who):
                told = listed(who)
                assert set(told) == wanted
                assert len(told) == len(wanted)
                assert set(visible_cases(who).values_list("pk", flat=True)) == wanted
                people = set(visible_people(who).values_list("pk", flat=True))
                assert {case.person_id for case in stage.cases if case.pk in wanted} <= people
                assert not people & {
                    stage.cases[place].person_id for place in places if hidden(stage, conflicts, at, place)
                }
        with acting(stage.actors[0]):
            assert sql("SELECT * FROM gates_disagree() WHERE problem LIKE 'access%%'") == []
        transaction.set_rollback(True)


ANY = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    database=None,
    phases=[Phase.generate],
)


@settings(ANY, max_examples=3)
@given(world=WORLDS, conflicts=CONFLICTS)
def test_t30_list_policy_and_projection_are_the_decision(
    stage: Stage, world: list[Drawn], conflicts: frozenset[tuple[int, int]]
) -> None:
    compare(stage, world, conflicts)


@pytest.mark.slow
@settings(ANY, max_examples=300)
@given(world=WORLDS, conflicts=CONFLICTS)
def test_t30_list_policy_and_projection_are_the_decision_on_many_worlds(
    stage: Stage, world: list[Drawn], conflicts: frozenset[tuple[int, int]]
) -> None:
    compare(stage, world, conflicts)
