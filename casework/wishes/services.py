"""Writing down what somebody wants, and whether they take part."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actor import Actor
from casework.acts import AGREEMENT_RECORDED, WISHES_WRITTEN
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event
from casework.once import save_once
from casework.wishes.models import AboutSharing, Participation, ServiceAgreement, Wishes
from vault.ids import uuid7


@dataclass(frozen=True, slots=True, repr=False)
class NewWishes:
    """What somebody said that they want, word for word; `id` makes a second sending harmless."""

    words: str
    said_on: date
    about_sharing: AboutSharing | None = None
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True, repr=False)
class NewAnswer:
    """What somebody said of taking part in something; `id` makes a second sending harmless."""

    state: Participation
    what: str
    answered_on: date
    words: str = ""
    id: UUID = field(default_factory=uuid7)


def write_wishes(*, actor: Actor, case: Case, new: NewWishes) -> Wishes:
    """Write down what the person wants; what they said before stays as history, and no basis changes (CON-01).

    The same sent again adds nothing. Refuses whoever does not work the case (NotPermitted), empty words and a day to
    come (ValidationError), and other words under the same id (AlreadySent).
    """
    require_work(actor, WISHES_WRITTEN, case)
    _check_said("said_on", new.said_on, "words", new.words)
    row = Wishes(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, said_on=new.said_on,
        written_by_id=actor.principal,
    )  # fmt: skip
    said = {"words": new.words, "about_sharing": new.about_sharing.value if new.about_sharing else ""}
    line = _line(row, Category(row.category), "Their wishes were written down in their own words.")
    return save_once(
        actor=actor, act=WISHES_WRITTEN, case=case, row=row, words={"said": said},
        also=lambda _: add_event(actor, case, line),
    )  # fmt: skip


def record_agreement(*, actor: Actor, case: Case, new: NewAnswer) -> ServiceAgreement:
    """Record that somebody takes part, declined or stopped; it is neither consent to sharing nor a refusal of it.

    The same sent again adds nothing. Refuses whoever does not work the case (NotPermitted), an answer that does not say
    to what, or on a day to come (ValidationError), and another answer under the same id (AlreadySent).
    """
    require_work(actor, AGREEMENT_RECORDED, case)
    _check_said("answered_on", new.answered_on, "what", new.what)
    row = ServiceAgreement(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, answered_on=new.answered_on,
        written_by_id=actor.principal,
    )  # fmt: skip
    answer = {"state": new.state.value, "what": new.what, "words": new.words}
    line = _line(row, Category(row.category), f"{new.state.label}: {new.what}")
    return save_once(
        actor=actor, act=AGREEMENT_RECORDED, case=case, row=row, words={"answer": answer},
        also=lambda _: add_event(actor, case, line),
    )  # fmt: skip


def _line(row: Wishes | ServiceAgreement, category: Category, words: str) -> NewEvent:
    return NewEvent(Happening.CONSENT, Statement.FACT, category, words, row.pk)


def _check_said(day_field: str, day: date, words_field: str, words: str) -> None:
    problems = {}
    if day > timezone.localdate():
        problems[day_field] = "This day is still to come. Enter the day on which they said it."
    if not words.strip():
        problems[words_field] = "Write down what they said."
    if problems:
        raise ValidationError(problems)
