"""`case_list`: a caseworker's front list against the bare statement, and against django-guardian's own way."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Final
from uuid import UUID

import psycopg
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import QuerySet
from guardian.shortcuts import get_objects_for_user  # noqa: TID251 - the peer that is measured

from accounts.actor import Actor, actor_for, system_actor
from accounts.context import acting
from accounts.models import Agency, Team, User
from accounts.people.services import add_team, add_user
from accounts.people.standing import LastDays
from accounts.roles import Role
from casework.cases.front_list import CaseFilters, front_list
from casework.cases.models import Case, Priority
from config.benchmarks.figures import Figure, Times, at_a_million, by_turns, faster_than_the_peer, times_the_peer
from config.benchmarks.population import LAST_DAY, copy_rows, invent, load_people, make_names, settle_agency
from config.benchmarks.scratch import unguarded
from config.database_login import as_owner
from vault.ids import uuid7

SEED: Final = 3
LINES: Final = 50
ROUNDS: Final = 40
GUARDIAN_ROUNDS: Final = 8
SMALL: Final = 10_000
BATCH: Final = 20_000
PEOPLE: Final = 500
MADE_ON: Final = "2026-01-05"
OTHERS: Final = 60  # colleagues, and half as many teams, among whom every case is granted
SHARES: Final = {"0.1%": 0.001, "1%": 0.01, "20%": 0.2}
GUARDIAN_GOALS: Final = {"0.1%": 35, "1%": 10, "20%": 60}
WALLED: Final = (
    "casework_case", "casework_caseaccess", "casework_caseuserpermission", "casework_caseteampermission",
    "casework_person", "casework_caseshare", "casework_conflict", "casework_namecodes", "casework_personindex",
    "vault_datakey", "vault_keygrant",
)  # fmt: skip
CASE_COLUMNS: Final = (
    "id", "partnership_id", "owner_id", "created_at", "person_id", "reference", "role", "state", "priority",
    "restricted", "opened_on", "version",
)  # fmt: skip
FILL_PROJECTION: Final = """
    INSERT INTO casework_caseaccess
      (case_id, principal, agency_id, partnership_id, person_id, role, state, closed, priority, until)
    SELECT case_id, principal, agency_id, partnership_id, person_id, role, state, closed, priority, until
    FROM access_truth WHERE case_id > %s"""
BARE: Final = """
    SELECT c.* FROM casework_case c JOIN (
      SELECT DISTINCT first.priority, first.case_id FROM unnest(%s::uuid[]) AS one (principal) CROSS JOIN LATERAL (
        SELECT priority, case_id FROM casework_caseaccess
        WHERE principal = one.principal AND partnership_id = %s AND NOT closed AND until > now()
        ORDER BY priority DESC, case_id DESC LIMIT 50) first
      ORDER BY 1 DESC, 2 DESC LIMIT 50) page ON page.case_id = c.id
    ORDER BY c.priority DESC, c.id DESC"""


@dataclass(frozen=True, slots=True)
class _Caseworker:
    """Somebody who sees a share of all cases: half granted by name, half to their team."""

    share: float
    user: User
    team: Team
    actor: Actor


def run(scale: int, watch: Callable[[int], None]) -> list[Figure]:
    """Load 10,000 cases, then so many; list them as each caseworker, and give G1 to G4."""
    random = Random(SEED)  # noqa: S311 - invented cases, not secrets
    system, _ = settle_agency()
    people = list(invent(random, make_names(random, family=2_000), PEOPLE))
    load_people(system, people, lambda _: None)
    loader = _Loader(random, system, [one.id for one in people])
    loader.load(min(scale, SMALL), watch)
    small = grown = _measured(loader.caseworkers)
    if scale > SMALL:
        loader.load(scale - SMALL, watch)
        grown = _measured(loader.caseworkers)
    figures = [figure for name, times in grown.items() for figure in _figures(name, scale, times)]
    if scale > SMALL:
        figures += [_growth(name, grown[name], small[name]) for name in small]
    return figures


# ---- loading
class _Loader:
    def __init__(self, random: Random, system: Actor, people: list[UUID]) -> None:
        self.random, self.system, self.people = random, system, people
        self.number = 0
        with acting(system):
            self.agency = Agency.objects.get(pk=system.agency_id)
            self.view = Permission.objects.get(content_type__app_label="casework", codename="view_case").pk
        founder = system_actor("benchmark", system.partnership_id)
        with acting(founder):
            self.caseworkers = {name: self._caseworker(founder, name, share) for name, share in SHARES.items()}
            teams = [add_team(actor=founder, agency=self.agency, title=f"Team {n}") for n in range(OTHERS // 2)]
            self.others = [self._user(founder, f"other{n}", [teams[n // 2]]).pk for n in range(OTHERS)]
            self.teams = [team.pk for team in teams]

    def load(self, count: int, watch: Callable[[int], None]) -> None:
        """So many more cases with their grants, and the projection of them as its own view says."""
        start = uuid7()
        with unguarded(*WALLED) as owner:
            for size in _portions(count):
                cases = [self._case() for _ in range(size)]
                copy_rows(owner, "casework_case", CASE_COLUMNS, cases)
                grants = [grant for case in cases for grant in self._grants(case[0])]
                for kind, table, who in (("user", "userpermission", "user_id"), ("team", "teampermission", "group_id")):
                    rows = [(self.view, case, principal) for of, case, principal in grants if of == kind]
                    columns = ("permission_id", "content_object_id", who)
                    copy_rows(owner, f"casework_case{table}", columns, rows)
                watch(size)
            owner.execute(FILL_PROJECTION, [start])

    def _caseworker(self, founder: Actor, name: str, share: float) -> _Caseworker:
        team = add_team(actor=founder, agency=self.agency, title=f"Team that sees {name}")
        user = self._user(founder, f"sees{share}", [team])
        return _Caseworker(share, user, team, actor_for(user))

    def _user(self, founder: Actor, name: str, teams: list[Team]) -> User:
        return add_user(
            actor=founder, agency=self.agency, email=f"{name}@example.org", name=name, roles=[Role.CASEWORKER],
            teams=teams, last_days=LastDays(LAST_DAY, LAST_DAY),
        )  # fmt: skip

    def _case(self) -> tuple[Any, ...]:
        self.number += 1
        role = "OFFENDER" if self.number % 2 else "VICTIM"
        priority = self.random.choice(Priority.values)
        return (
            uuid7(), self.system.partnership_id, self.system.agency_id, MADE_ON,
            self.random.choice(self.people), f"RT-{self.number:08X}", role, "ACTIVE", priority, False, MADE_ON, 1,
        )  # fmt: skip

    def _grants(self, case: UUID) -> Iterator[tuple[str, UUID, Any]]:
        yield "user", case, self.random.choice(self.others)
        yield "team", case, self.random.choice(self.teams)
        for one in self.caseworkers.values():
            if self.random.random() < one.share:
                by_name = self.random.random() < 1 / 2
                yield ("user", case, one.user.pk) if by_name else ("team", case, one.team.pk)


def _portions(count: int) -> Iterator[int]:
    while count > 0:
        yield min(BATCH, count)
        count -= BATCH


# ---- measuring
def _measured(caseworkers: Mapping[str, _Caseworker]) -> dict[str, dict[str, Times]]:
    """While the walls are not forced they hold the application and not the owner, who is measured without them."""
    with unguarded(*WALLED) as owner:
        return {name: _lists(one, owner) for name, one in caseworkers.items()}


def _lists(one: _Caseworker, owner: psycopg.Cursor) -> dict[str, Times]:
    """Behind the walls as the application, and without walls as the owner, each by turns with the bare statement."""

    def bare() -> object:
        return owner.execute(BARE, _values(one)).fetchall()

    with acting(one.actor):
        walled = by_turns(
            {
                "bare": bare,
                "bare, walled": lambda: _bare_walled(one),
                "ours, walled": lambda: _ours(one),
                "making": lambda: _made(one),
            },
            rounds=ROUNDS,
        )
    with as_owner():
        free = by_turns({"bare": bare, "ours": lambda: _ours(one)}, rounds=ROUNDS)
        peer = by_turns({"guardian": lambda: _guardian(one)}, rounds=GUARDIAN_ROUNDS)
    return {**walled, "bare, by turns with ours": free["bare"], "ours": free["ours"], **peer}


def _ours(one: _Caseworker) -> list[Case]:
    return list(_asked(one))


def _asked(one: _Caseworker) -> QuerySet[Case]:
    return front_list(one.actor, CaseFilters(scope="all"), "", LINES)


def _made(one: _Caseworker) -> object:
    """The statement's text and values, made anew as for every page, and not sent."""
    return _asked(one).query.sql_with_params()


