"""Closing a case with its outcome, and opening it again."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from audit.ledger.acts import Act
from audit.ledger.events import event
from casework.acts import CASE_CLOSED, CASE_LOOKED_AT, CASE_REOPENED
from casework.cases.models import Case, Role, State
from casework.cases.policies import require_work
from casework.cases.services import lock_case
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event
from casework.closing.kept_open import require_free
from casework.closing.models import ENDS_PLACES, OF_BOTH, OF_ONE_ROLE, CaseTurn, Outcome, Turn
from casework.inserting import insert
from casework.listings.services import end_with_case
from casework.refusals import ChangedMeanwhile
from casework.shown import open_for_page
from vault.opening import seal


@dataclass(frozen=True, slots=True, repr=False)
class Closing:
    """What is said when a case is closed; `id` makes a second sending harmless."""

    id: UUID
    version: int
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class Reopening:
    """What is said when a case is opened again; `id` makes a second sending harmless."""

    id: UUID
    version: int
    reason: str


def close_case(*, actor: Actor, case: Case, closing: Closing) -> None:
    """Close a case with what came of it, and end its places on cohorts, which opening it again does not bring back.

    Nothing of its own that is still open stands in the way: the page says what is.

    Refuses an actor who does not work the case (NotPermitted), an outcome of the other role (ValueError), a case that
    somebody changed meanwhile (ChangedMeanwhile), and one that something keeps open (KeptOpen).
    """
    if closing.outcome not in OF_ONE_ROLE[Role(case.role)] + OF_BOTH:
        raise ValueError("This is an outcome of cases in the other role.")
    said = {"outcome": closing.outcome.value, "reason": closing.reason}
    sentence = f"Closed: {closing.outcome.label}. {closing.reason}"
    _turn(CASE_CLOSED, actor, case, closing.id, closing.version, Turn.CLOSED, said, sentence)


def reopen_case(*, actor: Actor, case: Case, reopening: Reopening) -> None:
    """Open a closed case again, with why. Refuses as closing does."""
    sentence = f"Opened again. {reopening.reason}"
    said = {"reason": reopening.reason}
    _turn(CASE_REOPENED, actor, case, reopening.id, reopening.version, Turn.REOPENED, said, sentence)


def _turn(  # the two verbs above differ in these alone
    act: Act, actor: Actor, case: Case, turn_id: UUID, version: int, turn: Turn, said: dict[str, str], sentence: str
) -> None:
    require_work(actor, act, case)
    if not _turn_once(act, actor, case, turn_id, version, turn, said, sentence):
        raise ChangedMeanwhile  # out here, so that the look at the words that are there stays written down


@transaction.atomic
def _turn_once(
    act: Act, actor: Actor, case: Case, turn_id: UUID, version: int, turn: Turn, said: dict[str, str], sentence: str
) -> bool:
    """Whether the case is now as it was meant to be: by this, or by the same sent before."""
    locked = lock_case(case)
    there = CaseTurn.objects.filter(pk=turn_id).first()
    if there:
        return (there.case_id, there.turn) == (locked.pk, turn) and _says(actor, locked, there, said)
    if locked.version != version or (locked.state == State.CLOSED) == (turn == Turn.CLOSED):
        return False
    if turn == Turn.CLOSED:
        require_free(locked)
    with event(act, by=actor, subject=case.subject, purpose=case.purpose):
        row = CaseTurn(
            id=turn_id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, turn=turn,
            made_by_id=actor.principal,
        )  # fmt: skip
        seal(actor.agency_id, [(row, {"words": said})])
        insert(act, case.subject, row)
        locked.state = State.CLOSED if turn == Turn.CLOSED else State.ACTIVE
        locked.closed_on = timezone.localdate() if turn == Turn.CLOSED else None
        locked.version += 1
        locked.save(update_fields=["state", "closed_on", "version"])
        add_event(actor, case, NewEvent(Happening.CASE, Statement.FACT, Category.INTERVENTION_RECORD, sentence, row.pk))
    if turn == Turn.CLOSED:
        end_with_case(actor, locked, ENDS_PLACES[Outcome(said["outcome"])], said["reason"])
    return True


def _says(actor: Actor, case: Case, row: CaseTurn, said: dict[str, str]) -> bool:
    with event(CASE_LOOKED_AT, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        return open_for_page(actor, ticket, [row], "words")[row.pk]["words"] == said
