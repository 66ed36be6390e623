"""Reading versions with everything that says how they stand, in a constant number of queries.

Agreements hold no case data: reading them opens nothing, and row security leaves those of the reader's partnership.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from multiagency.agreements.models import Agreement, AgreementVersion, Clause, Party, Signature
from multiagency.agreements.states import Life, Signed, State, Stop, in_turn


@dataclass(frozen=True, slots=True)
class Standing:
    """A version with its life."""

    row: AgreementVersion
    life: Life

    def state(self, at: datetime) -> State:
        """How it stands as a whole."""
        return self.life.state(at)


@dataclass(frozen=True, slots=True)
class WholeAgreement:
    """An agreement with all its versions, by number."""

    row: Agreement
    versions: tuple[Standing, ...]

    def in_force(self, at: datetime) -> Standing | None:
        """The version that is in force at a moment; there is at most one."""
        return next((one for one in reversed(self.versions) if one.life.in_force(at)), None)

    def counts(self, at: datetime) -> Standing:
        """The version by which the agreement is known at a moment: that in force, else the newest one made by then."""
        made = [one for one in self.versions if one.row.made_at <= at]
        return self.in_force(at) or (made or [self.versions[0]])[-1]


def whole(agreements: QuerySet[Agreement], clauses: QuerySet[Clause] | None = None) -> list[WholeAgreement]:
    """The agreements with all their versions, parties, signatures and stops, and with these clauses or all."""
    said = Clause.objects.all() if clauses is None else clauses
    versions = AgreementVersion.objects.order_by("number").prefetch_related(
        Prefetch("parties", Party.objects.select_related("agency").order_by("agency__name")),
        Prefetch("clauses", said.order_by("number")),
        Prefetch("signatures", Signature.objects.select_related("authority", "signed_by").order_by("made_at")),
        "withdrawals",
    )
    found = agreements.select_related("owner", "lead").prefetch_related(
        Prefetch("versions", versions), "suspensions"
    )  # fmt: skip
    return [_whole(agreement) for agreement in found]


def _whole(agreement: Agreement) -> WholeAgreement:
    rows = sorted(agreement.versions.all(), key=lambda row: row.number)
    lives = in_turn(_life(agreement, row) for row in rows)
    return WholeAgreement(agreement, tuple(Standing(row, life) for row, life in zip(rows, lives, strict=True)))


def _life(agreement: Agreement, row: AgreementVersion) -> Life:
    return Life(
        number=row.number, owner_id=row.owner_id, parties=frozenset(party.agency_id for party in row.parties.all()),
        starts_on=row.starts_on, review_on=row.review_on, ends_on=row.ends_on, offered_at=row.offered_at,
        signed=tuple(_signed(row.signatures.all())),
        stopped=tuple(Stop(one.owner_id, one.made_at, one.lifted_at) for one in agreement.suspensions.all()),
        left=tuple((one.owner_id, one.made_at) for one in row.withdrawals.all()),
    )  # fmt: skip


def _signed(rows: Iterable[Signature]) -> Iterable[Signed]:
    for row in rows:
        authority = row.authority
        yield Signed(row.owner_id, row.made_at, authority.from_on, authority.until_on, authority.ended_at)