def _values(one: _Caseworker) -> list[Any]:
    return [list(one.actor.principals), one.actor.partnership_id]


def _bare_walled(one: _Caseworker) -> list[Any]:
    """The lower bound: the same lines in one statement, and no objects made of them."""
    with connection.cursor() as cursor:
        cursor.execute(BARE, _values(one))
        return list(cursor.fetchall())


def _guardian(one: _Caseworker) -> list[Case]:
    """As its documentation says; nothing that a former question left on the user shortens it."""
    user = User.objects.get(pk=one.user.pk)
    granted = get_objects_for_user(user, "casework.view_case", klass=Case, accept_global_perms=False)
    return list(granted.order_by("-priority", "-pk")[:LINES])


def _figures(name: str, scale: int, now: Mapping[str, Times]) -> list[Figure]:
    peer, bare, ours = "bare statement", now["bare"].median, now["ours"].median
    return [
        times_the_peer(f"list of 50, sees {name}", ours, "ms", peer, now["bare, by turns with ours"].median,
                       goal="G1", at_most=1.5),
        faster_than_the_peer(f"list of 50, sees {name}, against guardian", ours, "ms", "get_objects_for_user",
                             now["guardian"].median, goal="G2", at_least=at_a_million(scale, GUARDIAN_GOALS[name])),
        times_the_peer(f"list of 50 behind the walls, sees {name}", now["ours, walled"].median, "ms", peer, bare,
                       goal="G4", at_most=1.5),
        times_the_peer(f"bare statement behind the walls, sees {name}", now["bare, walled"].median, "ms", peer, bare),
        times_the_peer(f"making our statement, before it is sent, sees {name}", now["making"].median, "ms", peer, bare),
    ]  # fmt: skip


def _growth(name: str, grown: Mapping[str, Times], small: Mapping[str, Times]) -> Figure:
    now, before = grown["ours, walled"].median, small["ours, walled"].median
    words = f"list of 50 behind the walls, grown from 10,000 cases, sees {name}"
    return Figure(words, now, "ms", "at 10,000", before, now / before, "G3", 1.2)
