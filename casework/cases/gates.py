"""Gates 1 to 3 must agree on every case; a nightly check proves it, by ids and words alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from psycopg.sql import SQL, Identifier

from accounts.actor import NO_AGENCY, Actor, system_actor
from accounts.context import acting
from accounts.jobs.declaring import Every, job
from audit.ledger.acts import Act
from audit.ledger.events import Facts, Subject, record
from casework.acts import GATE_ALARMS, GATES_CHECKED

NAME: Final = "check_gates"
MOST: Final = 100
"""Alarms of one kind for one agency; past that the count says enough."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What is wrong, with which case, for whom (a principal or an agency), and whose record that is, if it is there."""

    problem: str
    case_id: UUID
    who: UUID
    owner_id: UUID | None


@job("casework.check_gates", "Checking that the gates to every case agree", every=Every.NIGHT)
def check_every_night(actor: Actor) -> None:
    """Check the actor's partnership, as `check_gates` does."""
    check_gates(actor=actor)


def check_gates(*, actor: Actor) -> list[Disagreement]:
    """Find where the gates disagree in the actor's partnership, as `compare` does.

    Every kind of fault is in `GATES_DISAGREE`. `rebuild_access` mends what is wrong with lists.
    """
    return compare(actor=actor, act=GATES_CHECKED, function="gates_disagree", alarms=GATE_ALARMS)


@transaction.atomic
def compare(*, actor: Actor, act: Act, function: str, alarms: Mapping[str, Act]) -> list[Disagreement]:
    """Ask a function of the database what disagrees, and raise an alarm with each agency whose record it is.

    It mends nothing. Refuses (PermissionError) everybody but the product itself.
    """
    if actor.kind != "system":
        raise PermissionError("Only the product itself checks its gates.")
    found = _asked(function)
    record(act, by=actor, facts={"found": len(found)})
    for owner_id, theirs in groupby(found, key=lambda one: one.owner_id):
        _raise_alarms(system_actor(NAME, actor.partnership_id, owner_id or NO_AGENCY), list(theirs), alarms)
    return found


def _asked(function: str) -> list[Disagreement]:
    asks = SQL("SELECT problem, case_id, who, owner_id FROM {}()").format(Identifier(function))
    with connection.cursor() as cursor:
        cursor.execute(asks)
        return [Disagreement(*row) for row in cursor.fetchall()]


def _raise_alarms(keeper: Actor, found: list[Disagreement], alarms: Mapping[str, Act]) -> None:
    counted = Counter(one.problem for one in found)
    told: Counter[str] = Counter()
    with acting(keeper):
        for one in found:
            told[one.problem] += 1
            if told[one.problem] <= MOST:
                subject = Subject("case", one.case_id, keeper.agency_id)
                facts: Facts = {"who": one.who, "alike": counted[one.problem]}
                record(alarms[one.problem], by=keeper, subject=subject, facts=facts)
