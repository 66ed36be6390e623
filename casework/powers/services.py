"""Recording what was decided about a power, and checking that support and witnesses were thought of."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from casework.acts import POWER_RECORDED, RESPONSE_CHECKED
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event
from casework.once import save_once
from casework.powers.models import Decision, Done, Power, PowerDecision, ResponseCheck
from vault.ids import uuid7


@dataclass(frozen=True, slots=True, repr=False)
class NewDecision:
    """What was decided about a power, when and why; where it was used, by which court and for how long."""

    power: Power
    decision: Decision
    reason: str
    decided_on: date
    court: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    id: UUID = field(default_factory=uuid7)

    @property
    def words(self) -> dict[str, object]:
        """What is sealed of it."""
        starts, ends = (day.isoformat() if day else "" for day in (self.starts_on, self.ends_on))
        return {
            "power": self.power.value, "decision": self.decision.value, "reason": self.reason, "court": self.court,
            "starts_on": starts, "ends_on": ends,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class NewCheck:
    """Whether support was offered and witnesses were approached safely, and what shows either."""

    support: Done
    witnesses: Done
    words: str
    id: UUID = field(default_factory=uuid7)


def record_power(*, actor: Actor, case: Case, new: NewDecision) -> PowerDecision:
    """Add what was decided about a power; the same sent again adds nothing.

    Refuses an actor who does not work the case (NotPermitted); a decision without a reason, in the future, or that ends
    before it starts (ValueError); and an id that is there with other words (AlreadySent).
    """
    require_work(actor, POWER_RECORDED, case)
    if not new.reason.strip() or new.decided_on > timezone.localdate():
        raise ValueError("A decision about a power says why, once it has been made.")
    if new.starts_on and new.ends_on and new.ends_on < new.starts_on:
        raise ValueError("A power ends after it starts.")
    row = PowerDecision(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, decided_on=new.decided_on,
        recorded_by_id=actor.principal,
    )  # fmt: skip
    said = f"{new.power.label}: {new.decision.label.lower()}. {new.reason}"
    event = NewEvent(Happening.POWER, Statement.FACT, Category.ORDERS_CONDITIONS, said, row.pk)
    return save_once(
        actor=actor, act=POWER_RECORDED, case=case, row=row, words={"words": new.words},
        also=lambda _: add_event(actor, case, event),
    )  # fmt: skip


def check_response(*, actor: Actor, case: Case, new: NewCheck) -> ResponseCheck:
    """Add a check of support and witnesses; the same sent again adds nothing.

    Refuses an actor who does not work the case (NotPermitted), a check that shows nothing (ValueError), and an id that
    is there with other words (AlreadySent).
    """
    require_work(actor, RESPONSE_CHECKED, case)
    if not new.words.strip():
        raise ValueError("A check says what shows it.")
    row = ResponseCheck(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case,
        checked_on=timezone.localdate(), checked_by_id=actor.principal,
    )  # fmt: skip
    support, witnesses = new.support.label.lower(), new.witnesses.label.lower()
    said = f"Support offered: {support}. Witnesses approached safely: {witnesses}. {new.words}"
    event = NewEvent(Happening.POWER, Statement.FACT, Category.INTERVENTION_RECORD, said, row.pk)
    words = {"words": {"support": new.support.value, "witnesses": new.witnesses.value, "words": new.words}}
    return save_once(
        actor=actor, act=RESPONSE_CHECKED, case=case, row=row, words=words,
        also=lambda _: add_event(actor, case, event),
    )  # fmt: skip
