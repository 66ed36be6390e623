"""What the page of one agreement says: one version of it, how that stood on a day, and what the reader may do."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from multiagency.agreements.models import Clause, Party, Signature
from multiagency.agreements.policies import authorities, may_stop, may_write
from multiagency.agreements.reading import Standing, WholeAgreement
from multiagency.agreements.sections import QUESTIONS, Section
from multiagency.agreements.states import State

STATES = {
    State.DRAFT: ("Draft", "grey"),
    State.LIVE: ("In force", "green"),
    State.SUSPENDED: ("Suspended", "orange"),
    State.EXPIRED: ("Ended", "grey"),
    State.WITHDRAWN: ("Withdrawn", "red"),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """How a version stands at a moment, in words and colour."""

    version: Standing
    at: datetime

    @property
    def state(self) -> State:
        """How it stands."""
        return self.version.state(self.at)

    @property
    def label(self) -> str:
        """The word for it; a draft that was put forward says for what it waits."""
        if self.state is State.DRAFT and self.version.row.offered_at:
            return "Waits for signatures" if self.version.life.unsigned(self.at) else "Signed, not begun"
        return STATES[self.state][0]

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return STATES[self.state][1]

    @property
    def overdue(self) -> int:
        """By how many days its review is late, where it counts."""
        return self.version.life.overdue(self.at) if self.version.life.in_force(self.at) else 0


@dataclass(frozen=True, slots=True)
class ShownParty:
    """A party, whether it signed by then, and whether it sends."""

    row: Party
    signature: Signature | None
    counts: bool
    stopped: bool
    left: bool


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do with it now."""

    edit: bool
    renew: bool
    sign: bool
    stop: bool
    resume: bool
    leave: bool

    @property
    def anything(self) -> bool:
        """Whether there is anything that they may do."""
        return any((self.edit, self.renew, self.sign, self.stop, self.resume, self.leave))


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One version of an agreement as it stood at a moment; `none` where none had been made by then."""

    agreement: WholeAgreement
    stand: Stand
    on: date | None
    parties: tuple[ShownParty, ...]
    clauses: tuple[Clause, ...]
    sections: tuple[tuple[Section, str], ...]
    versions: tuple[Stand, ...]
    may: May


def read_page(
    actor: Actor, agreement: WholeAgreement, number: int | None = None, on: date | None = None
) -> AgreementPage:  # fmt: skip
    """The page of an agreement: a version by its number, else the one that counts at the end of a day, else now."""
    now = timezone.now()
    at = min(timezone.make_aware(datetime.combine(on, time.max)), now) if on and on <= timezone.localdate(now) else now
    chosen = next((one for one in agreement.versions if one.row.number == number), None) or agreement.counts(at)
    words = chosen.row.sections
    return AgreementPage(
        agreement=agreement, stand=Stand(chosen, at), on=on,
        parties=tuple(_party(chosen, party, at) for party in chosen.row.parties.all()),
        clauses=tuple(chosen.row.clauses.all()),
        sections=tuple((section, str(words.get(section, ""))) for section in QUESTIONS),
        versions=tuple(Stand(one, at) for one in reversed(agreement.versions)),
        may=_may(actor, agreement, chosen, now),
    )  # fmt: skip


def _party(version: Standing, party: Party, at: datetime) -> ShownParty:
    signature = next(
        (one for one in version.row.signatures.all() if one.owner_id == party.agency_id and one.made_at <= at), None
    )
    return ShownParty(
        party, signature, party.agency_id not in version.life.unsigned(at),
        party.agency_id in version.life.senders_stopped(at), party.agency_id in version.life.leavers(at),
    )  # fmt: skip


def _may(actor: Actor, agreement: WholeAgreement, chosen: Standing, now: datetime) -> May:
    newest, writes = agreement.versions[-1], may_write(actor, agreement.row)
    drafted = not newest.row.signatures.all()
    mine = actor.agency_id in chosen.life.parties
    stops = mine and may_stop(actor, timezone.localdate(now))
    held = _holds(chosen, actor.agency_id, now)
    signable = mine and chosen is newest and chosen.row.offered_at and not chosen.life.is_over(now)
    return May(
        edit=writes and drafted, renew=writes and not drafted,
        sign=bool(signable) and not _has_signed(chosen, actor.agency_id)
        and authorities(actor, timezone.localdate(now)).exists(),
        stop=stops and not held, resume=stops and held,
        leave=stops and bool(chosen.row.signatures.all()) and actor.agency_id not in chosen.life.leavers(now)
        and not chosen.life.is_over(now),
    )  # fmt: skip


def _holds(version: Standing, agency_id: UUID, at: datetime) -> bool:
    return agency_id in version.life.senders_stopped(at)


def _has_signed(version: Standing, agency_id: UUID) -> bool:
    return any(one.owner_id == agency_id for one in version.row.signatures.all())
