"""Reading what agencies agreed to send each other beside what they sent: figures alone, and of nobody in particular."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import connection
from django.utils import timezone

from accounts.actor import Actor
from accounts.agencies.selectors import agencies_here
from accounts.models import Agency
from accounts.roles import Role
from audit.ledger.events import event
from multiagency.acts import FLOWS_READ
from multiagency.agreements.selectors import agreements_of
from multiagency.flows.agreed import Flow, agreed_at, once_agreed
from multiagency.flows.findings import TO_LOOK_AT, Actual, Row, Terms, Way, laid_beside
from multiagency.flows.quarters import Quarter
from multiagency.sharing.policy import OF_AGREEMENTS

MOMENT: Final = timedelta(microseconds=1)
COUNTED: Final = """
    SELECT sender_id, receiver_id, purpose, category, way, at_least, month FROM flows_counted(%s, %s, %s, %s)"""


@dataclass(frozen=True, slots=True)
class Flows:
    """The flows of a quarter that a reader may know of; `whole` says whether they are the whole partnership's."""

    quarter: Quarter
    rows: tuple[Row, ...]
    whole: bool

    @property
    def to_look_at(self) -> int:
        """How many of them ask for something to be done."""
        return sum(row.finding in TO_LOOK_AT for row in self.rows)


def reads_all(actor: Actor) -> bool:
    """Whether the actor reads the flows of the whole partnership: its lead for information governance."""
    return Role.PARTNERSHIP_IG_LEAD in actor.roles


def flows_of(actor: Actor, quarter: Quarter) -> Flows:
    """What was agreed and what went in a quarter, from and to the actor's agency, or of the whole partnership.

    In the same number of queries always. A restricted record is not counted, nor is a person to whom the actor has a
    declared link; what was refused is told to the sender's agency and to whoever reads all.
    """
    agencies, agreements = list(agencies_here(actor)), agreements_of(actor)
    last = min(quarter.ends - MOMENT, timezone.now())
    terms = Terms(
        agreed_at(agencies, agreements, quarter.begins),
        agreed_at(agencies, agreements, last),
        once_agreed(agencies, agreements, last),
    )
    whole = reads_all(actor)
    own = [agency for agency in agencies if agency.pk == actor.agency_id]
    rows = laid_beside(agencies, terms, _counted(actor, quarter, whole=whole), agencies if whole else own)
    return Flows(quarter, tuple(_of(rows, own, whole=whole)), whole)


def _of(rows: Iterable[Row], own: list[Agency], *, whole: bool) -> Iterable[Row]:
    return (row for row in rows if whole or row.sender in own or row.receiver in own)


def _counted(actor: Actor, quarter: Quarter, *, whole: bool) -> dict[Flow, Actual]:
    with event(FLOWS_READ, by=actor, facts={"quarter": quarter.code}), connection.cursor() as cursor:
        cursor.execute(COUNTED, [quarter.begins, quarter.ends, sorted(OF_AGREEMENTS), whole])
        found: dict[Flow, tuple[dict[Way, int], list[date]]] = {}
        for *ends, way, at_least, month in cursor.fetchall():
            counts, months = found.setdefault(Flow(*ends), ({}, []))
            counts[Way(way)] = at_least
            if Way(way) is not Way.REFUSED:
                months.append(month)
    return {flow: Actual(counts, max(months, default=None)) for flow, (counts, months) in found.items()}
