"""The page of sharing on one case: who sees which category, until when and why, and what stopped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from accounts.models import Agency
from casework.cases.models import CaseShare
from casework.categories import Category
from multiagency.standing_shares.told import ToldDecision


class Standing(Enum):
    """How one category stands with one agency: its name and colour on a page."""

    SHARED = ("Shared", "green")
    STOPPED = ("Stopped", "red")
    ENDED = ("Ended", "grey")
    REFUSED = ("Not allowed", "yellow")

    @property
    def label(self) -> str:
        """The word."""
        return self.value[0]

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Cell:
    """One category with one agency: what is shared of it or was, and the last decision about it.

    The decision is the owner's; the other agency reads the share alone.
    """

    agency: Agency
    category: Category
    share: CaseShare | None
    decision: ToldDecision | None
    now: datetime

    @property
    def standing(self) -> Standing:
        """How it stands now."""
        if self.share is None or (self.share.stopped_for and self._refused_since):
            return Standing.REFUSED
        if self.share.suspended_at:
            return Standing.STOPPED
        return Standing.SHARED if self.share.ends_at > self.now else Standing.ENDED

    @property
    def anchor(self) -> str:
        """Where on the page it is explained."""
        return f"why-{self.agency.pk}-{self.category.value.lower()}"

    @property
    def _refused_since(self) -> bool:
        stopped = self.share and self.share.suspended_at
        return bool(self.decision and stopped and not self.decision.allowed and self.decision.at > stopped)


@dataclass(frozen=True, slots=True)
class WithAgency:
    """Everything that stands with one agency, by category."""

    agency: Agency
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SharingPage:
    """A case's matrix: a row for each category of which anything stands, a column for each agency."""

    agencies: tuple[WithAgency, ...]

    @property
    def rows(self) -> list[tuple[Category, list[tuple[Agency, Cell | None]]]]:
        """Categories in the order of their list, each with its cell for every agency; None where nothing stands."""
        held = {(one.agency.pk, cell.category): cell for one in self.agencies for cell in one.cells}
        present = [category for category in Category if any(at[1] == category for at in held)]
        return [
            (category, [(one.agency, held.get((one.agency.pk, category))) for one in self.agencies])
            for category in present
        ]


def laid_out(shares: Iterable[CaseShare], decisions: Iterable[ToldDecision], now: datetime) -> SharingPage:
    """Put shares and the last decision about each category beside each other, by agency and category."""
    shared = {(share.agency_id, Category(share.category)): share for share in shares}
    decided = {(one.agency.pk, one.category): one for one in decisions}
    agencies = {share.agency_id: share.agency for share in shared.values()}
    agencies |= {one.agency.pk: one.agency for one in decided.values()}

    def cells(agency: Agency) -> tuple[Cell, ...]:
        places = [(agency.pk, category) for category in Category]
        return tuple(
            Cell(agency, at[1], shared.get(at), decided.get(at), now) for at in places if at in shared or at in decided
        )

    return SharingPage(tuple(WithAgency(agency, cells(agency)) for agency in _by_name(agencies)))


def _by_name(agencies: dict[UUID, Agency]) -> list[Agency]:
    return sorted(agencies.values(), key=lambda agency: agency.name)
