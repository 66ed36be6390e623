"""Which flows were agreed at a moment, and which had been before: read from the agreements, never stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from accounts.models import Agency
from multiagency.agreements.coverage import Covered, allowed, coverage
from multiagency.agreements.reading import WholeAgreement

IN_FORCE = frozenset({Covered.YES, Covered.LATE})


class Flow(NamedTuple):
    """What one agency sends another: a category of data for a purpose."""

    sender_id: UUID
    receiver_id: UUID
    purpose: str
    category: str


Agreed = Mapping[Flow, set[str]]
"""Flows with the references of the agreements that let them be sent."""


def agreed_at(agencies: Iterable[Agency], agreements: Iterable[WholeAgreement], at: datetime) -> Agreed:
    """What agreements let be sent at a moment; what a sender has stopped is not among it."""
    found: dict[Flow, set[str]] = defaultdict(set)
    for row in coverage(agencies, agreements, at).rows:
        for cell in row.cells:
            for line in cell.lines:
                if line.covered in IN_FORCE:
                    flow = Flow(cell.sender.pk, cell.receiver.pk, line.clause.purpose, line.clause.category)
                    found[flow].add(line.reference)
    return found


def once_agreed(agencies: Iterable[Agency], agreements: Iterable[WholeAgreement], by: datetime) -> Agreed:
    """What any version that was in force at some time before a moment let be sent then."""
    known = {agency.pk: agency for agency in agencies}
    found: dict[Flow, set[str]] = defaultdict(set)
    for agreement in agreements:
        for version in agreement.versions:
            begun = version.life.begins_at()
            if begun and begun < by:
                for sender, receiver, clause in allowed(version, known):
                    flow = Flow(sender.pk, receiver.pk, clause.purpose, clause.category)
                    found[flow].add(agreement.row.reference)
    return found
