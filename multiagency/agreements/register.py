"""The register: every agreement with how it stands, whom it binds and when it is reviewed (governance, ISA-04)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from multiagency.agreements.page import Stand
from multiagency.agreements.reading import WholeAgreement
from multiagency.agreements.states import State


@dataclass(frozen=True, slots=True)
class Listed:
    """One agreement in the register, by the version that counts now."""

    agreement: WholeAgreement
    stand: Stand
    drafted: bool

    @property
    def parties(self) -> list[str]:
        """Whom it binds, by name."""
        return [party.agency.name for party in self.stand.version.row.parties.all()]


def register(
    agreements: Iterable[WholeAgreement], at: datetime, state: str = "", party: str = "", *, overdue: bool = False
) -> list[Listed]:  # fmt: skip
    """The agreements that stand so, bind the agency of this code and are reviewed late; all where nothing is asked."""
    found = [_listed(agreement, at) for agreement in agreements]
    return [
        one for one in found
        if (not state or one.stand.state == State(state))
        and (not overdue or one.stand.overdue)
        and (not party or any(each.agency.code == party for each in one.stand.version.row.parties.all()))
    ]  # fmt: skip


def _listed(agreement: WholeAgreement, at: datetime) -> Listed:
    counts = agreement.counts(at)
    return Listed(agreement, Stand(counts, at), drafted=counts is not agreement.versions[-1])
