"""Judging where somebody stands, each time anew."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from casework.acts import STANDING_JUDGED
from casework.cases.models import Case, Role
from casework.cases.policies import require_work
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event
from casework.once import save_once
from casework.standing.models import CATEGORY_OF, LEVELS, Group, Judgement, Kind, Risk
from vault.ids import uuid7


@dataclass(frozen=True, slots=True, repr=False)
class Level:
    """One level of rating, engagement or compliance, why, and, for a rating, on what evidence."""

    kind: Kind
    level: str
    reason: str
    evidence: str = ""

    def __post_init__(self) -> None:
        """Refuse (ValueError) what is no level of this kind, one without a reason, and a rating without evidence."""
        if self.kind not in LEVELS or self.level not in LEVELS[self.kind].values:
            raise ValueError(f"{self.kind} has no such level.")
        if not self.reason or (self.kind is Kind.RAG and not self.evidence):
            raise ValueError("A level needs its reason, and a rating its evidence too.")

    @property
    def entry(self) -> dict[str, object]:
        """What is sealed of it."""
        return {"level": str(LEVELS[self.kind](self.level).value), "reason": self.reason, "evidence": self.evidence}

    @property
    def sentence(self) -> str:
        """What the chronology says of it."""
        return f"{self.kind.label}: {LEVELS[self.kind](self.level).label.lower()}. {self.reason}"


@dataclass(frozen=True, slots=True, repr=False)
class Harm:
    """Risk of serious harm to each group that was rated, and why; a group left out is not rated."""

    risks: Mapping[Group, Risk]
    reason: str
    kind: Kind = Kind.ROSH

    def __post_init__(self) -> None:
        """Refuse (ValueError) a rating of no group, and one without a reason."""
        if not self.risks or not self.reason:
            raise ValueError("Risk of serious harm is rated for at least one group, with a reason.")

    @property
    def entry(self) -> dict[str, object]:
        """What is sealed of it."""
        return {"risks": {group.value: risk.value for group, risk in self.risks.items()}, "reason": self.reason}

    @property
    def sentence(self) -> str:
        """What the chronology says of it."""
        rated = ", ".join(f"{group.label.lower()} {risk.label.lower()}" for group, risk in self.risks.items())
        return f"{self.kind.label}: {rated}. {self.reason}"


@dataclass(frozen=True, slots=True, repr=False)
class Score:
    """What a tool elsewhere gave, as it was written there: nothing is calculated here."""

    instrument: str
    version: str
    score: str
    band: str
    assessed_by: str
    kind: Kind = Kind.SCORE

    def __post_init__(self) -> None:
        """Refuse (ValueError) a score without its instrument or its figure."""
        if not self.instrument or not self.score:
            raise ValueError("A score names its instrument and what it gave.")

    @property
    def entry(self) -> dict[str, object]:
        """What is sealed of it."""
        return {name: getattr(self, name) for name in ("instrument", "version", "score", "band", "assessed_by")}

    @property
    def sentence(self) -> str:
        """What the chronology says of it."""
        return (
            f"{' '.join(filter(None, (self.instrument, self.version)))}: {self.score}{self.band and f', {self.band}'}"
        )


@dataclass(frozen=True, slots=True, repr=False)
class NewJudgement:
    """What is judged and on which day, today unless told; `id` makes a second sending harmless."""

    what: Level | Harm | Score
    judged_on: date | None = None
    id: UUID = field(default_factory=uuid7)


def judge(*, actor: Actor, case: Case, new: NewJudgement) -> Judgement:
    """Write down a judgement; the newest of its kind counts from then on. The same sent again adds nothing.

    Refuses whoever does not work the case (NotPermitted), a victim's case and a day to come (ValueError), and an id
    that is there with something else said (AlreadySent).
    """
    require_work(actor, STANDING_JUDGED, case)
    judged_on = new.judged_on or timezone.localdate()
    if case.role != Role.OFFENDER or judged_on > timezone.localdate():
        raise ValueError("Somebody who offends is judged, on a day that has come.")
    row = Judgement(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, kind=new.what.kind,
        category=CATEGORY_OF[new.what.kind], judged_on=judged_on, recorded_by_id=actor.principal,
    )  # fmt: skip
    line = NewEvent(Happening.STANDING, Statement.ASSESSMENT, CATEGORY_OF[new.what.kind], new.what.sentence, row.pk)
    return save_once(
        actor=actor, act=STANDING_JUDGED, case=case, row=row, words={"entry": new.what.entry},
        also=lambda _: add_event(actor, case, line),
    )  # fmt: skip
