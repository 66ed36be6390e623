"""What is found where agreed flows are laid beside actual ones: unused, sent beside, ended, wanted, or as agreed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from accounts.models import Agency
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.flows.agreed import Agreed, Flow

FEW: Final = 5


@dataclass(frozen=True, slots=True)
class Count:
    """How many, told in steps of five, so that no figure is about one person; None is not for this reader."""

    at_least: int | None

    def __bool__(self) -> bool:
        """Whether there are any that this reader may know of."""
        return bool(self.at_least)

    @property
    def words(self) -> str:
        """What a page says."""
        if self.at_least is None:
            return "Known to the sender alone"
        if not self.at_least:
            return "None"
        return f"Fewer than {FEW}" if self.at_least < FEW else f"{self.at_least} or more"


class Way(Enum):
    """How something went, or did not."""

    AGREED = "AGREED"
    OVERRIDE = "OVERRIDE"
    EMERGENCY = "EMERGENCY"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Actual:
    """What was counted of one flow, and the month in which something last went."""

    counts: Mapping[Way, int]
    last: date | None

    def any(self, *ways: Way) -> bool:
        """Whether something was counted that went in one of these ways."""
        return any(self.counts.get(way) for way in ways)


NOTHING: Final = Actual({}, None)


class Finding(Enum):
    """What is found of a flow: its name and colour on a page, and what it asks for; the gravest first."""

    ENDED = ("Agreement ended", "orange", "It was agreed once. Renew the agreement, or stop asking for it.")
    BESIDE = ("Sent beside what is agreed", "red", "Agree it, or find out why it goes without an agreement.")
    WANTED = ("Refused for want of an agreement", "purple", "Staff need it. Agree it, or say why it is not shared.")
    UNUSED = ("Not used", "yellow", "Nothing was counted all quarter. Ask whether the clause is needed.")
    USED = ("Used as agreed", "green", "")
    PART = ("Agreed for part of the quarter", "grey", "")

    @property
    def label(self) -> str:
        """Its name."""
        return self.value[0]

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return self.value[1]

    @property
    def asks(self) -> str:
        """What to do about it; empty where nothing is to be done."""
        return self.value[2]


ORDER: Final = tuple(Finding)
TO_LOOK_AT: Final = frozenset(finding for finding in Finding if finding.asks)


@dataclass(frozen=True, slots=True)
class Row:
    """One flow: what was agreed of it, what was counted, and what is found."""

    sender: Agency
    receiver: Agency
    flow: Flow
    references: tuple[str, ...]
    actual: Actual
    finding: Finding
    shows_refusals: bool

    @property
    def purpose(self) -> str:
        """The purpose in words."""
        return Purpose(self.flow.purpose).label

    @property
    def category(self) -> str:
        """The category in words."""
        return Category(self.flow.category).label

    @property
    def agreed(self) -> Count:
        """What went by an agreement."""
        return self._count(Way.AGREED)

    @property
    def override(self) -> Count:
        """What went by an override, no agreement letting it."""
        return self._count(Way.OVERRIDE)

    @property
    def emergency(self) -> Count:
        """What went in an emergency, no agreement letting it."""
        return self._count(Way.EMERGENCY)

    @property
    def refused(self) -> Count:
        """What was refused because no agreement lets it."""
        return self._count(Way.REFUSED) if self.shows_refusals else Count(None)

    def _count(self, way: Way) -> Count:
        return Count(self.actual.counts.get(way, 0))


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed when a period began and when it ended, and at any time before its end."""

    first: Agreed
    last: Agreed
    ever: Agreed

    def references(self, flow: Flow) -> tuple[str, ...]:
        """The agreements that let it be sent at the end, else those that once did."""
        return tuple(sorted(self.last.get(flow) or self.ever.get(flow) or ()))

    def found(self, flow: Flow, actual: Actual) -> Finding | None:
        """What is found of a flow; None where it is over and nobody has asked for it."""
        went_beside = actual.any(Way.OVERRIDE, Way.EMERGENCY)
        if flow in self.last:
            if went_beside:
                return Finding.BESIDE
            if actual.any(Way.AGREED):
                return Finding.USED
            return Finding.UNUSED if flow in self.first else Finding.PART
        if flow in self.ever:
            asked_for = went_beside or actual.any(Way.REFUSED)
            return Finding.ENDED if asked_for else Finding.PART if actual.any(Way.AGREED) else None
        return Finding.BESIDE if went_beside else Finding.WANTED


def laid_beside(
    agencies: Iterable[Agency], terms: Terms, actual: Mapping[Flow, Actual], refusals_of: Iterable[Agency]
) -> list[Row]:  # fmt: skip
    """Every flow that was agreed or counted, by sender and receiver and with the gravest finding first.

    Refusals are shown of the senders named alone. Agencies that have left the partnership are left out.
    """
    known = {agency.pk: agency for agency in agencies}
    shown_of = {agency.pk for agency in refusals_of}
    rows = []
    for flow in {*terms.last, *terms.ever, *actual}:
        counted = actual.get(flow, NOTHING)
        finding = terms.found(flow, counted)
        if finding and {flow.sender_id, flow.receiver_id} <= known.keys():
            ends = known[flow.sender_id], known[flow.receiver_id]
            rows.append(Row(*ends, flow, terms.references(flow), counted, finding, flow.sender_id in shown_of))
    return sorted(rows, key=_order)


def _order(row: Row) -> tuple[object, ...]:
    return row.sender.name, row.receiver.name, ORDER.index(row.finding), row.purpose, row.category
